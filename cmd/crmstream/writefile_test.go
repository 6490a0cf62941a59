package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/testing/protocmp"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func diff(want, got proto.Message) string { return cmp.Diff(want, got, protocmp.Transform()) }

func protoValue(text string) protoreflect.Value { return protoreflect.ValueOfString(text) }

// writeInput writes a file of records.
func writeInput(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// rowsOf returns the results that a command has printed.
func rowsOf(t *testing.T, stdout string) []rowResult {
	t.Helper()
	var rows []rowResult
	for line := range strings.Lines(stdout) {
		var row rowResult
		require.NoError(t, json.Unmarshal([]byte(line), &row), line)
		rows = append(rows, row)
	}
	return rows
}

// leads returns n records, some of which have other last names.
func leads(n int, named map[int]string) string {
	var text strings.Builder
	for i := 1; i <= n; i++ {
		name := fmt.Sprintf("lead %d", i)
		if given := named[i]; given != "" {
			name = given
		}
		fmt.Fprintf(&text, "{\"lastName\":%q}\n", name)
	}
	return text.String()
}

// TestAFileIsWrittenOnce writes a file twice, and a third time after a change.
func TestAFileIsWrittenOnce(t *testing.T) {
	fake, address := serveWrites(t)
	create := func(path string) result {
		return command(t, "create", "contacts", "--source=crm", "--addr="+address, "-f", path)
	}
	path := writeInput(t, "leads.ndjson", leads(120, nil))
	first := create(path)
	require.Zero(t, first.code, first.stderr)
	rows := rowsOf(t, first.stdout)
	require.Len(t, rows, 120)
	require.Equal(t, rowResult{Line: 120, ID: "120", State: "EXECUTED"}, rows[119])
	require.Contains(t, first.stderr, "120 written; 6 upstream requests.\n")
	require.Len(t, fake.requests, 3, "in batches of 50")
	require.Len(t, fake.checks, 3)
	batch, ok := fake.requests[2].(*crmstreamv1.BatchCreateContactsRequest)
	require.True(t, ok)
	require.Len(t, batch.GetRequests(), 20)
	require.Equal(t, crmstreamv1.Priority_PRIORITY_BULK, batch.GetPriority())
	require.Regexp(t, `^create-contacts-[0-9a-f]{32}-101-20$`, batch.GetRequestId())
	require.Empty(t, diff(&crmstreamv1.CreateContactRequest{Contact: &crmstreamv1.Contact{LastName: proto.String("lead 101")}}, batch.GetRequests()[0]))

	again := create(path)
	require.Zero(t, again.code, again.stderr)
	require.Equal(t, first.stdout, again.stdout, "the same ids")
	require.Contains(t, again.stderr, "120 written, 120 by an earlier run; 0 upstream requests.\n")
	require.Equal(t, 120, fake.contacts)

	copied := create(writeInput(t, "copy.ndjson", leads(120, nil)))
	require.Equal(t, first.stdout, copied.stdout, "the bytes name the requests, and not the name of the file")
	changed := create(writeInput(t, "leads.ndjson", leads(120, map[int]string{120: "another"})))
	require.Zero(t, changed.code)
	require.Equal(t, 240, fake.contacts, "a changed file is another import")
}

// TestRecordsOnOneLine have requests of their own.
func TestRecordsOnOneLine(t *testing.T) {
	fake, address := serveWrites(t)
	text := "[" + strings.TrimSuffix(strings.ReplaceAll(strings.Repeat("{\"lastName\":\"same\"}\n", 120), "\n", ","), ",") + "]"
	got := command(t, "create", "contacts", "--source=crm", "--addr="+address, "-f", writeInput(t, "leads.json", text))
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stderr, "120 written; 6 upstream requests.\n")
	require.Equal(t, 120, fake.contacts)
}

// TestAFileStopsAtAnUnknownOutcome, and goes on when the outcome is known.
func TestAFileStopsAtAnUnknownOutcome(t *testing.T) {
	fake, address := serveWrites(t)
	path := writeInput(t, "leads.ndjson", leads(150, map[int]string{3: "refused", 55: "lost", 7: "differs"}))
	got := command(t, "create", "contacts", "--source=crm", "--addr="+address, "-f", path)
	require.Equal(t, exitUnknown, got.code, got.stderr)
	rows := rowsOf(t, got.stdout)
	require.Len(t, rows, 100)
	require.Equal(t, rowResult{Line: 3, State: "NOT_EXECUTED", Reason: "WRITE_REFUSED", Message: "no\x1b[2J", Field: "contact.name"}, rows[2])
	require.Equal(t, []rowDifference{{"last_name", "differs", "Differs"}}, rows[6].Differences)
	require.Equal(t, rowResult{Line: 55, State: "UNKNOWN", Reason: "WRITE_OUTCOME_UNKNOWN"}, rows[54])
	require.Equal(t, rowResult{Line: 56, State: "NOT_EXECUTED", Reason: "WRITE_NOT_EXECUTED"}, rows[55])
	require.Contains(t, got.stderr, "53 written, 1 read otherwise than they were sent, 46 not written, 1 perhaps written; 4 upstream requests.\n")
	require.Contains(t, got.stderr, "The lines from 101 on were not sent.\n")
	require.Contains(t, got.stderr, "run the same command again.\n")
	require.Regexp(t, `crmstream writes resolve create-contacts-[0-9a-f]{32}-51-50 --source crm --addr `, got.stderr)
	require.Len(t, fake.requests, 2)

	table := command(t, "create", "contacts", "--source=crm", "--addr="+address, "-f", path, "--format=table")
	require.Contains(t, table.stdout, "LINE    ID            STATE         WHY\n1       1             executed\n")
	require.Contains(t, table.stdout, "3                     not executed  WRITE_REFUSED contact.name no [2J\n")
}

// TestMistakesOfAFile stop the command before anything is written.
func TestMistakesOfAFile(t *testing.T) {
	fake, address := serveWrites(t)
	write := func(path string, more ...string) result {
		return command(t, append([]string{"create", "contacts", "--source=crm", "--addr=" + address, "-f", path}, more...)...)
	}
	got := write(writeInput(t, "leads.ndjson", leads(120, map[int]string{3: "wrong", 102: "wrong"})))
	require.Equal(t, exitFailed, got.code)
	require.Equal(t, []rowResult{
		{Line: 3, State: "NOT_EXECUTED", Reason: "INVALID_REQUEST", Message: "is missing; contact.name: is missing", Field: "contact.type_id"},
		{Line: 102, State: "NOT_EXECUTED", Reason: "INVALID_REQUEST", Message: "is missing; contact.name: is missing", Field: "contact.type_id"},
	}, rowsOf(t, got.stdout))
	require.Contains(t, got.stderr, "Nothing was written: 2 records have mistakes.")
	require.Empty(t, fake.requests)

	for name, test := range map[string]struct{ file, content, want string }{
		"field of a line": {"a.ndjson", "{\"lastName\":\"a\"}\n\n{\"lastNam\":\"b\"}\n", "a.ndjson:3: lastNam: unknown field"},
		"no JSON":         {"a.ndjson", "{\"lastName\":\"a\"}\n{\"lastName\":\n", "a.ndjson: line 2: is no JSON: it ends too early"},
		"wrong JSON":      {"a.ndjson", "{\"lastName\":\"a\"}\n{\"lastName\":x}\n", "a.ndjson: line 2: is no JSON: invalid character"},
		"no object":       {"a.json", "[\n{\"lastName\":\"a\"},\n7]", "a.json: line 3: must be a JSON object"},
		"in an array":     {"a.json", "[\n{\"lastName\":\"a\"},\n {\"lastName\":true}]", "a.json:3: lastName: must be a text"},
		"nothing":         {"a.json", "", "a.json: has no record"},
		"no header":       {"a.csv", "", "a.csv: is empty"},
		"header alone":    {"a.csv", "lastName\n", "a.csv: has no record"},
		"column twice":    {"a.csv", "lastName,lastName\na,b\n", "a.csv: line 1: column 2 has no name, or that of another"},
		"cells":           {"a.csv", "lastName,firstName\na\n", "a.csv: line 2: has more or fewer cells"},
		"no UTF-8":        {"a.csv", "lastName\na\nM\xfcller\n", "a.csv: line 3: is not UTF-8: save the file as UTF-8"},
		"quotes":          {"a.csv", "lastName\n\"a\nb\n", "is no CSV"},
		"kind of a cell":  {"a.csv", "lastName,kind\na,person\n\"b\nc\",robot\n", "a.csv:3: kind: unknown value"},
		"custom in one":   {"a.csv", "fields\nx\n", "a.csv:2: fields: name the custom fields"},
	} {
		t.Run(name, func(t *testing.T) {
			got := write(writeInput(t, test.file, test.content))
			require.Equal(t, exitUsage, got.code, got.stderr)
			require.Contains(t, got.stderr, test.want)
			require.Empty(t, fake.requests)
		})
	}
	got = write(writeInput(t, "many.csv", "lastNam\n"+strings.Repeat("x\n", 30)))
	require.Equal(t, mostMistakes+1, strings.Count(got.stderr, "\n"), got.stderr)
	require.Contains(t, got.stderr, "and 10 more lines with mistakes")
}

// TestCellsOfCSV are values of all types.
func TestCellsOfCSV(t *testing.T) {
	fake, address := serveWrites(t)
	const want = `{"lastName":"Moore; Mary","kind":"CONTACT_KIND_PERSON","archived":true,"phones":[{"number":"1"},{"number":"+2"}],"additionalOwnerIds":["3","4"],
		"fields":{"Brand":{"text":"a, b"},"2":{"text":"34"}}}`
	for name, content := range map[string]string{
		"commas": "\uFEFFlastName,kind,archived,phones,additional_owner_ids,fields.Brand,fields.2,comment\n" +
			"Moore; Mary,person,yes,1;+2,3;4,\"a, b\",34,\nSmith,,,,,,,\n",
		"semicolons": "lastName;kind;archived;phones;additional_owner_ids;fields.Brand;fields.2;comment\r\n" +
			"\"Moore; Mary\";person;1;\"1;+2\";\"3;4\";a, b;34;\r\nSmith;;;;;;;\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			fake.requests = nil
			got := command(t, "create", "contacts", "--source=crm", "--addr="+address, "-f", writeInput(t, "leads.csv", content))
			require.Zero(t, got.code, got.stderr)
			require.Len(t, rowsOf(t, got.stdout), 2)
			batch, ok := fake.requests[0].(*crmstreamv1.BatchCreateContactsRequest)
			require.True(t, ok)
			require.Empty(t, diff(wanted(t, &crmstreamv1.Contact{}, want), batch.GetRequests()[0].GetContact()))
			require.Empty(t, diff(&crmstreamv1.Contact{LastName: proto.String("Smith")}, batch.GetRequests()[1].GetContact()), "empty cells are left out")
			require.Regexp(t, `-1-2$`, batch.GetRequestId())
		})
	}
}

// TestRecordsWithoutABatch are written one by one, and from standard input.
func TestRecordsWithoutABatch(t *testing.T) {
	fake, address := serveWrites(t)
	write := func(text string, more ...string) result {
		var stdout, stderr bytes.Buffer
		con := newConsole(&stdout, &stderr, nil, append([]string{"create", "tasks", "--source=crm", "--addr=" + address, "-f", "-"}, more...))
		con.stdin = strings.NewReader(text)
		return result{run(t.Context(), con), stdout.String(), stderr.String()}
	}
	got := write("{\"subject\":\"a\"}\n{\"subject\":\"refused\"}\n{\"subject\":\"b\"}\n")
	require.Equal(t, exitFailed, got.code, got.stderr)
	require.Equal(t, []rowResult{
		{Line: 1, ID: "ta", State: "EXECUTED"}, {Line: 2, State: "NOT_EXECUTED", Reason: "WRITE_REFUSED", Message: "no"}, {Line: 3, ID: "tb", State: "EXECUTED"},
	}, rowsOf(t, got.stdout))
	require.Contains(t, got.stderr, "another file: a changed file has other request ids")
	require.Len(t, fake.requests, 3)

	got = write("{\"subject\":\"a\"}\n{\"subject\":\"lost\"}\n{\"subject\":\"b\"}\n", "--request-id=mine")
	require.Equal(t, exitUnknown, got.code, got.stderr)
	require.Len(t, rowsOf(t, got.stdout), 2)
	require.Contains(t, got.stderr, "writes resolve mine-2-1 --source crm")

	got = write("{\"subject\":\"a\"}\n{\"subject\":\"wrong\"}\n")
	require.Equal(t, exitFailed, got.code)
	require.Equal(t, []rowResult{{Line: 2, State: "NOT_EXECUTED", Reason: "INVALID_REQUEST", Message: "is missing", Field: "task.status"}}, rowsOf(t, got.stdout))

	got = write("{\n\"subject\":\"a\"}\n")
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stdout, `{"task":{"id":"ta"}`, "a single object is one record")
}

// TestADryRunOfAFile prints all planned requests and writes nothing.
func TestADryRunOfAFile(t *testing.T) {
	fake, address := serveWrites(t)
	got := command(t, "create", "contacts", "--source=crm", "--addr="+address, "-f", writeInput(t, "a.ndjson", leads(60, nil)), "--dry-run")
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, 2, strings.Count(got.stdout, `"op":"purchaser/insert"`))
	require.Contains(t, got.stdout, `"rows":10`)
	require.Empty(t, fake.requests)
}
