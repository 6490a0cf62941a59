package conformance_test

import (
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestAFixedListThatIsRight passes a connector that does what the contract says.
func TestAFixedListThatIsRight(t *testing.T) {
	conformance.RunFixed(t, conformance.Fixed{
		Name: "users",
		Open: func(t *testing.T, u conformance.Upstream) *conformance.Rig {
			server, c := open(t, u)
			return &conformance.Rig{
				Client: c,
				IDs:    server.ids,
				Delete: server.remove,
				Before: func(hook func(int)) { server.before = hook },
			}
		},
		Request:  func() proto.Message { return &crmstreamv1.ListUsersRequest{Source: "test"} },
		Samples:  map[string]string{"group_id": `"2"`, "ids": `["3"]`},
		Local:    []string{"ids"},
		PageSize: pageSize,
		Requests: 14, // 250 users, and the end
		Empty:    true,
	})
}

// TestAListOfASoleValueThatIsRight passes a list whose declared field takes one value.
func TestAListOfASoleValueThatIsRight(t *testing.T) {
	conformance.RunFixed(t, conformance.Fixed{
		Name: "fields",
		Open: func(t *testing.T, u conformance.Upstream) *conformance.Rig {
			u.Rows = 5
			server, c := open(t, u)
			return &conformance.Rig{Client: c, IDs: server.ids, Before: func(hook func(int)) { server.before = hook }}
		},
		Request: func() proto.Message { return &crmstreamv1.ListFieldsRequest{Source: "test", Resource: "users"} },
		Samples: map[string]string{"resource": `"contacts"`},
		Sole:    []string{"resource"},
	})
}

// TestOperationsThatAreRight passes a connector that asks for what it declares.
func TestOperationsThatAreRight(t *testing.T) {
	conformance.RunOperations(t, conformance.Operations{
		Open: func(t *testing.T, u conformance.Upstream) connectors.Client {
			_, c := open(t, u)
			return c
		},
		Requests: []proto.Message{
			&crmstreamv1.ListUsersRequest{}, &crmstreamv1.ListFieldsRequest{Resource: "users"}, &crmstreamv1.BatchGetContactsRequest{Ids: []string{"1"}},
		},
	})
}

// TestALookUpThatIsRight passes a look-up that finds deleted records by requests of their own.
func TestALookUpThatIsRight(t *testing.T) {
	conformance.RunGetter(t, conformance.Getter{
		Name: "users",
		Open: func(t *testing.T, u conformance.Upstream) *conformance.GetterRig {
			server, c := open(t, u)
			server.remove("4")
			return &conformance.GetterRig{
				Client:   c,
				Existing: server.ids(), Deleted: []string{"4"}, Unknown: []string{"100000", "100001"},
				Delete: server.remove,
				Before: func(hook func(int)) { server.before = hook },
			}
		},
		Request:    func() proto.Message { return &crmstreamv1.BatchGetContactsRequest{Source: "test"} }, // the API looks no users up
		Record:     &crmstreamv1.User{},
		PerRequest: pageSize,
	})
}
