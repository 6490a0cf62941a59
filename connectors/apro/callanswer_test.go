package apro_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// sentCalls sends a write of calls to a server with an answer. Several calls are a batch.
func sentCalls(t *testing.T, act connectors.Act, rows int, transport http.RoundTripper) (connectors.WriteAnswer, error) {
	t.Helper()
	w := writeOf(t, newClient(t, transport, nil), "importedCalls", act)
	given := map[connectors.Act]givenRow{
		connectors.Create: {request: wholeCall, batch: rows > 1},
		connectors.Update: {request: `{"id":"` + callID + `","call":{"answered":true}}`},
	}[act]
	return w.Send(t.Context(), planned(t, w, slices.Repeat([]givenRow{given}, rows)...), unrecorded)
}

// TestAnswersOfCalls reads answers of each form, in the envelope and without it.
func TestAnswersOfCalls(t *testing.T) {
	const executed, maybe = "executed", "maybe"
	for name, test := range map[string]struct {
		rows       int
		answer     string
		want, call string // want is executed, maybe, or the reason of a refusal
	}{
		"the sample":                  {1, `{"result":true,"callId":"ewegm0nrsy4nzbz4t48e7lp403dngr8v"}`, executed, "ewegm0nrsy4nzbz4t48e7lp403dngr8v"},
		"the sample of an error":      {1, `{"result":false,"error":"text of error"}`, "text of error", ""},
		"a text":                      {1, `{"result":"1","callId":7}`, executed, "7"},
		"without an id":               {1, `{"result":1}`, executed, ""},
		"id 0":                        {1, `{"result":1,"callId":"0"}`, executed, ""},
		"a list of ids":               {1, `{"result":true,"callId":["7"]}`, executed, ""},
		"an empty error":              {1, `{"result":true,"callId":"7","error":""}`, executed, "7"},
		"refused, as a text":          {1, `{"result":"0","error":"no trunk"}`, "no trunk", ""},
		"refused, as a word":          {1, `{"result":"false"}`, "it states no reason", ""},
		"refused, with a list":        {1, `{"result":0,"error":["x"]}`, "it states no reason", ""},
		"both":                        {1, `{"result":true,"error":"x"}`, maybe, ""},
		"neither":                     {1, `{"result":null,"error":"x"}`, maybe, ""},
		"another word":                {1, `{"result":"queued"}`, maybe, ""},
		"an empty result":             {1, `{"result":""}`, maybe, ""},
		"an object":                   {1, `{"result":{}}`, maybe, ""},
		"one of several":              {1, `{"result":"1","inserted":"1","error":"0"}`, executed, ""},
		"several":                     {3, `{"result":"1","inserted":"3","error":"0"}`, executed, ""},
		"several, by the sample":      {3, `{"result":true,"callId":"7"}`, executed, ""},
		"fewer":                       {3, `{"result":"1","inserted":"2","error":"1"}`, maybe, ""},
		"fewer, without errors":       {3, `{"result":"1","inserted":2,"error":"0"}`, maybe, ""},
		"more":                        {3, `{"result":"1","inserted":4}`, maybe, ""},
		"all, and an error":           {3, `{"result":"1","inserted":3,"error":"1"}`, maybe, ""},
		"none, as it says":            {3, `{"result":"0","inserted":"0","error":"3"}`, "3", ""},
		"none, though it says yes":    {3, `{"result":"1","inserted":"0"}`, maybe, ""},
		"refused without a number":    {3, `{"result":false,"error":"x"}`, maybe, ""},
		"refused, and some were":      {3, `{"result":false,"inserted":1}`, maybe, ""},
		"refused one, and one was":    {1, `{"result":false,"inserted":1}`, maybe, ""},
		"no number of calls":          {3, `{"result":"1","inserted":"all"}`, maybe, ""},
		"refused, without a number":   {3, `{"result":false,"inserted":"all"}`, maybe, ""},
		"a list of inserted calls":    {2, `{"result":"1","inserted":[1,2]}`, maybe, ""},
		"nothing":                     {1, `{"inserted":"1"}`, maybe, ""},
		"a list":                      {1, `[true]`, maybe, ""},
		"true":                        {1, `true`, maybe, ""},
		"a reason that is a web page": {1, `{"result":false,"error":"<b>\n\tno</b>"}`, "<b> no</b>", ""},
	} {
		for _, act := range []connectors.Act{connectors.Create, connectors.Update} {
			if act == connectors.Update && test.rows > 1 {
				continue
			}
			for form, body := range map[string]string{"bare": test.answer, "data": success(test.answer), "beside": strings.Replace(test.answer, "{", `{"status":"success",`, 1)} {
				t.Run(name+" "+act.String()+" "+form, func(t *testing.T) {
					answer, err := sentCalls(t, act, test.rows, roundTrip(func(*http.Request) string { return body }))
					switch test.want {
					case maybe:
						requireMaybe(t, err)
						require.Empty(t, answer)
					case executed:
						require.NoError(t, err)
						require.Nil(t, answer.IDs)
						require.Equal(t, test.call, callIDOf(t, answer))
						require.Equal(t, test.rows > 1 && !strings.Contains(test.answer, "inserted"), len(answer.Notices) == 1)
					default:
						var e *connectors.Error
						require.ErrorAs(t, err, &e)
						require.False(t, e.Maybe)
						require.Equal(t, connectors.KindRefused, e.Kind)
						require.EqualError(t, e.Err, "the upstream refuses the call: "+test.want)
					}
				})
			}
		}
	}
}

// callIDOf returns the id that an answer adds to a call. It adds nothing else.
func callIDOf(t *testing.T, answer connectors.WriteAnswer) string {
	t.Helper()
	if len(answer.Records) == 0 {
		return ""
	}
	require.Len(t, answer.Records, 1)
	var call crmstreamv1.ImportedCall
	require.NoError(t, answer.Records[0].Decode(&call))
	require.True(t, proto.Equal(&crmstreamv1.ImportedCall{CallId: call.CallId}, &call))
	return call.GetCallId()
}

// TestBareAnswersOfFailingServers takes an answer for the upstream's only with a status that its servers have for answers.
func TestBareAnswersOfFailingServers(t *testing.T) {
	for status, said := range map[int]bool{http.StatusOK: true, http.StatusNotImplemented: true, http.StatusBadGateway: false, http.StatusForbidden: false} {
		_, err := sentCalls(t, connectors.Create, 1, statusTrip{status, `{"result":false,"error":"x"}`})
		var e *connectors.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, said, !e.Maybe, "%d: %v", status, err)
	}
	for body, text := range map[string]string{
		`{"status":"fail"}`: "without a reason", `{"inserted":"1"}`: "not in the upstream's envelope", `{"status":"fail","result":true}`: "without a reason",
	} {
		_, err := sentCalls(t, connectors.Create, 1, roundTrip(func(*http.Request) string { return body }))
		requireMaybe(t, err)
		require.ErrorContains(t, err, text)
	}
}

// statusTrip answers all requests with a status and a body.
type statusTrip struct {
	status int
	body   string
}

func (s statusTrip) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := roundTrip(func(*http.Request) string { return s.body }).RoundTrip(req)
	resp.StatusCode = s.status
	return resp, err
}

// TestShownIDsOfCalls have only valid text.
func TestShownIDsOfCalls(t *testing.T) {
	answer, err := sentCalls(t, connectors.Create, 1, roundTrip(func(*http.Request) string { return "{\"result\":true,\"callId\":\"a\xffb\"}" }))
	require.NoError(t, err)
	require.Equal(t, "a\ufffdb", callIDOf(t, answer))
}

// FuzzAnswersOfCalls reads any answer: calls are imported, refused, or the answer does not say what became of them.
func FuzzAnswersOfCalls(f *testing.F) {
	for _, body := range []string{
		`{"result":true,"callId":"7"}`, `{"result":"0","inserted":"0","error":"2"}`, `{"result":1,"inserted":2}`, success(`{"result":false}`), fail("BAD_PARAMS"),
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		answer, err := sentCalls(t, connectors.Create, 2, roundTrip(func(*http.Request) string { return body }))
		var e *connectors.Error
		if err != nil {
			require.ErrorAs(t, err, &e)
		}
		require.True(t, answer.IDs == nil && answer.Refused == nil && answer.Records == nil)
		answer, err = sentCalls(t, connectors.Update, 1, roundTrip(func(*http.Request) string { return body }))
		if err != nil {
			require.ErrorAs(t, err, &e)
			return
		}
		callIDOf(t, answer)
	})
}

// TestNewCallsAreOfTheCallersIDs declares that new calls are imported under ids that come with the requests.
func TestNewCallsAreOfTheCallersIDs(t *testing.T) {
	client := newClient(t, conformance.Unused(t), nil)
	w := writeOf(t, client, "importedCalls", connectors.Create)
	require.Contains(t, w.Fields, connectors.WritableField{Name: "id", OnCreate: true})
	require.True(t, w.Unread)
	require.Equal(t, "calls", w.ShownIn)
	require.Equal(t, connectors.SettledByPerson, writeOf(t, client, "importedCalls", connectors.Update).Settling)
}
