package transcodetest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crmstream/crmstream/internal/records"
	_ "time/tzdata" // zones must not depend on the machine

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/testing/protocmp"
	"pgregory.net/rapid"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// Upstream says what an upstream makes of the records of a table.
type Upstream struct {
	// Table is the table of the records.
	Table *transcode.Table
	// Form says that writes are PHP forms, which make a text of every scalar. Without it they are JSON.
	Form bool
	// Bare are the keys under which rows show list elements that are written as plain values, by field.
	Bare map[string]string
	// Texts are generators for text fields that do not take any text, by field. Fields that end in _id or _ids need none.
	Texts map[string]*rapid.Generator[string]
	// Elements are the generators for the fields of a list's elements, by field. Elements of other lists have any texts.
	Elements map[string]map[string]*rapid.Generator[string]
	// Datatypes are the words for the types of custom fields, nil for a table without custom fields.
	Datatypes map[string]transcode.Datatype
}

// RoundTrips creates random records, reads the rows that an upstream would show, and compares, until each field and each datatype was
// compared. It writes every field alone too, which gives the same members. It returns how often each path was compared.
func RoundTrips(t *testing.T, u Upstream) map[string]int {
	t.Helper()
	compared := map[string]int{}
	catalogue := u.catalogue(t)
	zones := []*time.Location{nil}
	for _, name := range []string{"Europe/Moscow", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu"} {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		zones = append(zones, zone)
	}
	check := func(t *rapid.T) {
		zone := zones[rapid.IntRange(0, len(zones)-1).Draw(t, "zone")]
		spelling := rapid.SampledFrom([]transcode.Spelling{transcode.BothSpellings, transcode.EnglishSpelling, transcode.IntrumSpelling}).Draw(t, "spelling")
		at := transcode.WriteContext{Op: transcode.OnCreate, Spelling: spelling, Zone: zone, Catalogue: catalogue, Prefix: "record"}
		record := u.draw(t, zone)
		members, _, err := u.Table.Write(record, nil, at)
		if err != nil {
			t.Fatalf("%v cannot be written: %v", record, err)
		}
		row := u.row(t, record, members, at)
		json, err := transcode.Parse([]byte(row))
		if err != nil {
			t.Fatalf("row %s: %v", row, err)
		}
		got := u.read(t, json, &transcode.Context{Zone: zone, Catalogue: catalogue})
		keep(got, record)
		if diff := cmp.Diff(u.shown(record), got, protocmp.Transform()); diff != "" {
			t.Fatalf("row %s: %s", row, diff)
		}
		for _, path := range records.Set(record.ProtoReflect()) {
			compared[path]++
		}
	}
	for rounds := 0; rounds == 0 || len(compared) < u.paths() && rounds < 50; rounds++ {
		rapid.Check(t, check)
	}
	require.Len(t, compared, u.paths(), "not all was compared: %v", compared)
	return compared
}

// paths returns how many paths there are: fields, and custom fields.
func (u Upstream) paths() int {
	paths := len(u.words())
	for _, w := range u.Table.Writable() {
		if w.Name != "fields" && w.OnCreate {
			paths++
		}
	}
	return paths
}

// read reads a row.
func (u Upstream) read(t *rapid.T, json transcode.JSON, c *transcode.Context) proto.Message {
	read, err := u.Table.One(json, c)
	if err != nil || read.Record.Err != nil {
		t.Fatalf("%v %v", err, read.Record.Err)
	}
	m := u.Table.Message()
	if err := read.Record.Decode(m); err != nil {
		t.Fatal(err)
	}
	if notices := c.Notices(); len(notices) > 0 {
		t.Fatalf("%v", notices)
	}
	if fd := m.ProtoReflect().Descriptor().Fields().ByName("alterations"); m.ProtoReflect().Has(fd) {
		t.Fatalf("reading has altered %v", m)
	}
	return m
}

// keep clears the fields of a message that are not set in a record: names, and the id.
func keep(m, record proto.Message) {
	set := map[string]bool{}
	for _, path := range records.Set(record.ProtoReflect()) {
		name, _, _ := strings.Cut(path, ".")
		set[name] = true
	}
	m.ProtoReflect().Range(func(fd protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		if !set[string(fd.Name())] {
			m.ProtoReflect().Clear(fd)
		}
		return true
	})
}

// shown returns a record as rows show it: options have both their id and their text.
func (u Upstream) shown(record proto.Message) proto.Message {
	record = proto.Clone(record)
	fd := record.ProtoReflect().Descriptor().Fields().ByName("fields")
	if fd == nil || !record.ProtoReflect().Has(fd) {
		return record
	}
	record.ProtoReflect().Get(fd).Map().Range(func(_ protoreflect.MapKey, v protoreflect.Value) bool {
		value := v.Message().Interface().(*crmstreamv1.FieldValue)
		for _, o := range append(slices.Clone(value.GetOptions().GetOptions()), value.GetOption()) {
			for i, text := range optionTexts {
				if o != nil && (o.GetId() == optionID(i) || o.GetId() == "" && strings.TrimSpace(o.GetText()) == strings.TrimSpace(text)) {
					o.Id, o.Text = optionID(i), text
				}
			}
		}
		return true
	})
	return record
}

// optionTexts are the options of all fields that have options.
var optionTexts = []string{"Да ", "sea", "sea, view", `a"b\`, " \U0001F600", "0", "null", "<&> +%", "false"}

func optionID(i int) string { return fmt.Sprint(70 + i) }

// words returns the words of the custom fields, by their keys.
func (u Upstream) words() map[string]string {
	keys := map[string]string{}
	for i, word := range slices.Sorted(maps.Keys(u.Datatypes)) {
		if u.Datatypes[word] != transcode.AsReferences { // which are refused
			keys[fmt.Sprint(i+7)] = word
		}
	}
	return keys
}

// catalogue returns a catalogue with a custom field of each datatype.
func (u Upstream) catalogue(t *testing.T) *connectors.Catalogue {
	t.Helper()
	c, types := &connectors.Catalogue{}, transcode.FieldTypes(u.Datatypes)
	for key, word := range u.words() {
		f := &crmstreamv1.Field{Key: key, UpstreamType: &word, Type: crmstreamv1.FieldType(types[word])}
		if f.Type == crmstreamv1.FieldType_FIELD_TYPE_OPTION || f.Type == crmstreamv1.FieldType_FIELD_TYPE_OPTIONS {
			for i, text := range optionTexts {
				f.Options = append(f.Options, &crmstreamv1.FieldOption{Id: optionID(i), Text: text})
			}
		}
		wire, err := proto.Marshal(&crmstreamv1.ListFieldsResponse{Fields: []*crmstreamv1.Field{f}})
		require.NoError(t, err)
		require.NoError(t, c.Add(connectors.Need{Resource: connectors.ListOfFields}, []connectors.Record{{Wire: wire}}))
	}
	return c
}
