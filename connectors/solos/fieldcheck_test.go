package solos

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
)

// TestWhatProjectsShow takes a project for one that was asked for by its price or a dynamic field, in any writing, and for the
// proof of an ignored filter where it shows another value of the same sort.
func TestWhatProjectsShow(t *testing.T) {
	for _, test := range []struct {
		where, price string
		row          string
		admitted     bool
	}{
		{price: "99.90", row: `"price":99.9`, admitted: true},
		{price: "99.90", row: `"price":"99.900"`, admitted: true},
		{price: "99.90", row: `"price":null`, admitted: true},
		{price: "99.90", row: `"price":"99,90 EUR"`, admitted: true},
		{price: "99.90", row: `"name":"x"`, admitted: true},
		{price: "99.90", row: `"price":99.91`},
		{where: "data.client in 7,8", row: `"client":"8"`, admitted: true},
		{where: "data.client in 7,8", row: `"client":8.0`, admitted: true},
		{where: "data.client in 7,8", row: `"data":{"client":[1,8]}`, admitted: true},
		{where: "data.client in 7,8", row: `"data":{"client":[1,9]}`},
		{where: "data.client in 7,8", row: `"data":{"client":9}`},
		{where: "data.client in 7,8", row: `"data":{"client":"Ivan"}`, admitted: true}, // maybe the text of 7
		{where: "data.client in 7,8", row: `"data":{"client":{"id":9}}`, admitted: true},
		{where: "data.client in 7,8", row: `"data":{"client":null}`, admitted: true},
		{where: "data.client in 7,8", row: `"data":{"client":[]}`},
		{where: "data.client in 7,8", row: `"data":{"other":1}`, admitted: true},
		{where: "data.client in 7,8", row: `"data":[]`, admitted: true},
		{where: "data.client in 7,8", row: `"client":9,"data":{"client":7}`, admitted: true}, // data counts
		{where: "data.day = 2026-01-31", row: `"day":"31.01.2026"`, admitted: true},
		{where: "data.day = 2026-01-31", row: `"day":"2026-01-31 10:00:00"`, admitted: true},
		{where: "data.day = 2026-01-31", row: `"day":"2026-02-01"`},
		{where: "data.day = 2026-01-01;2026-01-31", row: `"day":"2026-01-15"`, admitted: true},
		{where: "data.note = Ёлка", row: `"note":"елка "`, admitted: true},
		{where: "data.note = Ёлка", row: `"note":"call"`},
		{where: "data.note = Ёлка", row: `"note":""`},
		{where: "data.note = Ёлка", row: `"note":5`, admitted: true},
	} {
		req := &request{Price: test.price}
		if test.where != "" {
			req.Where = []string{test.where}
		}
		_, err := conformance.Fetch(t.Context(), clientOf(t, paged(fmt.Sprintf(`[{"id":5,%s}]`, test.row))), req, connectors.PageRequest{})
		if test.admitted {
			require.NoError(t, err, "%v", test)
			continue
		}
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindFilterIgnored}, "%v", test)
	}
}
