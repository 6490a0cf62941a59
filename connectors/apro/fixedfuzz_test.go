package apro_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// echo is an upstream, without a socket, that answers everything with the same body.
type echo []byte

func (e echo) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(e)),
	}, nil
}

// FuzzFixedLists feeds every list and look-up of this kind any data: none may panic or hang, errors are classified, and
// records are in order and can be decoded.
func FuzzFixedLists(f *testing.F) {
	samples, err := filepath.Glob("testdata/*/*.json")
	require.NoError(f, err)
	for _, sample := range samples {
		body, err := os.ReadFile(sample)
		require.NoError(f, err)
		var envelope struct{ Data json.RawMessage }
		require.NoError(f, json.Unmarshal(body, &envelope))
		if envelope.Data == nil {
			envelope.Data = body
		}
		f.Add([]byte(envelope.Data))
	}
	f.Add([]byte(`{"4":[{"tree_id":"1","tree_parent":"2","id":1},{"tree_id":"2","tree_parent":"1","id":2}]}`))
	f.Add([]byte(`{"list":[{"hash":"a","date":"-5"},{"date":99999999999999},{"hash":"\ud800","text":"%ff%"}],"total":-1}`))
	f.Add([]byte(`{"event":{"year":1e9,"month":"-3","day":7,"duration":"2147483647"},"users":{"1":[]}}`))
	lookUps := []func([]string, bool) proto.Message{publicationByID, formByID, calendarEventByID}
	f.Fuzz(func(t *testing.T, data []byte) {
		if !json.Valid(data) {
			return
		}
		synctest.Test(t, func(t *testing.T) { // in which no retry waits
			ctx := connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: true})
			client := echoing(t, []byte(`{"status":"success","data":`+string(data)+`}`))
			for _, l := range fixedLists {
				page, err := conformance.Fetch(ctx, client, l.request, connectors.PageRequest{})
				sound(t, l.name, page, err)
				for _, r := range page.Records {
					require.NoError(t, proto.Unmarshal(r.Wire, proto.Clone(l.response)), l.name)
				}
			}
			for _, request := range lookUps {
				page, err := conformance.Find(ctx, client, request([]string{"7"}, true))
				sound(t, "look-up", page, err)
			}
			page, err := conformance.Find(ctx, echoing(t, data), formByID([]string{"7"}, true))
			sound(t, "form", page, err)
		})
	})
}

func echoing(t *testing.T, body []byte) connectors.Client {
	t.Helper()
	settings := apro.Driver().Settings().(*apro.Settings)
	settings.BaseURLs = []string{"http://account.example:81"}
	settings.APIKey = connectors.NewSecret(sandbox.Defaults().APIKey)
	client, err := apro.New(connectors.Account{Source: "test", Transport: echo(body)}, settings)
	require.NoError(t, err)
	return client
}

// sound requires a page in order, or an error that says what it is.
func sound(t *testing.T, name string, page connectors.Page, err error) {
	t.Helper()
	if err != nil {
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified, name)
		return
	}
	for i, r := range page.Records {
		require.NotEmpty(t, r.ID, name)
		require.Equal(t, r.Err == nil, r.Wire != nil, name)
		require.True(t, i == 0 || page.Records[i-1].Compare(r) < 0, "%s: record %d", name, i)
	}
}
