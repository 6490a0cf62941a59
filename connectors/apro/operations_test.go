package apro_test

import (
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestOperations runs the suite of operations. docs/operations.md names the test.
func TestOperations(t *testing.T) {
	requests := []proto.Message{
		&crmstreamv1.ListFieldOptionsRequest{ParentOptionId: "2302"},
		publicationByID([]string{"1"}, false), formByID([]string{"1"}, false), calendarEventByID([]string{"1"}, false),
	}
	for _, l := range lists {
		requests = append(requests, l.request())
	}
	for _, l := range fixedLists {
		requests = append(requests, l.request)
	}
	for _, r := range reads {
		requests = append(requests, r.request([]string{"1"}, false))
	}
	conformance.RunOperations(t, conformance.Operations{
		Open: func(t *testing.T, u conformance.Upstream) connectors.Client {
			_, client := newSandbox(t, u, "", func(*sandbox.Settings) {})
			return client
		},
		Requests: requests,
	})
}
