package apro_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// roundTrip carries requests to a function that returns the body of the answer.
type roundTrip func(*http.Request) string

func (f roundTrip) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(f(req))), ContentLength: -1,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
	}, nil
}

func readBody(t *testing.T, req *http.Request) string {
	t.Helper()
	body, err := io.ReadAll(req.Body)
	require.NoError(t, err)
	return string(body)
}

// unrecorded is a sending that allows the request.
func unrecorded(context.Context) error { return nil }

// sent sends a write of rows to a server with an answer.
func sent(t *testing.T, act connectors.Act, rows int, answer string) (connectors.WriteAnswer, error) {
	t.Helper()
	w := writeOf(t, newClient(t, roundTrip(func(*http.Request) string { return answer }), nil), "contacts", act)
	given := map[connectors.Act]givenRow{
		connectors.Create: {request: `{"contact":{"firstName":"x"}}`},
		connectors.Update: {request: `{"id":"7","contact":{"firstName":"x"}}`},
		connectors.Delete: {request: `{"id":"7"}`},
	}[act]
	var all []givenRow
	for range rows {
		all = append(all, given)
	}
	return w.Send(t.Context(), planned(t, w, all...), unrecorded)
}

// TestAnswersOfCreates reads answers of each form. nil stands for an answer that does not say what became of the write.
func TestAnswersOfCreates(t *testing.T) {
	for name, test := range map[string]struct {
		rows int
		data string
		ids  []string
	}{
		"numbers":             {2, `[19321,19322]`, []string{"19321", "19322"}},
		"texts":               {2, `["19321","19322"]`, []string{"19321", "19322"}},
		"another order":       {2, `[19322,19321]`, []string{"19322", "19321"}},
		"a map":               {3, `{"0":1,"2":3,"1":2}`, []string{"1", "2", "3"}},
		"a map with a gap":    {3, `{"0":1,"2":3}`, []string{"1", "", "3"}},
		"null":                {2, `[null,5]`, []string{"", "5"}},
		"zero":                {3, `[0,"0",5]`, []string{"", "", "5"}},
		"false and empty":     {3, `[false,"",5]`, []string{"", "", "5"}},
		"fewer ids":           {3, `[1,2]`, []string{"1", "2"}},
		"more ids":            {1, `[1,2]`, []string{"1", "2"}},
		"no ids":              {2, `[]`, nil},
		"an empty map":        {2, `{}`, nil},
		"a map of other rows": {2, `{"0":1,"2":3}`, nil},
		"a map of names":      {1, `{"id":5}`, nil},
		"a padded key":        {1, `{"00":5}`, nil},
		"the same id twice":   {2, `[5,5]`, nil},
		"an object":           {1, `[{"id":5}]`, nil},
		"a list":              {1, `[[5]]`, nil},
		"true in the list":    {1, `[true]`, nil},
		"a text":              {1, `["x"]`, nil},
		"a negative number":   {1, `[-5]`, nil},
		"a fraction":          {1, `[1.5]`, nil},
		"leading zeros":       {1, `["007"]`, nil},
		"a large number":      {1, `[1e3]`, nil},
		"one id":              {1, `5`, nil},
		"true":                {1, `true`, nil},
		"false":               {1, `false`, nil},
		"null data":           {1, `null`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			answer, err := sent(t, connectors.Create, test.rows, success(test.data))
			if test.ids == nil && name != "no ids" && name != "an empty map" {
				requireMaybe(t, err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.ids, answer.IDs)
		})
	}
}

// requireMaybe requires the error of a write that may have been executed.
func requireMaybe(t *testing.T, err error) {
	t.Helper()
	var e *connectors.Error
	require.ErrorAs(t, err, &e)
	require.True(t, e.Maybe)
	require.Equal(t, "apro", e.Connector)
}

func TestAnswersOfUpdatesAndDeletes(t *testing.T) {
	for _, act := range []connectors.Act{connectors.Update, connectors.Delete} {
		for data, executed := range map[string]bool{
			`true`: true, `1`: true, `"1"`: true, `"true"`: true, `false`: false, `0`: false, `null`: false, `[]`: false, `[7]`: false, `""`: false, `{"result":true}`: false,
		} {
			answer, err := sent(t, act, 1, success(data))
			if !executed {
				requireMaybe(t, err)
				continue
			}
			require.NoError(t, err, data)
			require.Nil(t, answer.IDs)
		}
		_, err := sent(t, act, 1, `{"status":"success"}`)
		requireMaybe(t, err)
	}
}

// TestRefusalsOfSeveralRows allow for some of the rows to be written, unless the whole request is refused.
func TestRefusalsOfSeveralRows(t *testing.T) {
	for name, r := range refusals {
		if r.Status != http.StatusOK {
			continue
		}
		_, err := sent(t, connectors.Create, 2, r.Body)
		var e *connectors.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, r.Kind, e.Kind)
		require.Equal(t, strings.Contains(strings.ToUpper(r.Body), "BAD_PARAMS"), e.Maybe, name)
	}
	for _, unclear := range []string{`{"status":"fail"}`, fail(""), fail("Something broke"), `{"status":"failed","message":"ACCESS_DENY"}`, `{"message":"ACCESS_DENY"}`} {
		_, err := sent(t, connectors.Create, 1, unclear)
		requireMaybe(t, err)
	}
}

// FuzzInsertedIDs reads any answer: as ids, or as one that does not say what became of the write.
func FuzzInsertedIDs(f *testing.F) {
	for _, data := range []string{`[1,2]`, `{"0":1,"1":2}`, `[null,"0"]`, `{"1":{}}`, `"x"`, `[1,1]`} {
		f.Add(success(data))
	}
	f.Add(fail("BAD_PARAMS"))
	f.Fuzz(func(t *testing.T, body string) {
		answer, err := sent(t, connectors.Create, 2, body)
		var e *connectors.Error
		if err != nil {
			require.ErrorAs(t, err, &e)
			return
		}
		seen := map[string]bool{}
		for _, id := range answer.IDs {
			require.True(t, id == "" || !seen[id])
			seen[id] = true
			if id != "" {
				_, err := connectors.ParseID("id", id, 1)
				require.NoError(t, err)
			}
		}
	})
}
