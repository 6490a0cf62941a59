package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"maps"
	"net/http/httptest"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// nastyLeast is how many values go through each connector at least.
const nastyLeast = 200

// nastyRow is a row that an upstream sends.
type nastyRow struct {
	id   int
	sent []byte
	// column has the value; without one the row has a shape of its own, by that name.
	column *nastyColumn
	value  string
	shape  string
	// told is what an error has of the row where that is not what was sent: JSON made of CSV.
	told []byte
}

// raw returns what an error has of the row, its first 64 KiB.
func (r *nastyRow) raw() []byte {
	raw := r.sent
	if r.told != nil {
		raw = r.told
	}
	return raw[:min(len(raw), 64<<10)]
}

// TestNastyValues sends values that readers get wrong through each connector, over real sockets, and reads them by gRPC, as a
// document and as lines. What came in comes out, or is told: nothing changes in silence. What became of each value stands in
// testdata/nasty, to be read by people; that it is right is judged here apart from that.
func TestNastyValues(t *testing.T) {
	lists := nastyListsOfAll()
	config := "listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nsources:\n"
	rows := map[string][]nastyRow{}
	for _, l := range lists {
		rows[l.name] = l.make()
		upstream := httptest.NewServer(l.handler(rows[l.name]))
		t.Cleanup(upstream.Close)
		config += fmt.Sprintf("  - {name: %s, connector: %s, time_zone: Europe/Kyiv, settings: %s}\n", l.name, l.connector, fmt.Sprintf(l.settings, upstream.URL))
	}
	grpcAddress, web, _ := serveHere(t, config)
	rig := nastyRig{conn: dial(t, grpcAddress), web: web}
	counts, read := map[string]int{}, map[string]nastyAnswer{}
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			read[l.name] = rig.readAll(t, l, rows[l.name])
			if l.like != "" {
				require.Equal(t, read[l.like], read[l.name])
				return
			}
			lines := l.judge(t, rows[l.name], read[l.name])
			counts[l.connector] += len(rows[l.name])
			compareNasty(t, l.name, lines)
		})
	}
	require.Len(t, counts, 4)
	for _, connector := range slices.Sorted(maps.Keys(counts)) {
		n := counts[connector]
		check.AtLeast(t, "nasty_values_"+connector, float64(n), nastyLeast)
	}
}

// make makes the rows of a list: a plain one, and one for each value of each column and each shape.
func (l *nastyList) make() []nastyRow {
	if l.csv != nil {
		return l.csv.rows()
	}
	rows := []nastyRow{{shape: "plain"}}
	for i := range l.columns {
		for _, v := range l.columns[i].values {
			rows = append(rows, nastyRow{column: &l.columns[i], value: v})
		}
	}
	for _, s := range l.rows {
		rows = append(rows, nastyRow{shape: s.name, value: s.members})
	}
	for i := range rows {
		r := &rows[i]
		r.id = i + 1
		r.value = strings.ReplaceAll(r.value, "%d", strconv.Itoa(r.id))
		r.sent = l.object(r)
	}
	return rows
}

// object writes a row.
func (l *nastyList) object(r *nastyRow) []byte {
	if strings.HasPrefix(r.value, "ROW ") { // the whole of it
		return []byte(strings.TrimPrefix(r.value, "ROW "))
	}
	member := r.value
	if r.column != nil {
		member = strings.Replace(r.column.member, "%s", r.value, 1)
		if r.value == absent {
			member = ""
		}
	}
	var members []string
	if r.column == nil || r.column.kind != ownID {
		members = append(members, fmt.Sprintf("%q:%d", l.id, r.id))
	}
	for _, plain := range l.plain {
		if r.column == nil || name(plain) != name(r.column.member) {
			members = append(members, plain)
		}
	}
	if member != "" {
		members = append(members, member)
	}
	return []byte("{" + strings.Join(members, ",") + "}")
}

// name returns the name of a member.
func name(member string) string {
	key, _, _ := strings.Cut(member, ":")
	return key
}

// judge judges what became of each row, and returns a line for each.
func (l *nastyList) judge(t *testing.T, rows []nastyRow, got nastyAnswer) []string {
	t.Helper()
	plain, _, found := got.find(rows[0])
	require.True(t, found, "the plain row is missing")
	if len(got.records)+len(got.errors) != len(rows) {
		t.Errorf("%d rows came, and %d records and %d errors went out", len(rows), len(got.records), len(got.errors))
	}
	var lines []string
	for _, row := range rows {
		record, failure, found := got.find(row)
		if !found {
			t.Errorf("row %d is gone: %s", row.id, brief(string(row.sent)))
			continue
		}
		j := judged{row: row, got: got, record: record, plain: plain}
		switch {
		case failure != nil:
			lines = append(lines, fmt.Sprintf("%s\trecord error: %v", j.name(), failure["message"]))
			continue
		case l.csv != nil:
			j.cell()
		case row.column != nil:
			j.column()
		default:
			j.shape()
		}
		if l.csv == nil {
			j.raw()
		}
		for _, complaint := range j.complaints {
			t.Errorf("row %d, %s: %s\n%s", row.id, j.name(), complaint, brief(fmt.Sprint(record)))
		}
		lines = append(lines, j.line())
	}
	return lines
}

// rawOf returns what a record error has of its row.
func rawOf(failure map[string]any) []byte {
	text, _ := failure["raw"].(string)
	raw, _ := base64.StdEncoding.DecodeString(text) // protojson writes nothing else
	return raw
}

// find returns the record of a row, or the error that has what came.
func (a nastyAnswer) find(row nastyRow) (record, failure map[string]any, found bool) {
	for _, e := range a.errors {
		if bytes.Equal(rawOf(e), row.raw()) {
			return nil, e, true
		}
	}
	for _, r := range a.records {
		if r["id"] == strconv.Itoa(row.id) || r["visitId"] == strconv.Itoa(row.id) || r["raw"] == string(row.sent) {
			return r, nil, true
		}
	}
	return nil, nil, false
}

// raw judges the upstream's JSON in a record.
func (j *judged) raw() {
	raw, _ := j.record["raw"].(string)
	replaced, _ := j.record["rawReplaced"].(bool)
	switch {
	case utf8.Valid(j.row.sent):
		if raw != string(j.row.sent) || replaced {
			j.complain("raw is not what came")
		}
	case !replaced:
		j.complain("raw was replaced, and does not say so")
	default:
		for _, a := range j.alterations() {
			if a["field"] == "raw" && a["kind"] == "ALTERATION_KIND_INVALID_UTF8" {
				restored, whole := restore(raw, fmt.Sprint(a["rawText"]))
				if whole && restored != string(j.row.sent) || !whole && !strings.HasPrefix(string(j.row.sent), restored) {
					j.complain("raw and its alteration do not give what came: %q", brief(restored))
				}
				return
			}
		}
		j.complain("nothing says what was replaced in raw")
	}
}

// restore puts the bytes back that an alteration of raw tells of, as in 16:\xff\xfe 34:\xd1. It reports false where the alteration
// is cut, and then returns what is known.
func restore(raw, told string) (string, bool) {
	var out strings.Builder
	at := 0
	for run := range strings.FieldsSeq(told) {
		place, text, _ := strings.Cut(run, ":")
		from, err := strconv.Atoi(place)
		if err != nil || from < at || from > len(raw) {
			return "unreadable alteration " + told, true
		}
		out.WriteString(raw[at:from])
		at = from
		for digits := range strings.SplitSeq(strings.TrimPrefix(text, `\x`), `\x`) {
			b, err := strconv.ParseUint(digits, 16, 8)
			if err != nil || !strings.HasPrefix(raw[min(at, len(raw)):], "\ufffd") {
				return "unreadable alteration " + told, true
			}
			out.WriteByte(byte(b))
			at += len("\ufffd")
		}
	}
	if len(told) >= 1000 {
		return out.String(), false
	}
	out.WriteString(raw[at:])
	return out.String(), true
}

// same reports whether two decoded values are equal.
func same(a, b any) bool { return reflect.DeepEqual(a, b) }
