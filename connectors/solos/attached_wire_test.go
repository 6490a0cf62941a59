package solos

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// Aliases, since the tables below are long.
type (
	steps      = crmstreamv1.ListProjectStepsRequest
	events     = crmstreamv1.ListProjectEventsRequest
	checklists = crmstreamv1.ListProjectChecklistsRequest
	goods      = crmstreamv1.ListProjectGoodsRequest
	payments   = crmstreamv1.ListProjectPaymentsRequest
	project    = crmstreamv1.GetProjectRequest
	event      = crmstreamv1.GetProjectEventRequest
)

// fetch asks for what a request is for.
func (c *Client) fetch(ctx context.Context, req proto.Message, at connectors.PageRequest) (connectors.Page, error) {
	switch req.(type) {
	case *project, *event:
		return conformance.Find(ctx, c, req)
	}
	return conformance.Fetch(ctx, c, req, at)
}

func TestAttachedRequestsOnTheWire(t *testing.T) {
	for _, c := range []struct {
		req  proto.Message
		at   connectors.PageRequest
		want string
	}{
		{&steps{ProjectId: "7"}, connectors.PageRequest{Want: 5}, "/steps?id=7"},
		{
			&steps{ProjectId: "7", Date: "2021-05-21", StepIds: []string{"1", "2", "3"}},
			connectors.PageRequest{},
			"/steps?filter_date=2021-05-21&filter_steps=1_2_3&id=7",
		},
		{&events{ProjectId: "7"}, connectors.PageRequest{Want: 5}, "/actions?count=100&id=7&offset=0"},
		{&events{ProjectId: "7"}, connectors.PageRequest{Cursor: "100.5.1"}, "/actions?count=100&id=7&offset=95"},
		{&events{ProjectId: "7"}, connectors.PageRequest{Cursor: "all"}, "/actions?count=100&id=7&offset=0"},
		{
			&events{ProjectId: "7", EventId: "1", Date: "2021-05-21", EventTypeIds: []string{"4", "5"}},
			connectors.PageRequest{},
			"/actions?count=100&filter_actions=4_5&filter_date=2021-05-21&filter_id=1&id=7&offset=0",
		},
		{&checklists{ProjectId: "7"}, connectors.PageRequest{}, "/checklists?id=7"},
		{&goods{ProjectId: "7"}, connectors.PageRequest{}, "/goods?id=7"},
		{&payments{ProjectId: "7"}, connectors.PageRequest{}, "/payments?count=100&id=7&offset=0"},
		{
			&payments{ProjectId: "7", PaymentId: "1", Date: "2021-05-21", Direction: crmstreamv1.PaymentDirection_PAYMENT_DIRECTION_IN},
			connectors.PageRequest{},
			"/payments?count=100&filter_date=2021-05-21&filter_id=1&filter_type=1&id=7&offset=0",
		},
		{
			&payments{ProjectId: "7", Direction: crmstreamv1.PaymentDirection_PAYMENT_DIRECTION_OUT},
			connectors.PageRequest{},
			"/payments?count=100&filter_type=0&id=7&offset=0",
		},
		{&project{Id: "7"}, connectors.PageRequest{}, "/info?id=7"},
		{&event{Id: "7"}, connectors.PageRequest{}, "/actions/info?id=7"},
	} {
		t.Run(c.want, func(t *testing.T) {
			var seen []string
			client := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
				require.Equal(t, http.MethodGet, r.Method)
				require.Equal(t, []string{"token-value", "secret-value"}, []string{r.Header.Get("X-Crypto-Token"), r.Header.Get("X-Crypto-Secret")})
				seen = append(seen, r.URL.String())
				paged(`[{"id":1}]`)(w, r)
			})
			_, err := client.fetch(t.Context(), c.req, c.at)
			require.NoError(t, err)
			require.Equal(t, "/backend/public/projects"+c.want, seen[0])
		})
	}
}

// TestAttachedFiltersAreVerified answers with a row that shows what was not asked for, and with one that shows nothing.
func TestAttachedFiltersAreVerified(t *testing.T) {
	for _, c := range []struct {
		field, row string
		req        proto.Message
	}{
		{"project_id", `{"id":5,"project_id":8}`, &steps{ProjectId: "7"}},
		{"project_id", `{"id":5,"project_id":"8"}`, &payments{ProjectId: "7"}},
		{"step_ids", `{"id":5,"step_id":4}`, &steps{ProjectId: "7", StepIds: []string{"1", "2"}}},
		{"event_id", `{"id":5}`, &events{ProjectId: "7", EventId: "6"}},
		{"event_type_ids", `{"id":5,"action_id":3}`, &events{ProjectId: "7", EventTypeIds: []string{"1"}}},
		{"event_type_ids", `{"id":5,"type_id":"3"}`, &events{ProjectId: "7", EventTypeIds: []string{"1"}}},
		{"payment_id", `{"id":"5"}`, &payments{ProjectId: "7", PaymentId: "6"}},
		{"direction", `{"id":5,"type":"0"}`, &payments{ProjectId: "7", Direction: crmstreamv1.PaymentDirection_PAYMENT_DIRECTION_IN}},
		{"direction", `{"id":5,"type":1}`, &payments{ProjectId: "7", Direction: crmstreamv1.PaymentDirection_PAYMENT_DIRECTION_OUT}},
	} {
		answer := c.row
		client := clientOf(t, func(w http.ResponseWriter, r *http.Request) { paged("["+answer+"]")(w, r) })
		_, err := client.fetch(t.Context(), c.req, connectors.PageRequest{})
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified, c.row)
		require.Equal(t, connectors.KindFilterIgnored, classified.Kind)
		require.Equal(t, c.field, classified.Field)

		answer = `{"id":6}`
		page, err := client.fetch(t.Context(), c.req, connectors.PageRequest{})
		require.NoError(t, err)
		require.Len(t, page.Records, 1, "a row that does not show gets the benefit of the doubt")
	}
	for _, row := range []string{`{"id":1,"step_id":9}`, `{"id":9,"step_id":"2"}`} {
		client := clientOf(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("[" + row + "]")) })
		page, err := client.fetch(t.Context(), &steps{ProjectId: "7", StepIds: []string{"1", "2"}}, connectors.PageRequest{})
		require.NoError(t, err)
		require.Len(t, page.Records, 1, "it is not known which id the filter means")
	}
}

// TestRefusedAttachedRequests names the field that the upstream may not like.
func TestRefusedAttachedRequests(t *testing.T) {
	client := clientOf(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadRequest) })
	for field, req := range map[string]proto.Message{
		"project_id": &goods{ProjectId: "7"},
		"date":       &steps{ProjectId: "7", Date: "2021-05-21"},
		"event_id":   &events{ProjectId: "7", EventId: "1"},
		"direction":  &payments{ProjectId: "7", Direction: crmstreamv1.PaymentDirection_PAYMENT_DIRECTION_IN},
		"ids":        &event{Id: "7"},
	} {
		_, err := client.fetch(t.Context(), req, connectors.PageRequest{})
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified)
		require.Equal(t, connectors.KindInvalidRequest, classified.Kind)
		require.Equal(t, field, classified.Field)
	}
}
