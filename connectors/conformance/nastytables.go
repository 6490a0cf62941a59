package conformance

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// NastyTables puts each nasty value under each key of mapping tables, in a row between two plain rows, and repeats each key
// once. Each row must become a record, or an error that holds the JSON of the row. The plain rows must not change. No value may
// be lost or changed unless the record's alterations say so.
func NastyTables(t *testing.T, tables ...*transcode.Table) {
	require.GreaterOrEqual(t, len(NastyValues()), 200)
	for _, table := range tables {
		n := nastyTable{table: table, message: table.Message()}
		n.plain = n.findPlain(t)
		t.Run(string(n.message.ProtoReflect().Descriptor().Name()), func(t *testing.T) {
			for key, field := range table.Keys() {
				for _, v := range NastyValues() {
					n.try(t, key, field, v)
				}
				n.twice(t, key)
			}
		})
	}
}

// nastyTable is a table, its message, and the members of a row that becomes a record.
type nastyTable struct {
	table   *transcode.Table
	message proto.Message
	plain   string
}

// findPlain returns the members of a row with nothing but an id.
func (n nastyTable) findPlain(t *testing.T) string {
	plain := ""
	for key := range n.table.Keys() {
		if n.read(t, "{"+plain+"}", false)[0].Err == nil {
			break
		}
		plain = fmt.Sprintf("%q:77777", key)
	}
	require.Nil(t, n.read(t, "{"+plain+"}", false)[0].Err, n.message.ProtoReflect().Descriptor().Name())
	return plain
}

// nastyRow is the result of reading a row.
type nastyRow struct {
	Err         *crmstreamv1.RecordError
	message     proto.Message
	text        string
	alterations []*crmstreamv1.Alteration
}

// read reads rows, separated by commas.
func (n nastyTable) read(t *testing.T, rows string, raw bool) (read []nastyRow) {
	body, err := transcode.Parse([]byte("[" + rows + "]"))
	require.NoError(t, err, "%.200q", rows)
	require.NoError(t, n.table.Rows(body, &transcode.Context{Raw: raw}, func(r *transcode.Row) error {
		row := nastyRow{}
		if e := r.Record.Err; e != nil {
			require.Equal(t, string(r.JSON.Raw()[:min(len(r.JSON.Raw()), len(e.Raw))]), string(e.Raw))
			row.Err = &crmstreamv1.RecordError{}
		} else {
			row.message = n.message.ProtoReflect().New().Interface()
			_, _, tag := protowire.ConsumeTag(r.Record.Wire)
			wire, size := protowire.ConsumeBytes(r.Record.Wire[tag:])
			require.Equal(t, len(r.Record.Wire)-tag, size)
			require.NoError(t, proto.Unmarshal(wire, row.message), "%.200q", rows)
			row.take(t, string(r.JSON.Raw()), raw)
		}
		read = append(read, row)
		return nil
	}))
	return read
}

// take removes the alterations and the raw JSON from the message and keeps the alterations.
func (r *nastyRow) take(t *testing.T, came string, raw bool) {
	m := r.message.ProtoReflect()
	fields := m.Descriptor().Fields()
	if fd := fields.ByName("alterations"); fd != nil {
		for i := range m.Get(fd).List().Len() {
			r.alterations = append(r.alterations, m.Get(fd).List().Get(i).Message().Interface().(*crmstreamv1.Alteration))
		}
		m.Clear(fd)
	}
	if fd := fields.ByName("raw"); fd != nil && raw && fields.ByName("alterations") != nil {
		if utf8.ValidString(came) {
			require.Equal(t, came, m.Get(fd).String(), "raw is what came")
		} else {
			require.True(t, r.altered("raw", crmstreamv1.AlterationKind_ALTERATION_KIND_INVALID_UTF8), "%.200q", came)
		}
		m.Clear(fd)
		m.Clear(fields.ByName("raw_replaced"))
	}
	text, err := prototext.MarshalOptions{}.Marshal(r.message)
	require.NoError(t, err)
	r.text = string(text)
}

// altered reports whether a record has an alteration of the field, or of any field if that is "", and of one of the kinds.
func (r *nastyRow) altered(field string, kinds ...crmstreamv1.AlterationKind) bool {
	return len(r.alterations) == 64 || slices.ContainsFunc(r.alterations, func(a *crmstreamv1.Alteration) bool {
		return (field == "" || a.GetField() == field) && slices.Contains(kinds, a.GetKind())
	})
}

// record reports whether the table's message has alterations. A message within a record has none.
func (n nastyTable) record() bool {
	return n.message.ProtoReflect().Descriptor().Fields().ByName(protoreflect.Name("alterations")) != nil
}

// silent reports whether a field is a flag without presence, so that a value that reads as false leaves no trace.
func (n nastyTable) silent(field string) bool {
	fd := n.message.ProtoReflect().Descriptor().Fields().ByName(protoreflect.Name(field))
	return fd != nil && fd.Kind() == protoreflect.BoolKind && !fd.HasPresence()
}

// try puts a value under a key.
func (n nastyTable) try(t *testing.T, key, field string, v Nasty) {
	plain := "{" + n.plain + "}"
	members := fmt.Sprintf("%q:%s", key, v.JSON)
	if id, _, _ := strings.Cut(n.plain, ":"); n.plain != "" && id != fmt.Sprintf("%q", key) {
		members = n.plain + "," + members
	}
	rows := n.read(t, plain+",{"+members+"},"+plain, true)
	require.Len(t, rows, 3)
	require.Equal(t, rows[0].text, rows[2].text)
	row := rows[1]
	if row.Err != nil || !n.record() {
		return
	}
	if field != "" && !v.None && !n.silent(field) && row.text == rows[0].text {
		require.NotEmpty(t, row.alterations, "nothing is left of %s: %.200q", field, v.JSON)
	}
	if strings.Contains(row.text, "\ufffd") && !strings.Contains(v.JSON, "�") && !strings.Contains(v.JSON, `\ufffd`) {
		require.True(t, row.altered("", crmstreamv1.AlterationKind_ALTERATION_KIND_INVALID_UTF8, crmstreamv1.AlterationKind_ALTERATION_KIND_LONE_SURROGATE) ||
			row.altered(field, crmstreamv1.AlterationKind_ALTERATION_KIND_UNREADABLE), "%s was replaced: %.200q", field, v.JSON)
	}
}

// twice puts two values under one key.
func (n nastyTable) twice(t *testing.T, key string) {
	members := fmt.Sprintf(`%q:11,%q:"12"`, key, key)
	if id, _, _ := strings.Cut(n.plain, ":"); n.plain != "" && id != fmt.Sprintf("%q", key) {
		members = n.plain + "," + members
	}
	row := n.read(t, "{"+members+"}", false)[0]
	if row.Err == nil && n.record() {
		require.True(t, row.altered("", crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_KEY), "%s came twice", key)
	}
}
