package solos

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func TestGoldenSamples(t *testing.T) {
	conformance.Golden(t, "testdata/projects", &crmstreamv1.ListProjectsResponse{}, func(t *testing.T, body []byte) connectors.Page {
		client := clientOf(t, paged(string(body)))
		page, err := conformance.Fetch(t.Context(), client, &request{}, connectors.PageRequest{})
		require.NoError(t, err)
		require.Empty(t, page.Notices, "a sample has values that the table cannot read")
		return page
	})
}

func TestShapesOfLists(t *testing.T) {
	total := func(n int) *int { return &n }
	for _, c := range []struct {
		body  string
		rows  int
		total *int
	}{
		{`[]`, 0, nil},
		{"\ufeff[{\"id\":1}]", 1, nil},
		{`{"payload":[{"id":1},{"id":2}]}`, 2, nil},
		{`{"payload":{}}`, 0, nil},
		{`{"payload":{"0":{"id":1},"7":{"id":2}}}`, 2, nil},
		{`{"success":true,"error":null,"errors":[],"status":200,"data":[{"id":1}],"total":"12"}`, 1, total(12)},
		{`{"status":"ok","error":false,"items":[{"id":1}],"total_count":2}`, 1, total(2)},
		{`{"projects":[{"id":1},{"id":2}],"all":2}`, 2, nil},
		{`{"result":[{"id":1},{"id":2}],"count":2}`, 2, nil},
		{`{"rows":[{"id":1},{"id":2}],"total":1}`, 2, nil},
		{`{"list":[{"id":1}],"total":-1}`, 1, nil},
		{`{"data":{"page":1},"rows":[{"id":1}]}`, 1, nil},
		{`{"data":null,"list":[{"id":1}]}`, 1, nil},
		{`{"payload":[{"id":1}],"data":[{"id":2},{"id":3}]}`, 1, nil},
	} {
		client := clientOf(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(c.body)) })
		page, err := conformance.Fetch(t.Context(), client, &request{}, connectors.PageRequest{Want: 2})
		require.NoError(t, err, c.body)
		require.Len(t, page.Records, c.rows, c.body)
		require.Equal(t, c.total, page.Total, c.body)
	}
}

func TestRefusals(t *testing.T) {
	invalid, misconfigured := connectors.KindInvalidRequest, connectors.KindMisconfigured
	malformed, limited := connectors.KindMalformedResponse, connectors.KindRateLimited
	for _, c := range []struct {
		status int
		body   string
		want   connectors.Kind
		text   string
	}{
		{400, `{"error":{"message":"нет поля"}}`, invalid, "check names"},
		{422, ``, invalid, "check names"},
		{401, ``, connectors.KindCredentialsRejected, "401"},
		{403, ``, connectors.KindForbidden, "403"},
		{404, `<html></html>`, misconfigured, "API v2"},
		{301, ``, misconfigured, "301"},
		{405, ``, misconfigured, "405"},
		{429, ``, limited, "429"},
		{408, ``, limited, "408"},
		{500, ``, connectors.KindUnavailable, "500"},
		{503, ``, connectors.KindUnavailable, "503"},
		{204, ``, malformed, "204"},
		{200, ``, malformed, "EOF"},
		{200, `<!DOCTYPE html><html>login</html>`, malformed, "a web page"},
		{200, `Warning: mysqli_connect()`, malformed, "transcode"},
		{200, `{"payload":[`, malformed, "transcode"},
		{200, `null`, malformed, "no list"},
		{200, `7`, malformed, "no list"},
		{200, `{}`, malformed, "no list"},
		{200, `{"payload":null}`, malformed, "no list"},
		{200, `{"payload":"none"}`, malformed, "no list"},
		{200, `{"data":{"id":1}}`, malformed, "no list"},
		{200, `{"error":"doe"}`, malformed, "doe"},
		{200, `{"error":true,"message":"Доступ закрыт"}`, malformed, "Доступ закрыт"},
		{200, `{"errors":[{"message":"a"}]}`, malformed, `[{"message":"a"}]`},
		{200, `{"success":false}`, malformed, "answers"},
		{200, `{"success":"0","message":"later"}`, malformed, "later"},
		{200, `{"status":"error","message":"later"}`, malformed, "later"},
		{200, `{"success":false,"data":[],"message":"quota"}`, malformed, "quota"},
		{200, `{"error":{"code":401,"message":"keys"}}`, connectors.KindCredentialsRejected, "keys"},
		{200, `{"error":{"code":"403","message":"keys"}}`, connectors.KindForbidden, "keys"},
		{200, `{"error":"slow down","code":429}`, limited, "slow down"},
		{200, `{"success":false,"status":503}`, connectors.KindUnavailable, "503"},
		{200, `{"error":{"code":400,"message":"step_id"}}`, invalid, "step_id"},
		{200, `{"error":{"code":12,"message":"odd"}}`, malformed, "odd"},
	} {
		l := &upstreamRequest{operation: &operation{}, filter: &filterBody{}, suspect: "where"}
		_, err := l.classify(rest.Response{Status: c.status, Body: []byte(c.body), Header: http.Header{"Retry-After": {"0"}}})
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified, c.body)
		require.Equal(t, c.want, classified.Kind, "%d %s", c.status, c.body)
		if c.want == invalid {
			require.Equal(t, "where", classified.Field)
		}
		require.Contains(t, err.Error()+": "+connectors.Detail(err), c.text, c.body)
		if connectors.Detail(err) != "" {
			require.NotContains(t, err.Error(), connectors.Detail(err), "the upstream's words are for the log")
		}
	}
}

// TestPlainListsBlameTheirSize meets an upstream that refuses the count.
func TestPlainListsBlameTheirSize(t *testing.T) {
	client := clientOf(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadRequest) })
	_, err := conformance.Fetch(t.Context(), client, &request{}, connectors.PageRequest{})
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMisconfigured})
	require.ErrorContains(t, err, "page_size")
}

// TestRefusalsHideSecrets meets an upstream that echoes the keys, whole and where the message is cut.
func TestRefusalsHideSecrets(t *testing.T) {
	for pad := 100; pad < 205; pad++ {
		client := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
			_, _ = fmt.Fprintf(w, `{"error":{"code":401,"message":"%s %s %s"}}`, strings.Repeat("x", pad),
				r.Header.Get("X-Crypto-Token"), r.Header.Get("X-Crypto-Secret"))
		})
		_, err := conformance.Fetch(t.Context(), client, &request{}, connectors.PageRequest{})
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindCredentialsRejected})
		for _, part := range []string{"token", "secret", "-value"} {
			require.NotContains(t, err.Error(), part)
			require.NotContains(t, connectors.Detail(err), part)
		}
	}
}

func TestIgnoredFiltersAreFound(t *testing.T) {
	const row = `{"id":5,"created":"2020-05-05 10:00:00","sales_funnel_id":1,"step_id":"2","user_id":3,"group_id":4,"currency_id":5,"deleted":%d,` +
		`"price":"99.90","client_id":7,"data":{"contract_date":"2026-01-31"}}`
	for _, c := range []struct {
		field   string
		req     *request
		deleted int
	}{
		{"only_deleted", &request{}, 1},
		{"only_deleted", &request{OnlyDeleted: true}, 0},
		{"only_deleted", &request{Order: "-id"}, 1},
		{"funnel_ids", &request{FunnelIds: []string{"2", "3"}}, 0},
		{"stage_ids", &request{StageIds: []string{"3"}}, 0},
		{"owner_ids", &request{OwnerIds: []string{"4"}}, 0},
		{"group_ids", &request{GroupIds: []string{"5"}}, 0},
		{"currency_ids", &request{CurrencyIds: []string{"6"}}, 0},
		{"price", &request{Price: "100"}, 0},
		{"where", &request{Where: []string{"data.client_id in 8,9"}}, 0},
		{"where", &request{Where: []string{"data.contract_date = 2026-01-30"}}, 0},
		{"created_from", &request{CreatedFrom: "2020-05-07"}, 0},
		{"created_before", &request{CreatedBefore: "2020-05-04"}, 0},
	} {
		client := clientOf(t, paged(fmt.Sprintf("["+row+"]", c.deleted)))
		_, err := conformance.Fetch(t.Context(), client, c.req, connectors.PageRequest{})
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified, c.field)
		require.Equal(t, connectors.KindFilterIgnored, classified.Kind)
		require.Equal(t, c.field, classified.Field)

		any := proto.CloneOf(c.req)
		any.Match, any.OnlyDeleted = crmstreamv1.ProjectMatch_PROJECT_MATCH_ANY, c.deleted == 1
		page, err := conformance.Fetch(t.Context(), client, any, connectors.PageRequest{})
		require.NoError(t, err)
		require.Len(t, page.Records, 1, "with MATCH_ANY nothing can be verified")
	}
}

// TestRowsOfTheWideningAreOutside drops the days that were only asked for since ends may be inclusive or not.
func TestRowsOfTheWideningAreOutside(t *testing.T) {
	client := clientOf(t, paged(`[{"id":1,"created":"2020-05-04"},{"id":2,"created":"2020-05-05"},{"id":3,"created":"2020-05-06 23:59:59"},`+
		`{"id":4,"created":"2020-05-07"},{"id":5},{"id":6,"created":"0000-00-00 00:00:00"},{"id":7,"created":"soon"}]`))
	page, err := conformance.Fetch(t.Context(), client, &request{CreatedFrom: "2020-05-05", CreatedBefore: "2020-05-07"}, connectors.PageRequest{})
	require.NoError(t, err)
	var ids string
	for _, r := range page.Records {
		ids += string(r.ID)
	}
	require.Equal(t, "23567", ids)
	require.Equal(t, 2, page.Outside)
}

// FuzzAnswer feeds any body to the decoder: it never panics, returns only classified errors, and its pages ascend.
func FuzzAnswer(f *testing.F) {
	samples, err := filepath.Glob("testdata/projects/*.json")
	require.NoError(f, err)
	for _, sample := range samples {
		body, err := os.ReadFile(sample)
		require.NoError(f, err)
		f.Add(body, "3")
	}
	f.Add([]byte(`{"error":{"code":401,"message":"keys"}}`), "")
	f.Add([]byte(`{"data":{"1":{"id":1},"2":{"name":"x"},"3":{"id":"é"}}}`), "1")
	c := &Client{operations: newOperations(), settings: &Settings{PageSize: 100, Overlap: 5}, zone: time.UTC}
	f.Fuzz(func(t *testing.T, body []byte, last string) {
		l := &upstreamRequest{operation: c.all, raw: true}
		var classified *connectors.Error
		a, err := l.classify(rest.Response{Status: http.StatusOK, Body: body})
		if err != nil {
			require.ErrorAs(t, err, &classified)
			return
		}
		s, err := c.decode(l, a, 0, place{last: last})
		if err != nil {
			require.ErrorAs(t, err, &classified)
			return
		}
		for i, r := range s.records {
			require.NotEmpty(t, r.ID)
			require.NotEqual(t, r.Err == nil, r.Wire == nil)
			if i > 0 {
				require.Negative(t, s.records[i-1].Compare(r))
			}
		}
		require.LessOrEqual(t, len(s.records)+s.repeats+s.outside, len(s.Rows))
	})
}

// FuzzCursor reads any text as a cursor: it is refused, or is what its place writes.
func FuzzCursor(f *testing.F) {
	for _, text := range []string{"", "100.5.777", "100+2~ab12.5.777", "1+0~.1.", "1.1.", "01.5.7", "1.5", "-1.5.7", "1.500.7", "99999999999999999999.5.7"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, ok := parseCursor(connectors.Cursor(text))
		if !ok {
			require.Equal(t, connectors.KindCursorGone, kindOf(t, text))
			return
		}
		if text != "" {
			require.Equal(t, text, string(p.cursor()))
			require.Positive(t, p.rows)
			require.Positive(t, p.overlap)
		}
	})
}

// kindOf returns the kind of the error that a list answers a cursor with.
func kindOf(t *testing.T, cursor string) connectors.Kind {
	t.Helper()
	_, err := conformance.Fetch(t.Context(), &Client{operations: newOperations(), settings: &Settings{}}, &request{}, connectors.PageRequest{Cursor: connectors.Cursor(cursor)})
	var classified *connectors.Error
	require.ErrorAs(t, err, &classified)
	return classified.Kind
}
