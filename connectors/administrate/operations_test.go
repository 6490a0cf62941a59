package administrate_test

import (
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
)

// TestOperations runs the suite of operations. docs/operations.md names the test.
func TestOperations(t *testing.T) {
	server, _, _ := start(t, conformance.Upstream{Rows: 60}, func(*sandbox.Settings) {})
	ids := server.IDs("tasks")
	conformance.RunOperations(t, conformance.Operations{
		Open: func(t *testing.T, u conformance.Upstream) connectors.Client {
			_, client, _ := start(t, u, func(*sandbox.Settings) {})
			return client
		},
		Requests: []proto.Message{
			&crmstreamv1.ListTasksRequest{}, &crmstreamv1.BatchGetTasksRequest{Ids: ids[:1]}, &crmstreamv1.BatchGetTasksRequest{Ids: ids[:2]},
		},
	})
}
