package apro

import (
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// categoryParents returns, for each category of an object type, the place of its parent, -1 for a root.
func categoryParents() []int64 { return []int64{-1, 0, 0, 1, -1, 4, -1} }

const (
	categoryStep = 10  // category ids of type t are 10t+1 and on
	treeShift    = 500 // tree ids and category ids are different numbers
)

// listStockCategories answers stock/category: a map by object type. An added type has one category.
func (s *Server) listStockCategories(a *args) ([]byte, error) {
	return s.document(a, func(e *encoder) {
		e.open('{')
		for _, k := range s.world.kinds(ListStock) {
			e.key(strconv.FormatInt(k.id, 10))
			e.open('[')
			for place, parent := range categoryParents() {
				if place == 0 || k.id <= s.world.types {
					e.category(k.id, int64(place), parent)
				}
			}
			e.close(']')
		}
		e.close('}')
	})
}

func (e *encoder) category(kind, place, parent int64) {
	id, tree := kind*categoryStep+place+1, int64(0)
	if parent >= 0 {
		tree = kind*categoryStep + parent + 1 + treeShift
	}
	e.open('{')
	e.id("id", id)
	e.id("tree_id", id+treeShift)
	e.id("tree_parent", tree)
	e.text("name", categoryName(id))
	e.close('}')
}

func categoryName(id int64) string { return "Category " + strconv.FormatInt(id, 10) }

// filterStock answers stock/filter. It requires a type, unless the request has ids.
func (s *Server) filterStock(a *args) ([]byte, error) {
	w := s.world
	q, err := s.filterQuery(a, opStock, "stock_activity_date")
	if err != nil {
		return nil, err
	}
	types := a.get("type").ids()
	if len(types) == 0 && !q.byIDs {
		return nil, badParams
	}
	for _, id := range types {
		q.parts = append(q.parts, id-1)
	}
	categories := a.get("category").ids()
	if a.get("nested").flag() {
		categories = nested(categories)
	}
	if len(categories) > 0 {
		q.filter(func(r *row) bool { return slices.Contains(categories, w.category(r)) })
	}
	q.oneOf(a.get("manager"), func(r *row) int64 { return w.supervisor(r) })
	q.oneOf(a.get("groups"), func(r *row) int64 { return w.group(r.id) })
	q.oneOf(a.dual("associated_with_customer", "related_with_customer"), w.owner)
	q.searched(a, w.stockTexts)
	q.conditions(w, a, ListStock, stockScope)
	return s.list(a, s.tables[ListStock], q, false, w.writeStock)
}

// nested returns the given categories and all categories below them.
func nested(categories []int64) []int64 {
	for i := 0; i < len(categories); i++ {
		kind, place := categories[i]/categoryStep, categories[i]%categoryStep-1
		for k, parent := range categoryParents() {
			if parent == place && parent >= 0 {
				categories = append(categories, kind*categoryStep+int64(k)+1)
			}
		}
	}
	return categories
}

func stockScope(r *row) scope { return scope{ListStock, r.part + 1} }

func (w *world) category(r *row) int64 {
	return r.number(attrCategory, (r.part+1)*categoryStep+1+w.draw(r.id, saltCategory, uint64(len(categoryParents()))))
}

func (w *world) owner(r *row) int64 {
	return r.number(attrContact, w.reference(ListContacts, r.id, saltContact, 5))
}

func (w *world) stockName(r *row) string {
	return r.revised(attrName, w.pick(r.id, saltTitle, w.words.titles))
}

// stockTexts returns the texts in which the search bar searches.
func (w *world) stockTexts(r *row) []string {
	texts := []string{w.stockName(r)}
	fields := w.scopes[stockScope(r)]
	for i := range fields {
		switch fields[i].datatype {
		case "text", "select", "multiselect":
			texts = append(texts, w.cell(&fields[i], r).text)
		}
	}
	return texts
}

func (w *world) writeStock(e *encoder, r *row) {
	e.id("id", r.id)
	e.id("parent", w.category(r))
	e.text("name", w.stockName(r))
	e.time("date_add", r.created)
	e.id("author", w.supervisor(r))
	w.helpers(e, "additional_author", r)
	if e.dialect != English {
		e.id("stock_type", r.part+1)
		e.id("group_id", w.group(r.id))
		e.id("employee_id", w.supervisor(r))
		w.helpers(e, "additional_employee_id", r)
	}
	e.number("publish", published(r))
	e.time("last_modify", w.modified(r))
	if owner := w.owner(r); owner == 0 {
		e.key("customer_relation")
		e.literal("null")
	} else {
		e.id("customer_relation", owner)
	}
	e.text("stock_activity_type", w.event(r))
	e.time("stock_activity_date", r.activity)
	w.fieldList(e, stockScope(r), r)
}

// modified returns the time of the last edit, which for base rows is some time before the last activity.
func (w *world) modified(r *row) int64 {
	if r.version > 1 || r.edits() > 0 || r.activity <= r.created {
		return r.activity
	}
	return r.created + int64(stage.Draw(w.seed, r.id, saltModified)%uint64(r.activity-r.created))
}

func published(r *row) int64 {
	if r.deleted {
		return 0
	}
	return 1
}

// digits keeps the digits of a phone number, so that numbers in different formats can be compared.
func digits(phone string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, phone)
}
