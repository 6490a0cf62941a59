package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// nastyRig is a running server.
type nastyRig struct {
	conn *grpc.ClientConn
	web  string
}

// nastyAnswer is what a list came to, as its JSON reads.
type nastyAnswer struct {
	records, errors, notices []map[string]any
	// bare tells that raw was taken off, and with it what was replaced in it alone.
	bare bool
}

// readAll reads a list in all three formats, which say the same, and returns it.
func (rig nastyRig) readAll(t *testing.T, l nastyList, rows []nastyRow) nastyAnswer {
	t.Helper()
	query := l.query
	if l.connector == "apro" {
		for _, row := range rows {
			query = append(query, "ids="+strconv.Itoa(row.id))
		}
	}
	got := rig.readStream(t, l, query, true)
	got.requireSame(t, rig.readDocument(t, l, query), "as a document")
	got.requireSame(t, rig.readLines(t, l, query), "as lines")
	got.withoutRaw().requireSame(t, rig.readStream(t, l, query, false), "without raw")
	return got
}

// requireSame requires the records, errors and notices of an answer to be those of another.
func (a nastyAnswer) requireSame(t *testing.T, b nastyAnswer, how string) {
	t.Helper()
	for _, part := range []struct {
		name string
		a, b []map[string]any
	}{{"record", a.records, b.records}, {"record error", a.errors, b.errors}} {
		require.Equal(t, len(part.a), len(part.b), "%s: %ss", how, part.name)
		for i := range part.a {
			require.True(t, same(part.a[i], part.b[i]), "%s, %s %d: %s", how, part.name, i, brief(fmt.Sprint(part.a[i], " ", part.b[i])))
		}
	}

	if a.bare {
		invalid := func(name string) bool { return name == "INVALID_CHARACTERS" }
		require.Equal(t, slices.DeleteFunc(a.names(), invalid), slices.DeleteFunc(b.names(), invalid), how)
		return
	}
	require.Equal(t, a.names(), b.names(), "%s: notices", how)
}

// names returns what the notices name, without counts: those are of the pages that a call reads.
func (a nastyAnswer) names() []string {
	var all []string
	for _, n := range a.notices {
		code := fmt.Sprint(n["code"])
		if code == "INVALID_CHARACTERS" { // its message only counts
			all = append(all, code)
			continue
		}
		for name := range strings.SplitSeq(fmt.Sprint(n["message"]), ", ") {
			name, _, _ = strings.Cut(name, " (")
			all = append(all, code+" "+name)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// withoutRaw returns the answer as it is where no raw is asked for.
func (a nastyAnswer) withoutRaw() nastyAnswer {
	bare := nastyAnswer{errors: a.errors, notices: a.notices, bare: true}
	for _, r := range a.records {
		bare.records = append(bare.records, unraw(r))
	}
	return bare
}

// unraw returns a record without what include_raw adds.
func unraw(record map[string]any) map[string]any {
	bare := map[string]any{}
	for key, v := range record {
		if key == "alterations" {
			all := slices.DeleteFunc(slices.Clone(v.([]any)), func(a any) bool { return a.(map[string]any)["field"] == "raw" })
			if v = all; len(all) == 0 {
				continue
			}
		}
		if key != "raw" && key != "rawReplaced" {
			bare[key] = v
		}
	}
	return bare
}

// readStream reads a list by gRPC.
func (rig nastyRig) readStream(t *testing.T, l nastyList, query []string, raw bool) (got nastyAnswer) {
	t.Helper()
	r, err := findResource(l.resource)
	require.NoError(t, err)
	given := []setting{{field: "source", text: l.name}}
	for _, q := range query {
		field, text, _ := strings.Cut(q, "=")
		given = append(given, setting{field: protoreflect.Name(snake(field)), text: text})
	}
	if raw {
		given = append(given, setting{field: "include_raw", text: "true"})
	}
	request, err := buildRequest(r, given)
	require.NoError(t, err)
	stream, err := rig.conn.NewStream(t.Context(), &grpc.StreamDesc{ServerStreams: true}, r.Name)
	require.NoError(t, err)
	require.NoError(t, stream.SendMsg(request))
	require.NoError(t, stream.CloseSend())
	for {
		m := message{r.Response.New()}
		if err := stream.RecvMsg(m.Interface()); errors.Is(err, io.EOF) {
			return got
		} else {
			require.NoError(t, err)
		}
		for _, record := range m.records() {
			got.records = append(got.records, decoded(t, record.Interface()))
		}
		for _, e := range parts[*crmstreamv1.RecordError](m, "record_errors") {
			got.errors = append(got.errors, decoded(t, e))
		}
		for _, n := range parts[*crmstreamv1.Notice](m, "notices") {
			got.notices = append(got.notices, decoded(t, n))
		}
	}
}

// snake writes a name of JSON as the protos do.
func snake(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// decoded returns a message as its JSON reads.
func decoded(t *testing.T, m proto.Message) (value map[string]any) {
	t.Helper()
	text, err := protojson.Marshal(m)
	require.NoError(t, err)
	decodeJSON(t, text, &value)
	return value
}

// decodeJSON decodes JSON with its numbers as they are written.
func decodeJSON(t *testing.T, text []byte, to any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	require.NoError(t, d.Decode(to), "%s", brief(string(text)))
}

// get asks for a list by HTTP.
func (rig nastyRig) get(t *testing.T, l nastyList, query []string, accept string) []byte {
	t.Helper()
	address := rig.web + "/v1/sources/" + l.name + "/" + l.resource + "?" + strings.Join(append([]string{"includeRaw=true"}, query...), "&")
	_, err := url.Parse(address)
	require.NoError(t, err)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	require.NoError(t, err)
	request.Header.Set("Accept", accept)
	answer, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, answer.StatusCode, "%s", brief(string(body)))
	require.Equal(t, accept, answer.Header.Get("Content-Type"))
	return body
}

// readDocument reads a list as documents, until one says that it is the last.
func (rig nastyRig) readDocument(t *testing.T, l nastyList, query []string) (got nastyAnswer) {
	t.Helper()
	for token := ""; ; {
		var document map[string]json.RawMessage
		decodeJSON(t, rig.get(t, l, append(slices.Clone(query), "pageSize=1000", "resumeToken="+token), "application/json"), &document)
		for name, to := range map[string]*[]map[string]any{l.resource: &got.records, "recordErrors": &got.errors, "notices": &got.notices} {
			if document[name] != nil {
				var more []map[string]any
				decodeJSON(t, document[name], &more)
				*to = append(*to, more...)
			}
		}
		if document["resumeToken"] == nil {
			return got
		}
		decodeJSON(t, document["resumeToken"], &token)
	}
}

// readLines reads a list as lines.
func (rig nastyRig) readLines(t *testing.T, l nastyList, query []string) (got nastyAnswer) {
	t.Helper()
	ended := false
	for line := range bytes.Lines(rig.get(t, l, query, "application/x-ndjson")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue // the list is alive
		}
		var value map[string]any
		decodeJSON(t, line, &value)
		switch {
		case value["recordError"] != nil:
			got.errors = append(got.errors, value["recordError"].(map[string]any))
		case value["notice"] != nil:
			got.notices = append(got.notices, value["notice"].(map[string]any))
		case value["summary"] != nil:
			ended = true
		default:
			got.records = append(got.records, value)
		}
	}
	require.True(t, ended, "the lines have no end")
	return got
}
