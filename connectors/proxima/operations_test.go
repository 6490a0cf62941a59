package proxima_test

import (
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestOperations runs the suite of operations. docs/operations.md names the test.
func TestOperations(t *testing.T) {
	conformance.RunOperations(t, conformance.Operations{
		Open: func(t *testing.T, u conformance.Upstream) connectors.Client { return start(t, u, plainTenant()).Client },
		Requests: []proto.Message{
			&crmstreamv1.ListVisitsRequest{StartFrom: periodFrom, StartBefore: periodBefore},
			&crmstreamv1.ListCalendarEventsRequest{StartFrom: periodFrom, StartBefore: periodBefore},
			&crmstreamv1.ListVisitControlsRequest{StartFrom: periodFrom, StartBefore: periodBefore},
			&crmstreamv1.ListVisitArrangementsRequest{StartFrom: periodFrom, StartBefore: periodBefore},
			&crmstreamv1.ListContactsRequest{}, &crmstreamv1.ListUsersRequest{}, &crmstreamv1.ListPreparationsRequest{},
			&crmstreamv1.ListFieldsRequest{Resource: "visitControls"},
			&crmstreamv1.BatchGetVisitsRequest{Ids: []string{"40001"}, StartFrom: periodFrom, StartBefore: periodBefore},
			&crmstreamv1.BatchGetContactsRequest{Ids: []string{"36001"}},
		},
		Others: []string{"POST /crm-api/login", "GET /crm-api/db-function/status/{id}", "GET /crm-api/db-function/result/{id}"},
	})
}
