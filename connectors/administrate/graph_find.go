package administrate

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
)

const (
	// maxFound is how many records are asked for by their numbers in one query.
	maxFound = 100
	// maxFoundIDs is how many global ids a client keeps. Beyond, it forgets all.
	maxFoundIDs = 10_000
)

// foundIDs are the global ids of records by their numbers, which never change. The zero value knows none. It is safe for concurrent
// use.
type foundIDs struct {
	mu  sync.Mutex
	ids map[string]string // by field and number
}

// get returns the global id of a record, "" for none.
func (f *foundIDs) get(field, number string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ids[field+" "+number]
}

// add keeps a global id.
func (f *foundIDs) add(field, number, global string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ids == nil || len(f.ids) >= maxFoundIDs {
		f.ids = map[string]string{}
	}
	f.ids[field+" "+number] = global
}

// finding is a search for the global ids of records by their numbers, by the fields that name the records.
type finding struct {
	found   map[string]map[string]string
	missing map[string][]string
	at      func(field string) string
}

// find returns the global ids of records by their numbers, for each field that names records. Texts that are no numbers are left out. at
// returns the request field to name in an error. All fields are asked for in one request. Numbers that did not come are asked for again
// together, until all have come or none comes, since servers cut answers. A list asks once for all its pages. The task itself is always
// asked for, since it may have been deleted.
func (c *graphClient) find(ctx context.Context, s *schema.Schema, wanted map[string][]string, at func(field string) string) (map[string]map[string]string, error) {
	f := finding{found: map[string]map[string]string{}, missing: map[string][]string{}, at: at}
	for field, texts := range wanted {
		f.found[field] = map[string]string{}
		for _, v := range texts {
			if !isNumber(v) {
				continue
			}
			if global := c.foundIDs.get(field, v); global != "" && field != "id" {
				f.found[field][v] = global
				continue
			}
			f.missing[field] = append(f.missing[field], v)
		}
		if err := f.findable(s, field); err != nil {
			return nil, err
		}
	}
	for more := len(f.missing) > 0; more; {
		var err error
		if more, err = c.findMore(ctx, s, &f); err != nil {
			return nil, err
		}
	}
	return f.found, nil
}

// findable checks that the missing records of a field can be found.
func (f *finding) findable(s *schema.Schema, field string) error {
	switch of := f.missing[field]; {
	case len(of) == 0:
		return nil
	case !s.Finds(field):
		return connectors.Invalid(f.at(field), "%q is a number, and the tenant's GraphQL schema finds no record by it: send the global id, as %s of a task shows it%s",
			of[0], globalField(field), inPlace(f.at(field), field))
	case len(of) > maxFound:
		return connectors.Invalid(f.at(field), "%d numbers are too many: at most %d", len(of), maxFound)
	}
	return nil
}

// findMore asks for what is missing, and reports whether to ask again: some came, and some are still missing.
func (c *graphClient) findMore(ctx context.Context, s *schema.Schema, f *finding) (again bool, err error) {
	fields := slices.Sorted(maps.Keys(f.missing))
	variables := map[string]any{}
	for i, field := range fields {
		variables[fmt.Sprintf("f%d", i)] = []map[string]any{{"field": "legacyId", "operation": "in", "values": f.missing[field]}}
	}
	answer, err := c.query(ctx, opGraphFind, s.FindQuery(fields), variables)
	if err != nil {
		return false, err
	}
	came := false
	for i, field := range fields {
		edges, _ := answer.data.Member(fmt.Sprintf("r%d", i), "edges")
		for edge := range edges.Elements() {
			number, _ := edge.Member("node", "id")
			id, ok := number.ID()
			global := textOf(edge, "node", "globalId")
			if !ok || !slices.Contains(f.missing[field], id) || global == "" {
				return false, &connectors.Error{Kind: connectors.KindFilterIgnored, Connector: "administrate", Op: opGraphFind, Field: f.at(field)}
			}
			came = true
			f.found[field][id] = global
			c.foundIDs.add(field, id, global)
		}
		f.missing[field] = slices.DeleteFunc(f.missing[field], func(v string) bool { return f.found[field][v] != "" })
		if len(f.missing[field]) == 0 {
			delete(f.missing, field)
		}
	}
	return came && len(f.missing) > 0, nil
}
