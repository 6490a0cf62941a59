package transcode

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// The messages that are written without a table.
const (
	timestampName  = "google.protobuf.Timestamp"
	fieldValueName = "crmstream.v1.FieldValue"
	alterationName = "crmstream.v1.Alteration"
)

// recordFields are the fields of a record that are set without a column.
var recordFields = []protoreflect.Name{"raw", "raw_replaced", "alterations"}

// builder makes a table of columns.
type builder struct {
	*Table
	// shared are the keys of Inline columns that one other column may still use.
	shared []string
}

// add adds one column.
func (b *builder) add(c *Column) error {
	if c.sent {
		return b.addSent(c)
	}
	if err := b.check(c); err != nil {
		return err
	}
	f := field{source: source{kind: c.Kind, as: c.As}, name: c.Field, table: c.Table, choice: c.Choice}
	if err := b.bind(c, &f); err != nil {
		return err
	}
	if c.Write != nil {
		if err := b.addWritable(c); err != nil {
			return err
		}
	}
	if c.Kind == Group {
		return b.addGroup(c, f)
	}
	keys, err := b.addKeys(c)
	if err != nil {
		return err
	}
	f.keys = keys
	if len(keys) > 0 {
		f.key = c.Keys[0]
	}
	if b.first < 0 && len(keys) > 0 && c.Kind != Ignore {
		b.first = keys[0]
	}
	if err := b.mark(c, f.source); err != nil {
		return err
	}
	switch c.Kind {
	case Ignore, unmapped:
		return nil
	case Enum:
		f.words, f.numbers = wordTable(c.Enum)
	case CustomFields, RestObject:
		f.words, f.types = wordTable(c.Types)
	case Rest:
		f.words, f.types = wordTable(c.Types)
		b.rest = c.Field
	}
	b.fields = append(b.fields, f)
	return nil
}

// check finds contradictions within one column.
func (b *builder) check(c *Column) error {
	tabled := c.Kind == Nested || c.Kind == NestedList || c.Kind == Group || c.Kind == Inline
	keyless := c.Kind == unmapped || c.Kind == Rest || c.Kind == Group
	switch {
	case c.Kind > Offset:
		return fmt.Errorf("kind %d does not exist", c.Kind)
	case keyless != (len(c.Keys) == 0):
		return errors.New("kinds Unmapped, Rest and Group have no Keys, all others have")
	case (c.Field == "") != (c.Kind == Ignore || c.Kind == Inline || c.Kind == unmapped):
		return errors.New("kinds Ignore and Inline have no Field, all others have")
	case tabled != (c.Table != nil):
		return errors.New("kinds Nested, NestedList, Group and Inline have a Table, no others have")
	case (c.Kind == Enum) != (c.Enum != nil):
		return errors.New("an Enum has its words, no other kind has")
	case c.Text != "" && c.Kind != Enum && c.Kind != Offset:
		return errors.New("only Enum and Offset have a Text")
	case c.As != AsText && c.Kind != CustomField || c.As.list() || c.As >= asJSON:
		return errors.New("only a CustomField has an As, which is no list")
	case c.Types != nil && c.Kind != CustomFields && c.Kind != Rest && c.Kind != RestObject:
		return errors.New("only CustomFields, Rest and RestObject have Types")
	case c.Kind == Rest && b.rest != "":
		return errors.New("there can be one Rest only")
	case c.Kind == Group && (c.Table.rest != "" || slices.ContainsFunc(c.Table.fields, func(f field) bool { return f.kind == Inline })):
		return errors.New("the Table of a Group has neither Rest nor Inline: it has no object of its own")
	}
	return nil
}

// bind finds the field of a column, checks that the kind fits, and marks the field as mapped.
func (b *builder) bind(c *Column, f *field) error {
	switch c.Kind {
	case Ignore:
		return nil
	case Inline:
		if c.Table.message.FullName() != b.message.FullName() {
			return fmt.Errorf("the Table is for %s", c.Table.message.Name())
		}
		for name := range c.Table.mapped {
			if !slices.Contains(recordFields, name) { // a Part does not set those
				b.mapped[name] = true
			}
		}
		return nil
	case unmapped:
		for _, name := range c.unmapped {
			if _, err := b.take(name, false); err != nil {
				return err
			}
		}
		return nil
	}
	fd, err := b.take(c.Field, c.Kind == Rest || c.Kind == RestObject || c.Kind == CustomFields || c.Kind == CustomField)
	if err != nil {
		return err
	}
	if !fits(c, fd) {
		return fmt.Errorf("the kind does not fit a field of type %s", describe(fd))
	}
	f.tag, f.explicit = tagOf(fd), fd.HasPresence()
	f.small = fd.Kind() == protoreflect.Int32Kind
	if err := b.bindNames(c, f); err != nil {
		return err
	}
	if c.Text != "" {
		text := b.message.Fields().ByName(protoreflect.Name(c.Text))
		if text == nil || text.Kind() != protoreflect.StringKind || text.Cardinality() == protoreflect.Repeated {
			return fmt.Errorf("the message has no text field %q", c.Text)
		}
		b.mapped[text.Name()] = true
		f.text = tagOf(text)
	}
	return nil
}

// take returns the field of a name and marks it as mapped. A field that does not merge has one column.
func (b *builder) take(name string, merges bool) (protoreflect.FieldDescriptor, error) {
	fd := b.message.Fields().ByName(protoreflect.Name(name))
	if fd == nil {
		return nil, fmt.Errorf("the message has no field %q", name)
	}
	if !merges && slices.ContainsFunc(b.fields, func(f field) bool { return f.name == name }) {
		return nil, errors.New("the field has a column already: give that one the key, or read it by an Inline table")
	}
	b.mapped[fd.Name()] = true
	return fd, nil
}

// bindNames finds the fields for the names of a column's ids.
func (b *builder) bindNames(c *Column, f *field) error {
	unnamed := c.Naming != connectors.NoNaming && c.Name == ""
	if unnamed && (c.Write == nil || c.Kind != Ref) || c.Naming == connectors.NoNaming && c.Name != "" || c.Outcome != "" && c.Name == "" {
		return errors.New("a Naming has a Name unless it is only to check what is written, and nothing else has a Name or an Outcome")
	}
	if c.Name == "" {
		return nil
	}
	name := b.message.Fields().ByName(protoreflect.Name(c.Name))
	if c.Kind != Ref || name == nil || name.Kind() != protoreflect.StringKind || name.Cardinality() == protoreflect.Repeated {
		return fmt.Errorf("only a Ref is named, by a text field: %q", c.Name)
	}
	b.mapped[name.Name()] = true
	f.naming, f.called = c.Naming, tagOf(name)
	if c.Outcome == "" {
		return nil
	}
	outcome := b.message.Fields().ByName(protoreflect.Name(c.Outcome))
	if outcome == nil || outcome.Kind() != protoreflect.EnumKind {
		return fmt.Errorf("the message has no enum field %q", c.Outcome)
	}
	b.mapped[outcome.Name()] = true
	f.means = tagOf(outcome)
	return nil
}

// addKeys gives a column's keys their numbers.
func (b *builder) addKeys(c *Column) ([]int, error) {
	var numbers []int
	for _, key := range c.Keys {
		if b.keys.add(key) {
			numbers = append(numbers, len(b.keys.all)-1)
			if c.Kind == Inline {
				b.shared = append(b.shared, key)
			}
			continue
		}
		shared := slices.Index(b.shared, key)
		if c.Kind != Inline && shared < 0 {
			return nil, fmt.Errorf("key %q has a column already", key)
		}
		if shared >= 0 {
			b.shared = slices.Delete(b.shared, shared, shared+1)
		}
		numbers = append(numbers, b.keys.find([]byte(key)))
	}
	return numbers, nil
}

// addGroup adds a group, whose keys are keys of this table's object.
func (b *builder) addGroup(c *Column, f field) error {
	f.base = len(b.keys.all)
	for _, key := range c.Table.keys.all {
		if !b.keys.add(key) {
			return fmt.Errorf("key %q has a column already", key)
		}
	}
	b.fields = append(b.fields, f)
	return nil
}

// mark keeps the sources of the record's id, key and checks.
func (b *builder) mark(c *Column, s source) error {
	if c.Mark&MarkID != 0 {
		if b.id.keys != nil || c.Kind != Ref && c.Kind != Text {
			return errors.New("one column is the MarkID, and it is a Ref or a Text")
		}
		b.id, b.idField = s, c.Field
	}
	if c.Mark&MarkKey != 0 {
		if b.key.keys != nil || len(s.keys) == 0 {
			return errors.New("one column is the MarkKey, and it has Keys")
		}
		b.key = s
	}
	if c.Check != "" {
		if slices.ContainsFunc(b.checks, func(k check) bool { return k.name == c.Check }) {
			return fmt.Errorf("there is another check %q", c.Check)
		}
		b.checks = append(b.checks, check{name: c.Check, source: s})
	}
	return nil
}

// finish puts the columns in order and finds the fields that need no column.
func (b *builder) finish() (*Table, error) {
	if err := b.mergeRests(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(b.fields, func(x, y field) int {
		return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(x.tag, y.tag))
	})
	if fd := b.message.Fields().ByName("raw"); fd != nil && fd.Kind() == protoreflect.StringKind && !b.mapped[fd.Name()] {
		b.raw, b.mapped[fd.Name()] = tagOf(fd), true
	}
	if fd := b.message.Fields().ByName("raw_replaced"); fd != nil && fd.Kind() == protoreflect.BoolKind && !b.mapped[fd.Name()] {
		b.replaced, b.mapped[fd.Name()] = tagOf(fd), true
	}
	if fd := b.message.Fields().ByName("alterations"); fd != nil && fd.IsList() && !b.mapped[fd.Name()] &&
		fd.Message() != nil && fd.Message().FullName() == alterationName {
		b.alterations, b.mapped[fd.Name()] = tagOf(fd), true
	}
	return b.Table, nil
}

// rank puts Inline columns first, so that other columns overwrite the fields that they share.
func rank(f field) int {
	if f.kind == Inline {
		return 0
	}
	return 1
}
