package solos

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
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

// TestRowsThatShareAnID are all kept where one answer is the whole list, in positions that do not change.
func TestRowsThatShareAnID(t *testing.T) {
	rows := []string{`{"id":9,"name":"a"}`, `{"id":10,"name":"b"}`, `{"id":9,"name":"c"}`, `{"id":9,"name":"c"}`, `7`, `7`, `{"id":2}`}
	client := clientOf(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"goods":[` + strings.Join(rows, ",") + `]}`))
	})
	var before connectors.Page
	for range 2 {
		page, err := client.fetch(t.Context(), &goods{ProjectId: "7"}, connectors.PageRequest{})
		require.NoError(t, err)
		require.Zero(t, page.Repeats)
		require.Equal(t, len(rows), *page.Total)
		var ids []string
		for i, r := range page.Records {
			if r.Err == nil {
				ids = append(ids, string(r.ID))
			}
			if i > 0 {
				require.Positive(t, r.Compare(page.Records[i-1]))
			}
		}
		require.Equal(t, []string{"2", "9", "9", "9", "10"}, ids)
		if before.Records != nil {
			require.Equal(t, before, page)
		}
		before = page
	}
}

func TestShapesOfRecords(t *testing.T) {
	for body, found := range map[string]bool{
		`{"id":5}`:                               true,
		"\ufeff {\"id\":\"5\"}":                  true,
		`{"id":5,"data":{"id":6}}`:               true,
		`{"id":5,"error":"x","status":"failed"}`: true,
		`{"payload":{"id":5}}`:                   true,
		`{"data":{"id":5,"data":{}},"total":1}`:  true,
		`{"success":true,"result":[{"id":5}]}`:   true,
		`{"project":{"id":5}}`:                   true,
		`[{"id":5}]`:                             true,
		`[{"id":4},{"id":5}]`:                    true,
		`{"payload":{"5":{"id":5}}}`:             true,
		`null`:                                   false,
		`false`:                                  false,
		`[]`:                                     false,
		`{}`:                                     false,
		`{"payload":null}`:                       false,
		`{"payload":false}`:                      false,
		`{"payload":[]}`:                         false,
		`{"data":{}}`:                            false,
		`{"id":6}`:                               false,
		`[{"id":4}]`:                             false,
		`{"payload":{"id":50}}`:                  false,
		`{"success":true,"error":null,"data":[]}`: false,
	} {
		client := clientOf(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) })
		page, err := client.fetch(t.Context(), &project{Id: "5"}, connectors.PageRequest{})
		require.NoError(t, err, body)
		require.Empty(t, page.Next)
		require.Equal(t, found, len(page.Records) == 1, body)
		if found {
			require.Equal(t, "5", string(page.Records[0].ID))
		}
	}
	for body, want := range map[string]connectors.Kind{
		`7`:                                connectors.KindMalformedResponse,
		`"none"`:                           connectors.KindMalformedResponse,
		`{"success":true}`:                 connectors.KindMalformedResponse,
		`{"name":"x"}`:                     connectors.KindMalformedResponse,
		`{"payload":{"name":"x"}}`:         connectors.KindMalformedResponse,
		`[{"name":"x"}]`:                   connectors.KindMalformedResponse,
		`[7]`:                              connectors.KindMalformedResponse,
		`{"error":"no rights","code":403}`: connectors.KindForbidden,
		`{"error":{"code":404}}`:           connectors.KindNotFound,
		`{"id":null,"success":false}`:      connectors.KindMalformedResponse,
	} {
		client := clientOf(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) })
		_, err := client.fetch(t.Context(), &event{Id: "5"}, connectors.PageRequest{})
		require.ErrorIs(t, err, &connectors.Error{Kind: want}, body)
	}
}

// TestAttachedGoldenSamples are the emulator's guess, as the README beside them says.
func TestAttachedGoldenSamples(t *testing.T) {
	for folder, c := range map[string]struct{ req, response proto.Message }{
		"steps":      {&steps{ProjectId: "28"}, &crmstreamv1.ListProjectStepsResponse{}},
		"events":     {&events{ProjectId: "25"}, &crmstreamv1.ListProjectEventsResponse{}},
		"checklists": {&checklists{ProjectId: "26"}, &crmstreamv1.ListProjectChecklistsResponse{}},
		"goods":      {&goods{ProjectId: "28"}, &crmstreamv1.ListProjectGoodsResponse{}},
		"payments":   {&payments{ProjectId: "26"}, &crmstreamv1.ListProjectPaymentsResponse{}},
		"project":    {&project{Id: "1"}, &crmstreamv1.ListProjectsResponse{}},
		"event":      {&event{Id: "25002"}, &crmstreamv1.ListProjectEventsResponse{}},
	} {
		t.Run(folder, func(t *testing.T) {
			conformance.Golden(t, filepath.Join("testdata", folder), c.response, func(t *testing.T, body []byte) connectors.Page {
				client := clientOf(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) })
				page, err := client.fetch(t.Context(), c.req, connectors.PageRequest{})
				require.NoError(t, err)
				require.NotEmpty(t, page.Records)
				require.Empty(t, page.Notices, "a sample has values that the table cannot read")
				return page
			})
		})
	}
}

// TestOtherSpellings reads the keys that the samples do not have.
func TestOtherSpellings(t *testing.T) {
	for _, c := range []struct {
		req            proto.Message
		response, want proto.Message
		row            string
	}{
		{
			&steps{ProjectId: "7"}, &crmstreamv1.ListProjectStepsResponse{},
			&crmstreamv1.ListProjectStepsResponse{ProjectSteps: []*crmstreamv1.ProjectStep{{
				Id: "1", ProjectId: "7", Position: proto.Int32(3), Done: proto.Bool(true), StepId: proto.String("4"),
			}}},
			`{"id":1,"position":"3","completed":"1","step_id":4,"start":"0000-00-00","end":null}`,
		},
		{
			&goods{ProjectId: "7"}, &crmstreamv1.ListProjectGoodsResponse{},
			&crmstreamv1.ListProjectGoodsResponse{ProjectGoods: []*crmstreamv1.ProjectGood{{
				Id: "1", ProjectId: "7", Quantity: proto.String("1.50"), Amount: proto.String("10"),
			}}},
			`{"id":1,"quantity":"1.50","total":10,"good_id":0}`,
		},
		{
			&payments{ProjectId: "7"}, &crmstreamv1.ListProjectPaymentsResponse{},
			&crmstreamv1.ListProjectPaymentsResponse{ProjectPayments: []*crmstreamv1.ProjectPayment{{
				Id: "1", ProjectId: "7", DirectionText: proto.String("refund"), Amount: proto.String("5"), Description: proto.String("c"),
			}}},
			`{"id":1,"type":"refund","amount":5,"comment":"c"}`,
		},
		{
			&checklists{ProjectId: "7"}, &crmstreamv1.ListProjectChecklistsResponse{},
			&crmstreamv1.ListProjectChecklistsResponse{ProjectChecklists: []*crmstreamv1.ProjectChecklist{{
				Id: "1", ProjectId: "7", DueDate: proto.String("2026-01-02"),
				Items: []*crmstreamv1.ProjectChecklistItem{{Name: proto.String("call")}, {Id: "2", Done: proto.Bool(false)}},
				Alterations: []*crmstreamv1.Alteration{{
					Field: "due_date", Kind: crmstreamv1.AlterationKind_ALTERATION_KIND_TIME_CUT, RawText: `"2026-01-02 10:00:00"`,
				}},
			}}},
			`{"id":1,"date":"2026-01-02 10:00:00","items":["call",{"id":2,"completed":0}]}`,
		},
	} {
		client := clientOf(t, paged("["+c.row+"]"))
		page, err := client.fetch(t.Context(), c.req, connectors.PageRequest{})
		require.NoError(t, err)
		require.NoError(t, proto.Unmarshal(page.Records[0].Wire, c.response))
		require.True(t, proto.Equal(c.want, c.response), "%v", c.response)
	}
}

// FuzzAttachedAnswers feeds any body to the decoders of what comes in one answer: they never panic, return only classified
// errors, and what they return ascends.
func FuzzAttachedAnswers(f *testing.F) {
	samples, err := filepath.Glob("testdata/*/*.json")
	require.NoError(f, err)
	for i, sample := range samples {
		body, err := os.ReadFile(sample)
		require.NoError(f, err)
		f.Add(body, uint8(i))
	}
	f.Add([]byte(`{"payload":{"1":{"id":5},"x":{"id":5}}}`), uint8(6))
	f.Add([]byte("\ufeff{\"id\":5}"), uint8(5))
	c := &Client{operations: newOperations(), settings: &Settings{PageSize: 100, Overlap: 5}, zone: time.UTC}
	all := []*operation{c.steps, c.events, c.checklists, c.goods, c.payments, c.project, c.event}
	f.Fuzz(func(t *testing.T, body []byte, which uint8) {
		l := &upstreamRequest{operation: all[int(which)%len(all)], raw: true, checks: []check{{"project_id", showing("project_id", []uint64{7})}}}
		var classified *connectors.Error
		a, err := l.classify(rest.Response{Status: http.StatusOK, Body: body})
		if err != nil {
			require.ErrorAs(t, err, &classified)
			return
		}
		records, err := l.collect(a, c.context(l))
		if err != nil {
			require.ErrorAs(t, err, &classified)
			return
		}
		rows := len(records)
		records = slices.SortedStableFunc(slices.Values(records), connectors.Record.Compare)
		records = connectors.Apart(records)
		require.Len(t, records, rows, fmt.Sprint(records))
		for i, r := range records {
			require.NotEmpty(t, r.ID)
			require.NotEqual(t, r.Err == nil, r.Wire == nil)
			if i > 0 {
				require.Negative(t, records[i-1].Compare(r))
			}
		}
	})
}
