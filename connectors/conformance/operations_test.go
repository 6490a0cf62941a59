package conformance

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestAsks compares requests with the names of operations.
func TestAsks(t *testing.T) {
	for _, test := range []struct {
		request, op string
		want        bool
	}{
		{"POST /base/sharedapi/stock/filter? params=1", "stock/filter", true},
		{"POST /sharedapi/stock/fields? stock=filter", "stock/filter", false},
		{"POST /sharedapi/accounts/get_full? ", "accounts/get", false},
		{"POST /sharedapi/managergroup? ", "managergroup", true},
		{"POST /onlineforms? action=getform&form=1", "onlineforms/getform", true},
		{"POST /onlineforms? action=fillform&form=1", "onlineforms/getform", false},
		{"POST /elsewhere? action=getform", "onlineforms/getform", false},
		{`POST /run? {"function":"api_get_tasks_json"}`, "api_get_tasks_json", true},
		{`POST /run? {"function":"api_get_tasks_json"}`, "api_get_tasks", false},
		{"GET /api/v2/crm/tasks?limit=1 ", "GET /crm/tasks", true},
		{"POST /api/v2/crm/tasks? ", "GET /crm/tasks", false},
		{"GET /api/v2/crm/tasks/7? ", "GET /crm/tasks", false},
		{"GET /api/v2/crm/tasks/7? ", "GET /crm/tasks/{id}", true},
		{"GET /api/v2/crm/tasks?id=7 ", "GET /crm/tasks/{id}", false},
		{"GET /status?a=tasks ", "GET /crm/tasks", false},
		{"GET /x?a=tasks ", "GET /tasks", false},
	} {
		require.Equal(t, test.want, asks(test.request, test.op), "%s: %s", test.request, test.op)
	}
}
