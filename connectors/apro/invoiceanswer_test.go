package apro_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// sentInvoices sends a write of rows of invoices to a server with an answer.
func sentInvoices(t *testing.T, act connectors.Act, rows int, answer string) (connectors.WriteAnswer, error) {
	t.Helper()
	w := writeOf(t, newClient(t, roundTrip(func(*http.Request) string { return answer }), nil), "invoices", act)
	given := map[connectors.Act]givenRow{
		connectors.Create: newInvoice(`{"name":"x","quantity":"1","price":"1"}`),
		connectors.Update: {request: `{"id":"7","invoice":{"vat":true}}`, batch: rows > 1},
		connectors.Pay:    {request: `{"id":"7"}`, before: readInvoice},
	}[act]
	return w.Send(t.Context(), planned(t, w, slices.Repeat([]givenRow{given}, rows)...), unrecorded)
}

// refusedText returns the refused rows of an answer, each as "row field: text" or "row: text".
func refusedText(t *testing.T, answer connectors.WriteAnswer) []string {
	t.Helper()
	var texts []string
	for _, row := range slices.Sorted(maps.Keys(answer.Refused)) {
		var e *connectors.Error
		require.ErrorAs(t, answer.Refused[row], &e)
		require.False(t, e.Maybe)
		require.Equal(t, e.Field != "", e.Kind == connectors.KindInvalidRequest)
		require.True(t, e.Field != "" || e.Kind == connectors.KindRefused)
		reason, ours := strings.CutPrefix(e.Err.Error(), "the upstream refuses the invoice: ")
		require.True(t, ours)
		texts = append(texts, strings.TrimSuffix(fmt.Sprint(row, " ", strings.TrimPrefix(e.Field, "invoice.")), " ")+": "+reason)
	}
	return texts
}

// TestAnswersOfNewInvoices reads answers of each form. An answer without ids and refusals does not say what became of the write.
func TestAnswersOfNewInvoices(t *testing.T) {
	for name, test := range map[string]struct {
		rows    int
		data    string
		ids     []string
		refused []string
	}{
		"the sample": {
			2, `[{"id":113,"stat":1},{"stat":0,"error":[{"key":1,"mes":"Contact not specified"},{"key":4,"mes":"List of objects not specified"}]}]`,
			[]string{"113", ""},
			[]string{"1 contact_id: Contact not specified; List of objects not specified"},
		},
		"texts":                     {1, `[{"id":"113","stat":"1"}]`, []string{"113"}, nil},
		"flags":                     {2, `[{"id":113,"stat":true,"error":[]},{"id":0,"stat":false,"error":[]}]`, []string{"113", ""}, []string{"1: it states no reason"}},
		"a map":                     {2, `{"1":{"id":114,"stat":1},"0":{"id":113,"stat":1}}`, []string{"113", "114"}, nil},
		"one row alone":             {1, `{"id":113,"stat":1}`, []string{"113"}, nil},
		"one refusal alone":         {1, `{"stat":0,"error":{"key":"2","mes":"x"}}`, []string{""}, []string{"0 own_company_id: x"}},
		"every key":                 {5, `[` + refusals5 + `]`, make([]string, 5), []string{"0 contact_id: a", "1 own_company_id: b", "2 create_date: c", "3 lines: d", "4 lines: e"}},
		"an unknown key":            {1, `[{"stat":0,"error":[{"key":6,"mes":"x"},{"mes":"y"}]}]`, []string{""}, []string{"0: x; y"}},
		"an unknown key before":     {1, `[{"stat":0,"error":[{"key":77,"mes":"x"},{"key":3,"mes":"y"}]}]`, []string{""}, []string{"0 create_date: x; y"}},
		"reasons by name":           {1, `[{"stat":0,"error":{"a":{"key":1,"mes":"x"}}}]`, []string{""}, []string{"0 contact_id: x"}},
		"a text":                    {1, `[{"stat":0,"error":"busy \u0007 now"}]`, []string{""}, []string{"0: busy now"}},
		"texts of reasons":          {1, `[{"stat":0,"error":["a","b"]}]`, []string{""}, []string{"0: a; b"}},
		"no reason":                 {1, `[{"stat":0}]`, []string{""}, []string{"0: it states no reason"}},
		"a long reason":             {1, `[{"stat":0,"error":"` + strings.Repeat("x", 1000) + `"}]`, []string{""}, []string{"0: " + strings.Repeat("x", 200) + "..."}},
		"many reasons":              {1, `[{"stat":0,"error":[` + strings.Repeat(`"a",`, 99) + `"b"]}]`, []string{""}, []string{"0: " + strings.Repeat("a; ", 9) + "a"}},
		"fewer rows":                {2, `[{"id":113,"stat":1}]`, nil, nil},
		"more rows":                 {1, `[{"id":113,"stat":1},{"id":114,"stat":1}]`, nil, nil},
		"one row alone for two":     {2, `{"id":113,"stat":1}`, nil, nil},
		"no rows":                   {1, `[]`, nil, nil},
		"a map of others":           {1, `{"7":{"id":113,"stat":1}}`, nil, nil},
		"a padded key":              {1, `{"00":{"id":113,"stat":1}}`, nil, nil},
		"a key twice":               {1, `{"0":{"id":113,"stat":1},"0":{"id":114,"stat":1}}`, nil, nil},
		"no id":                     {1, `[{"stat":1}]`, nil, nil},
		"id 0":                      {1, `[{"stat":1,"id":0}]`, nil, nil},
		"no number":                 {1, `[{"stat":1,"id":"x"}]`, nil, nil},
		"the same id twice":         {2, `[{"id":113,"stat":1},{"id":113,"stat":1}]`, nil, nil},
		"no stat":                   {1, `[{"id":113}]`, nil, nil},
		"an error without stat":     {1, `[{"error":[{"key":1,"mes":"x"}]}]`, nil, nil},
		"another stat":              {1, `[{"id":113,"stat":2}]`, nil, nil},
		"stat null":                 {1, `[{"id":113,"stat":null}]`, nil, nil},
		"written and refused":       {1, `[{"id":113,"stat":1,"error":[{"key":1,"mes":"x"}]}]`, nil, nil},
		"refused, with an id":       {1, `[{"id":113,"stat":0,"error":[{"key":1,"mes":"x"}]}]`, nil, nil},
		"unclear beside a good row": {2, `[{"id":113,"stat":1},null]`, nil, nil},
		"ids alone":                 {2, `[113,114]`, nil, nil},
		"true":                      {1, `true`, nil, nil},
		"null":                      {1, `null`, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			answer, err := sentInvoices(t, connectors.Create, test.rows, success(test.data))
			if test.ids == nil {
				requireMaybe(t, err)
				require.Empty(t, answer)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.ids, answer.IDs)
			require.Equal(t, test.refused, refusedText(t, answer))
		})
	}
}

// refusals5 are five rows, of which each is refused for another reason.
const refusals5 = `{"stat":0,"error":[{"key":1,"mes":"a"}]},{"stat":0,"error":[{"key":"2","mes":"b"}]},{"stat":0,"error":[{"key":3,"mes":"c"}]},` +
	`{"stat":0,"error":[{"key":4,"mes":"d"}]},{"stat":0,"error":[{"key":5,"mes":"e"}]}`

// TestAnswersOfChangedInvoices reads answers to changes and payments. The keys of accounts/edit and accounts/set_pay name no field.
func TestAnswersOfChangedInvoices(t *testing.T) {
	const reason = `{"stat":0,"status_pay":"not","error":{"key":3,"mes":"Deal does not exist"}}`
	for name, test := range map[string]struct {
		act     connectors.Act
		rows    int
		data    string
		refused []string
		maybe   bool
	}{
		"edited":               {connectors.Update, 1, `{"stat":1}`, nil, false},
		"edited, as a text":    {connectors.Update, 1, `{"stat":"1","error":null}`, nil, false},
		"edited, in a list":    {connectors.Update, 1, `[{"stat":1}]`, nil, false},
		"not edited":           {connectors.Update, 1, reason, []string{"0: Deal does not exist"}, false},
		"not edited, by lists": {connectors.Update, 1, `[{"stat":0,"error":[{"key":3,"mes":"x"}]}]`, []string{"0: x"}, false},
		"updated":              {connectors.Update, 2, `[{"stat":1,"id":7},{"stat":1}]`, nil, false},
		"updated in part":      {connectors.Update, 2, `[{"stat":1},{"stat":0,"error":[{"key":2,"mes":"x"}]}]`, []string{"1 own_company_id: x"}, false},
		"none updated":         {connectors.Update, 2, `[{"stat":0,"id":7},{"stat":0}]`, []string{"0: it states no reason", "1: it states no reason"}, false},
		"updated, for fewer":   {connectors.Update, 2, `[{"stat":1}]`, nil, true},
		"updated, as one":      {connectors.Update, 2, `{"stat":1}`, nil, true},
		"true":                 {connectors.Update, 1, `true`, nil, true},
		"empty":                {connectors.Update, 1, `[]`, nil, true},
		"edited and refused":   {connectors.Update, 1, `{"stat":1,"error":{"key":1,"mes":"x"}}`, nil, true},
		"paid":                 {connectors.Pay, 1, `{"stat":1,"status_pay":"part"}`, nil, false},
		"not paid":             {connectors.Pay, 1, `{"stat":0,"status_pay":"not","error":{"key":7,"mes":"Invoice not found or has no associated objects"}}`, []string{"0: Invoice not found or has no associated objects"}, false},
		"not paid, without id": {connectors.Pay, 1, `{"stat":0,"status_pay":"not","error":[{"key":6,"mes":"x"}]}`, []string{"0: x"}, false},
		"a status alone":       {connectors.Pay, 1, `{"status_pay":"full"}`, nil, true},
		"false":                {connectors.Pay, 1, `false`, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			answer, err := sentInvoices(t, test.act, test.rows, success(test.data))
			if test.maybe {
				requireMaybe(t, err)
				return
			}
			require.NoError(t, err)
			require.Nil(t, answer.IDs)
			require.Equal(t, test.refused, refusedText(t, answer))
		})
	}
}

// FuzzAnswersOfInvoices reads any answer: each row is created with an id of its own, or refused, or the answer does not say what became
// of the write.
func FuzzAnswersOfInvoices(f *testing.F) {
	for _, data := range []string{`[{"id":1,"stat":1},{"stat":0,"error":[{"key":1,"mes":"x"}]}]`, `{"1":{"stat":"0","error":{"mes":[]}},"0":{"id":"5","stat":true}}`, `{"stat":1}`, `[[],{}]`} {
		f.Add(success(data))
	}
	f.Add(fail("BAD_PARAMS"))
	f.Fuzz(func(t *testing.T, body string) {
		answer, err := sentInvoices(t, connectors.Create, 2, body)
		var e *connectors.Error
		if err != nil {
			require.ErrorAs(t, err, &e)
			require.Empty(t, answer)
			return
		}
		require.Len(t, answer.IDs, 2)
		require.True(t, answer.IDs[0] == "" || answer.IDs[0] != answer.IDs[1])
		for row, id := range answer.IDs {
			require.Equal(t, answer.Refused[row] != nil, id == "")
		}
		refusedText(t, answer)
	})
}
