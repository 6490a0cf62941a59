package administrate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	"github.com/crmstream/crmstream/internal/records"
)

// prepared is what a write needs to know of the tenant.
type prepared struct {
	input *schema.Input
	// task is the global id of the task, "" for a create.
	task string
	// globals are the global ids of the records that the task names by numbers, by the field.
	globals map[string]string
	// forms are the forms of the times that are written, by the field.
	forms map[string]int32
}

// preparedOf returns what prepare has returned for a row.
func preparedOf(row connectors.WriteRow) (*prepared, error) {
	p, ok := row.Prepared.(*prepared)
	if !ok {
		return nil, fmt.Errorf("administrate: the row is not prepared: %T", row.Prepared)
	}
	return p, nil
}

// prepare finds out what a write needs: the schema, the global ids, and the forms of times.
func (c *graphClient) prepare(ctx context.Context, row connectors.WriteRow, act schema.Act) (any, error) {
	p := &prepared{globals: map[string]string{}, forms: map[string]int32{}}
	if act != schema.Create {
		if err := checkReference("id", row.ID); err != nil {
			return nil, err
		}
	}
	s, err := c.known(ctx, schemaLife)
	if err != nil {
		return nil, err
	}
	if p.input = s.Mutation(act); p.input == nil {
		return nil, &connectors.Error{
			Kind: connectors.KindUnsupported, Connector: "administrate", Op: "mutation tasks." + string(act),
			Err: fmt.Errorf("the tenant's GraphQL schema has no mutation of tasks that can %s one", act),
		}
	}
	if act != schema.Create {
		if err := checkIDs(s, "id", []string{row.ID}); err != nil {
			return nil, err
		}
		p.task = row.ID
	}
	if err := c.prepareGlobals(ctx, s, row, p); err != nil {
		return nil, err
	}
	for _, field := range timeFields {
		if text := written(row, field); text != nil {
			if p.forms[field], err = c.formOf(ctx, s, field); err != nil {
				return nil, err
			}
		}
	}
	return p, nil
}

// written returns the value of a field that is written, nil for none.
func written(row connectors.WriteRow, field string) *protoreflect.Value {
	if row.Record == nil || row.Mask != nil && !slices.Contains(row.Mask, field) {
		return nil
	}
	_, v, has := records.Value(row.Record.ProtoReflect(), field)
	if !has {
		return nil
	}
	return &v
}

// prepareGlobals finds the global ids of the task and of the records it names, in one request, if any of them is a number.
func (c *graphClient) prepareGlobals(ctx context.Context, s *schema.Schema, row connectors.WriteRow, p *prepared) error {
	wanted := map[string][]string{}
	if p.task != "" {
		wanted["id"] = []string{p.task}
	}
	for _, field := range schema.References() {
		if v := written(row, field); v != nil && v.String() != "" {
			if err := checkShown(s, field, v.String()); err != nil {
				return err
			}
			wanted[field] = []string{v.String()}
		}
		if v := written(row, globalField(field)); v != nil && v.String() != "" {
			if err := checkGlobal("task."+globalField(field), v.String()); err != nil {
				return err
			}
		}
	}
	found, err := c.find(ctx, s, wanted, placeOf)
	if err != nil {
		return err
	}
	var mistakes connectors.Mistakes
	for field, texts := range wanted {
		global := found[field][texts[0]]
		switch {
		case !isNumber(texts[0]):
		case global == "" && field == "id":
			return &connectors.Error{Kind: connectors.KindNotFound, Connector: "administrate", Op: opGraphFind, Field: "id", Err: errors.New("there is no such task")}
		case global == "":
			mistakes = append(mistakes, connectors.Invalid("task."+field, "the upstream has no record with the number %s", texts[0]))
		case field == "id":
			p.task = global
		default:
			p.globals[field] = global
		}
	}
	slices.SortFunc(mistakes, func(a, b *connectors.Error) int { return cmp.Compare(a.Field, b.Field) })
	return mistakes.Err()
}

// checkShown checks that a record is named as tasks show it in the field.
func checkShown(s *schema.Schema, field, text string) error {
	if err := checkReference("task."+field, text); err != nil {
		return err
	}
	if s.Numbers(field) && !isNumber(text) {
		return connectors.Invalid("task."+field, "%.64q is a global id: send it as %s", text, globalField(field))
	}
	return nil
}

// placeOf returns where a write's request has a field.
func placeOf(field string) string {
	if field == "id" {
		return field
	}
	return "task." + field
}

// encodeTask encodes the values of a task in the words of the schema.
func (c *graphClient) encodeTask(row connectors.WriteRow, on transcode.Op, op string) (connectors.EncodedRow, error) {
	p, err := preparedOf(row)
	if err != nil {
		return connectors.EncodedRow{}, err
	}
	var mistakes connectors.Mistakes
	members, err := c.members(row, on, p, &mistakes)
	if err != nil {
		return connectors.EncodedRow{}, err
	}
	sent, given := inTheirWords(members, p, &mistakes)
	for _, theirs := range p.input.Missing(given) {
		if ours := schema.OurName(theirs); ours != "" {
			mistakes = append(mistakes, connectors.Invalid("task."+ours, "is obligatory"))
			continue
		}
		return connectors.EncodedRow{}, &connectors.Error{
			Kind: connectors.KindUnsupported, Connector: "administrate", Op: op,
			Err: fmt.Errorf("the tenant's GraphQL schema demands %s in %s, which this connector does not know", theirs, p.input.Type),
		}
	}
	if err := mistakes.Err(); err != nil {
		return connectors.EncodedRow{}, err
	}
	return graphCall(op, p, sent)
}

// inTheirWords returns the members of an input, with the names and ids of the upstream, and the names that are given.
func inTheirWords(members []transcode.Member, p *prepared, mistakes *connectors.Mistakes) (sent []transcode.Member, given map[string]bool) {
	given = map[string]bool{p.input.Name("id"): true}
	refuse := func(m transcode.Member, format string, args ...any) {
		*mistakes = append(*mistakes, connectors.Invalid("task."+m.Key, format, args...))
	}
	for _, m := range members {
		theirs := p.input.Name(strings.Replace(m.Key, "_global_id", "_id", 1))
		v := m.Value
		if global := p.globals[m.Key]; global != "" && v.Kind == transcode.TextValue {
			v.Text = global
		}
		switch {
		case theirs == "":
			refuse(m, "the tenant's GraphQL schema has no such value in %s: leave the field out", p.input.Type)
		case !given[theirs]:
			given[theirs] = true
			sent = append(sent, transcode.Member{Key: theirs, Value: v})
		case !slices.ContainsFunc(sent, func(s transcode.Member) bool {
			return s.Key == theirs && s.Value.Kind == v.Kind && s.Value.Text == v.Text
		}):
			refuse(m, "names another record than the field beside it: send one of them")
		}
	}
	return sent, given
}

// members returns the values of a row under our names. Times are on the wall clock of the source, or in UTC where the tenant's times
// have an offset.
func (c *graphClient) members(row connectors.WriteRow, on transcode.Op, p *prepared, mistakes *connectors.Mistakes) ([]transcode.Member, error) {
	zoned := func(field string) bool { return p.forms[field] == formZoned }
	naive := func(field string) bool { return !zoned(field) }
	write := func(zone *time.Location, of func(field string) bool) ([]transcode.Member, error) {
		members, _, err := graphInput.Write(row.Record, row.Mask, transcode.WriteContext{Op: on, Zone: zone, Prefix: "task"})
		return slices.DeleteFunc(members, func(m transcode.Member) bool { return !of(m.Key) }), keep(mistakes, err, of)
	}
	members, err := write(c.zone, naive)
	if err != nil || !slices.ContainsFunc(timeFields, zoned) {
		return members, err
	}
	inUTC, err := write(time.UTC, zoned)
	for _, m := range inUTC {
		if m.Value.Kind == transcode.TextValue {
			m.Value.Text += "Z"
		}
		members = append(members, m)
	}
	return members, err
}

// keep adds those mistakes of an error that are about some fields, and returns any other error.
func keep(mistakes *connectors.Mistakes, err error, of func(field string) bool) error {
	var found connectors.Mistakes
	if !found.Add(err) {
		return err
	}
	for _, m := range found {
		if of(strings.TrimPrefix(m.Field, "task.")) {
			*mistakes = append(*mistakes, m)
		}
	}
	return nil
}
