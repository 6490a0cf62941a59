package solos_test

import (
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/solos"
)

// TestOperations runs the suite of operations. docs/operations.md names the test.
func TestOperations(t *testing.T) {
	requests := []proto.Message{
		&crmstreamv1.ListProjectsRequest{}, &crmstreamv1.ListProjectsRequest{OwnerIds: []string{"4"}}, // with and without filters
	}
	for _, l := range attachedLists {
		requests = append(requests, l.request(project))
	}
	server := start(t, conformance.Upstream{}, 60, func(*sandbox.Settings) {}).server
	requests = append(requests,
		getters["project"].request(server.IDs(sandbox.ListProjects)[0]), getters["event"].request(server.IDs(sandbox.ListOf(project, sandbox.OpActions))[0]))
	conformance.RunOperations(t, conformance.Operations{
		Open: func(t *testing.T, u conformance.Upstream) connectors.Client {
			return start(t, u, u.Rows, func(*sandbox.Settings) {}).client
		},
		Requests: requests,
	})
}
