package apro

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// goldenPushes returns the samples of events.
func goldenPushes(t testing.TB) [][]byte {
	t.Helper()
	samples, err := filepath.Glob("testdata/pushes/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, samples)
	var all [][]byte
	for _, sample := range samples {
		body, err := os.ReadFile(sample)
		require.NoError(t, err)
		all = append(all, body)
	}
	return all
}

// definedFields returns a catalogue that defines the custom fields of samples, one for each datatype.
func definedFields(t testing.TB) *connectors.Catalogue {
	t.Helper()
	known := &connectors.Catalogue{}
	for key, word := range map[string]string{
		"1": "text", "2": "radio", "3": "select", "4": "multiselect", "5": "date", "6": "datetime", "7": "time", "8": "integer", "9": "point",
		"10": "file", "11": "attach", "12": "datetime_range", "1207": "price", "470": "price", "1246": "text",
	} {
		field := &crmstreamv1.Field{Key: key, UpstreamType: proto.String(word), Options: []*crmstreamv1.FieldOption{{Id: "77", Text: "Red, light "}}}
		var r connectors.Record
		require.NoError(t, transcode.Wrap(&r, field))
		require.NoError(t, known.Add(connectors.Need{Resource: connectors.ListOfFields, Of: "contacts"}, []connectors.Record{r}))
	}
	return known
}

// requirePush reads any body and requires what holds for all.
func requirePush(t *testing.T, body []byte, known *connectors.Catalogue) {
	t.Helper()
	c := &Client{zone: time.UTC}
	before := bytes.Clone(body)
	e, err := c.readPush(body, known)
	require.Equal(t, before, body, "the body is not changed")
	if err != nil {
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified)
		require.Equal(t, connectors.KindMalformedResponse, classified.Kind)
		require.True(t, slices.Contains([]string{
			"the body is too large", "the body is not JSON", "the body is no object with an event", "the event is too large",
		}, classified.Err.Error()), "no part of the body: %s", classified.Err)
		return
	}
	require.NotEmpty(t, e.GetEventText())
	require.Nil(t, e.GetReceiveTime())
	require.Empty(t, e.GetUnreadable())
	require.LessOrEqual(t, len(e.GetFormer()), maxFormer)
	wire, err := proto.Marshal(e)
	require.NoError(t, err, "all texts are valid UTF-8")
	require.LessOrEqual(t, len(wire), transcode.MaxWire)
	if !utf8.Valid(body) {
		require.NotEmpty(t, e.GetRaw())
	}
	if e.GetRaw() != "" {
		require.Equal(t, string(bytes.Join(splitInvalid(body), []byte("\ufffd"))), e.GetRaw())
		require.Equal(t, !utf8.Valid(body), e.GetRawReplaced())
	}
	again, err := c.readPush(body, known)
	require.NoError(t, err)
	require.True(t, proto.Equal(e, again))
}

// splitInvalid returns the valid parts of a text around its invalid bytes.
func splitInvalid(text []byte) [][]byte {
	parts := [][]byte{{}}
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n == 1 {
			parts = append(parts, nil)
		} else {
			parts[len(parts)-1] = append(parts[len(parts)-1], text[:n]...)
		}
		text = text[n:]
	}
	return parts
}

// FuzzPush feeds any body to the reader of events.
func FuzzPush(f *testing.F) {
	for _, body := range goldenPushes(f) {
		f.Add(body)
		f.Add(append([]byte("\xef\xbb\xbf"), body...))
		f.Add(bytes.ReplaceAll(body, []byte("a"), []byte("\xff")))
		f.Add(body[:len(body)/2])
	}
	f.Add([]byte(`{"event":"edit","event":7,"object_type":[],"object_typ":"sale","object_sub_id":{},"snapshot":"x","merge":[1]}`))
	f.Add([]byte(`{"event":"\ud800","merge":{"1":1,"2":{"value":true,"current":[]},"\udfff":{"value":{}}}}`))
	known := definedFields(f)
	f.Fuzz(func(t *testing.T, body []byte) { requirePush(t, body, known) })
}

// FuzzPushSnapshots feeds any snapshot and any former values of each kind of object to the reader of events.
func FuzzPushSnapshots(f *testing.F) {
	words := []string{"customer", "request", "stock", "sale", "delivery", "call", "task", "blank", "comment"}
	for _, body := range goldenPushes(f) {
		whole, err := transcode.Parse(body)
		require.NoError(f, err)
		snapshot, _ := whole.Member("snapshot")
		merge, _ := whole.Member("merge")
		object, ok := whole.Member("object_typ")
		if !ok {
			object, _ = whole.Member("object_type")
		}
		word, _ := object.Text()
		f.Add(uint8(max(slices.Index(words, word), 0)), snapshot.Raw(), merge.Raw())
		f.Add(uint8(max(slices.Index(words, word), 0)), bytes.ReplaceAll(snapshot.Raw(), []byte(`": "`), []byte(`": "-\ud800`)), merge.Raw())
	}
	known := definedFields(f)
	f.Fuzz(func(t *testing.T, object uint8, snapshot, merge []byte) {
		parts := []string{`{"event":"edit","object_type":"`, words[int(object)%len(words)], `","snapshot":`, string(snapshot), `,"merge":`, string(merge), `}`}
		requirePush(t, []byte(strings.Join(parts, "")), known)
	})
}
