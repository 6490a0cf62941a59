package proxima

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// described is a list besides visits, as its samples are read.
type described struct {
	function *function
	response proto.Message
	request  proto.Message
}

// read reads the list's first page.
func (d described) read(c *Client, ctx context.Context) (connectors.Page, error) {
	return conformance.Fetch(ctx, c, d.request, connectors.PageRequest{})
}

// describedLists are the lists besides visits, by resource.
func describedLists() map[string]described {
	const from, before = "2025-07-31", "2025-08-02"
	return map[string]described{
		"calendarEvents":    {getActions, &crmstreamv1.ListCalendarEventsResponse{}, &crmstreamv1.ListCalendarEventsRequest{StartFrom: from, StartBefore: before}},
		"visitControls":     {getControls, &crmstreamv1.ListVisitControlsResponse{}, &crmstreamv1.ListVisitControlsRequest{StartFrom: from, StartBefore: before}},
		"visitArrangements": {getArrangements, &crmstreamv1.ListVisitArrangementsResponse{}, &crmstreamv1.ListVisitArrangementsRequest{StartFrom: from, StartBefore: before}},
		"users":             {getUsers, &crmstreamv1.ListUsersResponse{}, &crmstreamv1.ListUsersRequest{}},
		"preparations":      {getPreparations, &crmstreamv1.ListPreparationsResponse{}, &crmstreamv1.ListPreparationsRequest{}},
		"contacts":          {getContacts, &crmstreamv1.ListContactsResponse{}, &crmstreamv1.ListContactsRequest{}},
		"fields":            {getFieldNames, &crmstreamv1.ListFieldsResponse{}, &crmstreamv1.ListFieldsRequest{Resource: "visitControls"}},
	}
}

// answers is a tenant that answers each function, by its name, with a body of its own.
func answers(t testing.TB, bodies map[string][]byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/crm/crm-api/db-function/run" {
			answering(nil).ServeHTTP(w, r)
			return
		}
		var asked runBody
		require.NoError(t, json.NewDecoder(r.Body).Decode(&asked))
		body, ok := bodies[asked.Function]
		require.True(t, ok, asked.Function)
		_, _ = w.Write(body)
	})
}

// visitOfCards is the visit that the sample cards belong to.
const visitOfCards = `[{"task_id":48313,"task_datefrom":"2025-08-01T12:30:00","task_datetill":"2025-08-01T13:00:00"}]`

// visitOfCardsCSV is the same visit as the CSV twin sends it.
const visitOfCardsCSV = "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r\n48313,2025-08-01T12:30:00Z,2025-08-01T13:00:00Z,180" + ",,,,,,,,,,,,,,\n"

func TestDescribedSamples(t *testing.T) {
	for list, d := range describedLists() {
		t.Run(list, func(t *testing.T) {
			conformance.Golden(t, filepath.Join("testdata", list), d.response, func(t *testing.T, body []byte) connectors.Page {
				c := testClient(t, answers(t, map[string][]byte{"api_get_tasks_json": []byte(visitOfCards), d.function.json: body}), nil)
				page, err := d.read(c, t.Context())
				require.NoError(t, err)
				for _, n := range page.Notices {
					require.NotEqual(t, transcode.NoticeUnknownKeys, n.Code, n.Message)
					require.NotEqual(t, transcode.NoticeUnreadable, n.Code, n.Message)
				}
				return page
			})
		})
	}
}

// TestTwinsSayTheSame reads the CSV of each sample, which has no offsets of events and other spellings of those of visits.
func TestTwinsSayTheSame(t *testing.T) {
	for list, d := range describedLists() {
		body, err := os.ReadFile(filepath.Join("testdata", list, "described.csv"))
		if d.function.csv == "" {
			require.ErrorIs(t, err, os.ErrNotExist, "a sample of a function that does not exist")
			continue
		}
		require.NoError(t, err)
		for _, mark := range []string{"", "\xef\xbb\xbf"} {
			t.Run(list, func(t *testing.T) {
				tenant := answers(t, map[string][]byte{"api_get_tasks": []byte(visitOfCardsCSV), d.function.csv: []byte(mark + string(body))})
				page, err := d.read(testClient(t, tenant, func(s *Settings) { s.Format = formatCSV }), t.Context())
				require.NoError(t, err)
				require.Empty(t, cmp.Diff(decoded(t, d, golden(t, list, d)), decoded(t, d, page), protocmp.Transform()))
			})
		}
	}
}

// golden reads the JSON of a sample.
func golden(t *testing.T, list string, d described) connectors.Page {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", list, "described.json"))
	require.NoError(t, err)
	c := testClient(t, answers(t, map[string][]byte{"api_get_tasks_json": []byte(visitOfCards), d.function.json: body}), nil)
	page, err := d.read(c, t.Context())
	require.NoError(t, err)
	return page
}

// decoded returns the records of a page, without offsets.
func decoded(t *testing.T, d described, page connectors.Page) proto.Message {
	t.Helper()
	require.NotEmpty(t, page.Records)
	var wire []byte
	for _, r := range page.Records {
		require.Nil(t, r.Err)
		wire = append(wire, r.Wire...)
	}
	all := proto.Clone(d.response)
	require.NoError(t, proto.Unmarshal(wire, all))
	if events, ok := all.(*crmstreamv1.ListCalendarEventsResponse); ok {
		for _, e := range events.GetCalendarEvents() {
			e.UtcOffsetRaw, e.UtcOffsetSeconds = nil, nil
		}
	}
	return all
}

// TestBrokenCSV reads what is no CSV of a function.
func TestBrokenCSV(t *testing.T) {
	const header = "enititymap_id,entitytype,role,system_field_name,ui_field_name\n"
	for name, test := range map[string]struct{ body, text string }{
		"nothing for a run":     {"", "unexpected EOF"},
		"no header":             {"\"id,type", "the header of the CSV of api_get_entitymap cannot be read"},
		"a web page":            {"<html><body>Log in</body></html>", "the answer is a web page, not the API's"},
		"a column too many":     {"a,b,c,d,e,f\n", "6 columns, where 5"},
		"a cell too few":        {header + "301,pdk,x,flag1\n", "row 1 of the CSV of api_get_entitymap, the last one, has 4 cells, not 5"},
		"columns change places": {"enititymap_id,role,entitytype,system_field_name,ui_field_name\n", `column 2 of the CSV of api_get_entitymap is "role"`},
		"an open quote":         {header + "301,\"pdk,x,flag1,y\n", "row 1 of the CSV of api_get_entitymap cannot be read"},
		"a message":             {`{"message":"no"}`, "neither a job nor a list of rows"},
	} {
		t.Run(name, func(t *testing.T) {
			c := testClient(t, answering([]byte(test.body)), func(s *Settings) { s.Format = formatCSV })
			_, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListFieldsRequest{Resource: "visitControls"}, connectors.PageRequest{})
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMalformedResponse})
			require.ErrorContains(t, err, test.text)
		})
	}
}

// TestBlankCSV is no rows: as the answer to a run as long as it has a byte, as the result of a job even without.
func TestBlankCSV(t *testing.T) {
	csv := func(s *Settings) { s.Format = formatCSV }
	req := &crmstreamv1.ListFieldsRequest{Resource: "visitControls"}
	for _, body := range []string{"\n", "\r\n\r\n", "\xef\xbb\xbf", "\xef\xbb\xbf\n", ""} {
		job := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch path.Base(path.Dir(r.URL.Path)) {
			case "status":
				answering([]byte(`{"id":1,"status":3,"batch_count":null}`)).ServeHTTP(w, r)
			case "result":
				_, _ = w.Write([]byte(body))
			default:
				answering([]byte(`{"job_id":1}`)).ServeHTTP(w, r)
			}
		})
		for name, tenant := range map[string]http.Handler{"run": answering([]byte(body)), "job": job} {
			if name == "run" && body == "" {
				continue // TestBrokenCSV
			}
			page, err := conformance.Fetch(t.Context(), testClient(t, tenant, csv), req, connectors.PageRequest{})
			require.NoError(t, err, "%s %q", name, body)
			require.Empty(t, page.Records)
		}
	}
}

// FuzzCSV feeds any text to the reader of CSV: what it makes of it is JSON that the tables take.
func FuzzCSV(f *testing.F) {
	samples, err := filepath.Glob("testdata/*/*.csv")
	require.NoError(f, err)
	require.NotEmpty(f, samples)
	for _, sample := range samples {
		body, err := os.ReadFile(sample)
		require.NoError(f, err)
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, d := range describedLists() {
			list, err := d.function.fromCSV(body, transcode.Decoding{})
			if err != nil {
				continue
			}
			if len(bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))) > 0 {
				require.EqualValues(t, '[', list.Kind())
			}
		}
	})
}
