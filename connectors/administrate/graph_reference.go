package administrate

import (
	"bytes"
	"context"
	"encoding/base64"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
)

// isNumber reports whether a text is one of the numbers that REST knows records by, and no global id.
func isNumber(text string) bool { return connectors.IsNumber([]byte(text)) }

// checkReference checks the form of an id: a number, or a global id, which is base64 of NAME:NUMBER (connections.md). The name is not
// that of the type, and not documented for tasks.
func checkReference(field, text string) error {
	if isNumber(text) {
		_, err := connectors.ParseID(field, text, 0)
		return err
	}
	return checkGlobal(field, text)
}

// checkGlobal checks the form of a global id.
func checkGlobal(field, text string) error {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil || !bytes.Contains(decoded, []byte(":")) {
		return connectors.Invalid(field, "%.64q is neither a number nor a global id: send one that records show", text)
	}
	return nil
}

// checkIDs checks that ids of tasks have the form that the tenant's tasks have.
func checkIDs(s *schema.Schema, field string, ids []string) error {
	for _, id := range ids {
		if s.LegacyIDs && !isNumber(id) {
			return connectors.Invalid(field, "%.64q is a global id: the tasks of this tenant have numbers as id", id)
		}
	}
	return nil
}

// globals returns the global ids of the records that a condition names. Numbers of records that do not exist are left out.
func (r *graphRun) globals(ctx context.Context, c condition) ([]string, error) {
	found, err := r.find(ctx, r.schema, map[string][]string{c.key: c.values}, func(string) string { return c.field })
	if err != nil {
		return nil, err
	}
	var all []string
	for _, v := range c.values {
		switch global := found[c.key][v]; {
		case !isNumber(v):
			all = append(all, v)
		case global != "":
			all = append(all, global)
		}
	}
	return all, nil
}

// inPlace says in which field of a write a global id is sent.
func inPlace(at, field string) string {
	if at != "task."+field {
		return ""
	}
	return ", in that field"
}

// globalField returns the field that shows the global id of what a field names.
func globalField(field string) string {
	if field == "id" {
		return "global_id"
	}
	return field[:len(field)-len("id")] + "global_id"
}
