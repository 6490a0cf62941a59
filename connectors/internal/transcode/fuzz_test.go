package transcode_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// FuzzRows transcodes any body as one row of each sample and as a list of contacts: no panic, and for each row what the
// reference makes of it.
func FuzzRows(f *testing.F) {
	for _, word := range words {
		f.Add([]byte(`{"id":` + word + `,"create_date":` + word + `,"fields":{"5":{"id":"5","type":"point","value":` + word + `}}}`))
		f.Add([]byte(`{"fields":[{"value":` + word + `,"datatype":"attach","id":"5"}],"email":` + word + `,"account":` + word + `,"data":` + word + `}`))
	}
	f.Add(contactsPage(2, true))
	f.Fuzz(func(t *testing.T, body []byte) {
		parsed, err := transcode.Parse(body)
		if err != nil {
			return
		}
		c := &transcode.Context{Raw: true}
		if parsed.List() {
			require.NoError(t, contactTable().Rows(parsed, c, func(r *transcode.Row) error {
				if r.Record.Err == nil {
					require.NoError(t, unwrap(r.Record.Wire, &crmstreamv1.Contact{}))
				}
				_, _ = r.Check("others")
				return nil
			}))
			c.Notices()
		}
		if !json.Valid(body) || parsed.Kind() != '{' {
			return // a byte order mark, which the reference does not take
		}
		if bytes.Count(body, []byte("["))+bytes.Count(body, []byte("{")) > transcode.MaxDepth {
			return // the reference reads at any depth
		}
		for _, s := range samples(t) {
			require.Empty(t, s.diff(body))
		}
	})
}

// FuzzEnvelope compares Parse with encoding/json, and what the walkers find with what it finds.
func FuzzEnvelope(f *testing.F) {
	for _, seed := range append(words, `{"a":{"b":[1,2,{"c":"d"}]},"a":5}`, "\xef\xbb\xbf[]", `{"\u0061":1}`, "[[[[", `{"a":1}}`, "\"\\u12\"") {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		parsed, err := transcode.Parse(body)
		if err != nil {
			return
		}
		text, isScalar := parsed.Text()
		_, _ = parsed.Int()
		if !json.Valid(body) {
			return // a byte order mark
		}
		switch kind := parsed.Kind(); kind {
		case '{', '[':
			require.False(t, isScalar)
			var got []refMember
			if kind == '{' {
				for name, value := range parsed.Members() {
					got = append(got, refMember{name: name, raw: value.Raw()})
				}
			} else {
				for value := range parsed.Elements() {
					got = append(got, refMember{raw: value.Raw()})
				}
			}
			want := refSplit(body)
			for i := range want {
				want[i].rawName = nil
			}
			require.Equal(t, want, got)
			first := map[string]bool{}
			for _, m := range got {
				if kind == '{' && !first[m.name] {
					first[m.name] = true
					value, ok := parsed.Member(m.name)
					require.Equal(t, string(m.raw) != "null", ok)
					require.Equal(t, string(m.raw), string(value.Raw()))
				}
			}
		case 'n':
			require.False(t, isScalar)
		default:
			require.True(t, isScalar)
			require.Equal(t, refText(trimJSON(body)), text)
		}
	})
}

// FuzzDefined reads any value as each datatype by the definition of its key: what is read and told is what it is of a custom
// field that states its datatype beside the value.
func FuzzDefined(f *testing.F) {
	for _, word := range words {
		f.Add([]byte(word))
	}
	f.Fuzz(func(t *testing.T, value []byte) {
		if _, err := transcode.Parse(value); err != nil || !json.Valid(value) {
			return
		}
		for word := range datatypes() {
			stated := transcode.Column{Keys: []string{"fields"}, Field: "fields", Kind: transcode.CustomFields, Types: datatypes()}
			defined := transcode.Column{Field: "fields", Kind: transcode.Rest, Types: datatypes()}
			known := catalogue(t, map[string]string{"k": word})
			want := message(t, &crmstreamv1.Project{}, `{"fields":{"k":{"type":"`+word+`","value":`+string(value)+`}}}`,
				&transcode.Context{Catalogue: known}, stated)
			got := message(t, &crmstreamv1.Project{}, `{"k":`+string(value)+`}`, &transcode.Context{Catalogue: known}, defined)
			require.Empty(t, cmp.Diff(want, got, protocmp.Transform()), word)
		}
	})
}

// trimJSON returns a value without white space around it.
func trimJSON(body []byte) json.RawMessage {
	var raw json.RawMessage
	must(json.Unmarshal(body, &raw))
	return raw
}
