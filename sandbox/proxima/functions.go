package proxima

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// function is a database function.
type function struct {
	// format is the format of the rows, "json" or "csv". titles are the header of the CSV, nil for JSON.
	format string
	titles []string
	// prepare reads the arguments of a run and returns a function that reads the rows as they are when it is called.
	prepare func(arguments object) (func() rows, error)
}

// functions returns all functions, by name.
func (s *Server) functions() map[string]function {
	all := map[string]function{}
	add := func(name string, sh *shape, prepare func(object) (func() rows, error)) {
		all[name+"_json"] = function{format: "json", prepare: prepare}
		if sh.columns != nil {
			all[name] = function{format: "csv", titles: s.titles(sh.columns), prepare: prepare}
		}
	}
	add("api_get_tasks", visitShape, s.prepareVisits)
	add("api_get_actions", eventShape, s.prepareEvents)
	add("api_get_pdk", controlShape, s.prepareCards(s.data.controls, controlShape))
	add("api_get_arrangement", arrangementShape, s.prepareCards(s.data.arrangements, arrangementShape))
	add("api_get_users", userShape, s.prepareTable(userShape, s.data.users))
	add("api_get_entitymap", fieldShape, s.prepareTable(fieldShape, s.data.fields))
	add("api_get_preparation", preparationShape, s.prepareTable(preparationShape, s.data.preparations))
	add("api_get_contact", contactShape, s.prepareTable(contactShape, s.contacts))
	return all
}

// titles returns the header of a CSV. In the tenant's language one word changes, as in the vendor's sample.
func (s *Server) titles(columns []string) []string {
	titles := slices.Clone(columns)
	for i, title := range titles {
		if title == "Active" {
			titles[i] = s.data.lexicon.active
		}
	}
	return titles
}

// prepareVisits reads the arguments of api_get_tasks.
func (s *Server) prepareVisits(arguments object) (func() rows, error) {
	q, err := s.readQuery(arguments)
	return func() rows { return visitRows{s.list.read(&q), s.printer} }, err
}

// prepareEvents reads the arguments of api_get_actions.
func (s *Server) prepareEvents(arguments object) (func() rows, error) {
	q, err := s.readQuery(arguments)
	return func() rows {
		found := s.events.read(&q)
		return s.printer.cellRows(eventShape, found.len(), func(i int) []cell {
			v := found.at(i)
			return s.data.event(&v)
		})
	}, err
}

// prepareCards reads the arguments of a function that lists cards of visits.
func (s *Server) prepareCards(of func(visit int64) []card, sh *shape) func(object) (func() rows, error) {
	return func(arguments object) (func() rows, error) {
		q, err := s.readWindow(arguments)
		if err != nil {
			return nil, err
		}
		preparations, err1 := optionalIDs(arguments, "preparation_ids")
		brands, err2 := optionalIDs(arguments, "brend_ids")
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		return func() rows {
			found := cardsOf(s.list.read(&q).ids(), of, func(c *card) bool {
				return (preparations == nil || slices.Contains(preparations, c.preparation)) &&
					(brands == nil || slices.Contains(brands, c.brand))
			})
			return s.printer.shuffled(s.settings.Seed, sh, len(found), func(i int) []cell { return found[i].cells() })
		}, nil
	}
}

// prepareTable reads the arguments of a function that lists a table. The first cell of a row is its id.
func (s *Server) prepareTable(sh *shape, table func() [][]cell) func(object) (func() rows, error) {
	return func(arguments object) (func() rows, error) {
		ids, err := optionalIDs(arguments, "ids")
		if err != nil {
			return nil, err
		}
		return func() rows {
			all := table()
			if ids != nil {
				all = slices.DeleteFunc(all, func(row []cell) bool { return !slices.Contains(ids, row[0].(int64)) })
			}
			return s.printer.shuffled(s.settings.Seed, sh, len(all), func(i int) []cell { return all[i] })
		}, nil
	}
}

// optionalIDs reads an argument with ids, nil when the argument is left out.
func optionalIDs(arguments object, key string) ([]int64, error) {
	if !present(arguments[key]) {
		return nil, nil
	}
	return readIDs(arguments, key)
}

// idsOf returns the ids of the rows of a list, as clients know them; nil for an unknown list.
func (s *Server) idsOf(list string) []string {
	switch list {
	case "visits":
		return texts64(s.list.ids())
	case "calendarEvents":
		return texts64(s.events.ids())
	case "visitControls":
		return s.cardIDs(s.data.controls, func(c *card) string { return fmt.Sprintf("%d/%d", c.visit, c.preparation) })
	case "visitArrangements":
		return s.cardIDs(s.data.arrangements, func(c *card) string {
			return fmt.Sprintf("%d/%s/%s", c.visit, orNothing(c.preparation), orNothing(c.brand))
		})
	case "contacts":
		return firstCells(s.contacts())
	case "users":
		return firstCells(s.data.users())
	case "preparations":
		return firstCells(s.data.preparations())
	case "fields":
		return firstCells(s.data.fields())
	default:
		return nil
	}
}

// cardIDs returns the ids of the cards of all visits: the ids of visit, preparation and brand, where the card has them.
func (s *Server) cardIDs(of func(int64) []card, name func(*card) string) []string {
	ids := []string{}
	for _, c := range cardsOf(s.list.ids(), of, func(*card) bool { return true }) {
		ids = append(ids, name(&c))
	}
	return ids
}

func orNothing(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

func texts64(ids []int64) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = strconv.FormatInt(id, 10)
	}
	return out
}

func firstCells(table [][]cell) []string {
	ids := make([]int64, len(table))
	for i, row := range table {
		ids[i] = row[0].(int64)
	}
	return texts64(ids)
}
