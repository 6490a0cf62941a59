package proxima

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// Aliases, since the table below is long.
type (
	visitsRequest       = crmstreamv1.ListVisitsRequest
	eventsRequest       = crmstreamv1.ListCalendarEventsRequest
	controlsRequest     = crmstreamv1.ListVisitControlsRequest
	arrangementsRequest = crmstreamv1.ListVisitArrangementsRequest
	contactsRequest     = crmstreamv1.ListContactsRequest
	usersRequest        = crmstreamv1.ListUsersRequest
	fieldsRequest       = crmstreamv1.ListFieldsRequest
	getVisitsRequest    = crmstreamv1.BatchGetVisitsRequest
	getContactsRequest  = crmstreamv1.BatchGetContactsRequest
)

// TestOpeningFindsMistakes opens requests with one mistake, of every list and look-up: nothing is asked for that.
func TestOpeningFindsMistakes(t *testing.T) {
	const from, before = "2025-08-01", "2025-08-02"
	many := slices.Repeat([]string{"5"}, maxCollected+1)
	c := clientOver(t, conformance.Unused(t), nil)
	opened := map[protoreflect.MessageDescriptor]bool{
		(*crmstreamv1.ListPreparationsRequest)(nil).ProtoReflect().Descriptor(): true, // in which nothing can be wrong
	}
	for field, reqs := range map[string][]proto.Message{
		"ids": {
			&visitsRequest{Ids: []string{"1,2"}}, &visitsRequest{Ids: many[:maxIDs+1]}, &visitsRequest{Ids: []string{"0"}},
			&visitsRequest{Ids: []string{"7", "007"}}, &eventsRequest{StartFrom: from, StartBefore: before, Ids: []string{"x"}},
			&contactsRequest{Ids: many}, &usersRequest{Ids: []string{"anna"}},
			&getVisitsRequest{StartFrom: from, StartBefore: before, Ids: []string{"5", "x"}}, &getContactsRequest{Ids: many},
			&getVisitsRequest{StartFrom: before, StartBefore: from, Ids: []string{"x"}},
		},
		"owner_id": {
			&visitsRequest{OwnerId: "anna"}, &visitsRequest{OwnerId: "-1"}, &eventsRequest{StartFrom: from, StartBefore: before, OwnerId: "0"},
		},
		"start_from": {
			&visitsRequest{StartFrom: "0001-01-01"}, &visitsRequest{StartFrom: "soon"}, &eventsRequest{StartBefore: before},
			&controlsRequest{}, &arrangementsRequest{StartBefore: before}, &getVisitsRequest{Ids: []string{"1"}},
			&visitsRequest{StartFrom: "0001-01-01", EndBefore: "2025-09-01"},
		},
		"start_before": {&visitsRequest{StartBefore: "9999-12-31"}, &eventsRequest{StartFrom: from}},
		"end_before":   {&visitsRequest{EndBefore: "soon"}},
		"preparation_ids": {
			&controlsRequest{StartFrom: from, StartBefore: before, PreparationIds: []string{"aspirin"}},
			&arrangementsRequest{StartFrom: from, StartBefore: before, PreparationIds: many[:maxIDs+1]},
		},
		"brand_ids": {&arrangementsRequest{StartFrom: from, StartBefore: before, BrandIds: []string{"x"}}},
		"resource":  {&fieldsRequest{Resource: "contacts"}, &fieldsRequest{}},
	} {
		for _, req := range reqs {
			err := conformance.Opens(c, req, nil)
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified, req)
			require.Equal(t, connectors.KindInvalidRequest, classified.Kind, req)
			require.Equal(t, field, classified.Field, req)
			opened[req.ProtoReflect().Descriptor()] = true
		}
	}
	require.Len(t, opened, len(c.Lists())+len(c.LookUps()), "a list or look-up has no bad request here")
}

// TestOpeningReadsNoClock opens requests of about a century before the account's first day: what is refused does not depend on
// the present.
func TestOpeningReadsNoClock(t *testing.T) {
	c := clientOver(t, conformance.Unused(t), nil)
	last := dayOf(time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)) // the account's first day
	require.NoError(t, conformance.Opens(c, &visitsRequest{StartFrom: (last - maxRangeDays).String()}, nil))
	require.NoError(t, conformance.Opens(c, &visitsRequest{StartFrom: "1900-01-01", EndBefore: "1910-01-01"}, nil))
	require.ErrorIs(t, conformance.Opens(c, &visitsRequest{StartFrom: (last - maxRangeDays - 1).String()}, nil), &connectors.Error{Kind: connectors.KindInvalidRequest})
}

// TestTheHorizonMoves opens a request once and fetches its last window on two days.
func TestTheHorizonMoves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC)))
		var sent []runBody
		fetch, err := conformance.Open(testClient(t, recordRuns(t, &sent), nil), &visitsRequest{}, nil)
		require.NoError(t, err)
		for _, last := range []string{"2025-12-01", "2025-12-04"} { // with a day of pad
			_, err := fetch(t.Context(), connectors.PageRequest{Cursor: "2025-10-02/92"})
			require.NoError(t, err)
			require.Equal(t, last, sent[len(sent)-1].Arguments.DateTill)
			time.Sleep(3 * 24 * time.Hour)
		}
	})
}
