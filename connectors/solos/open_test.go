package solos

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
)

// TestOpeningFindsMistakes opens requests with one mistake, of every list and look-up: nothing is asked for that.
func TestOpeningFindsMistakes(t *testing.T) {
	client, err := New(connectors.Account{Source: "test", TimeZone: time.UTC, Transport: conformance.Unused(t)}, &Settings{
		BaseURL: "http://localhost", Token: connectors.NewSecret("x"), Secret: connectors.NewSecret("y"), PageSize: 100, Overlap: 5,
	})
	require.NoError(t, err)
	opened := map[protoreflect.MessageDescriptor]bool{}
	for field, reqs := range map[string][]proto.Message{
		"created_from": {&request{CreatedFrom: "2024"}, &request{CreatedFrom: "2024-01-01T00:00:00Z"}},
		"created_before": {
			&request{CreatedBefore: "2024-02-30"}, &request{CreatedFrom: "2024-02-01", CreatedBefore: "2024-02-01"},
		},
		"price": {
			&request{Price: "1e3"}, &request{Price: "12,50"}, &request{Price: "true"}, &request{Price: "07"}, &request{Price: " 7"},
			&request{Price: "Inf"},
		},
		"good_ids": {
			&request{GoodIds: []string{"1_2"}}, &request{GoodIds: []string{"-1"}}, &request{GoodIds: []string{"07"}},
		},
		"participant_ids": {&request{ParticipantIds: []string{"a"}}},
		"where": {
			&request{Where: []string{"step_id = 1"}}, &request{Where: []string{"data.x > 1"}},
			&request{Where: []string{"data.x = 1", "data.x in 2"}},
		},
		"having": {&request{Having: 99}},
		"match":  {&request{Match: 99}},
		"project_id": {
			&steps{}, &events{ProjectId: "0"}, &checklists{ProjectId: "-1"}, &goods{ProjectId: "07"}, &payments{ProjectId: "1&id=2"},
		},
		"date": {
			&steps{ProjectId: "1", Date: "2021"}, &events{ProjectId: "1", Date: "2021-02-30"}, &payments{ProjectId: "1", Date: "x"},
		},
		"step_ids":       {&steps{ProjectId: "1", StepIds: []string{"1_2"}}},
		"event_id":       {&events{ProjectId: "1", EventId: "x"}},
		"event_type_ids": {&events{ProjectId: "1", EventTypeIds: []string{"1", ""}}, &request{EventTypeIds: []string{"x"}}},
		"payment_id":     {&payments{ProjectId: "1", PaymentId: "1.5"}},
		"direction":      {&payments{ProjectId: "1", Direction: 9}},
		"ids":            {&project{}, &event{Id: "x"}, &project{Id: "0"}},
	} {
		for _, req := range reqs {
			err := conformance.Opens(client, req, nil)
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified, req)
			require.Equal(t, connectors.KindInvalidRequest, classified.Kind, req)
			require.Equal(t, field, classified.Field, req)
			opened[req.ProtoReflect().Descriptor()] = true
		}
	}
	require.Len(t, opened, len(client.Lists())+len(client.LookUps()), "a list or look-up has no bad request here")
}
