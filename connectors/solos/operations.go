package solos

import (
	"net/http"
	"sync/atomic"

	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// operations are the nine read operations of the documentation. all and some list projects; project and event look one record
// up.
type operations struct {
	all, some, project       *operation
	steps, checklists, goods *operation
	events, event, payments  *operation
}

// operation is an upstream operation, and what is known of its answers.
type operation struct {
	name, method, path string
	// noun is the word for a record in errors.
	noun string
	// key is the member of an answer that may hold the records, besides the members that every answer may have.
	key   string
	table *transcode.Table
	// single reports whether the answer is one record.
	single bool

	// fitting is the number of records that fit into an answer.
	fitting rest.Fitting
	// server is what the answers have shown of the server.
	server paging.Server
	// unordered reports whether rows have come in another order than that of ids.
	unordered atomic.Bool
}

func newOperations() *operations {
	get := func(path, noun, key string, table *transcode.Table) *operation {
		return &operation{
			name: "GET /projects" + path, method: http.MethodGet, path: root + "/projects" + path,
			noun: noun, key: key, table: table,
		}
	}
	o := &operations{
		all:        get("", "project", "projects", projectTable),
		project:    get("/info", "project", "project", projectTable),
		steps:      get("/steps", "step", "steps", stepTable),
		events:     get("/actions", "event", "actions", eventTable),
		event:      get("/actions/info", "event", "action", eventTable),
		checklists: get("/checklists", "checklist", "checklists", checklistTable),
		goods:      get("/goods", "good", "goods", goodTable),
		payments:   get("/payments", "payment", "payments", paymentTable),
	}
	o.project.single, o.event.single = true, true
	o.some = &operation{
		name: "POST /projects/filter", method: http.MethodPost, path: root + "/projects/filter",
		noun: "project", key: "projects", table: projectTable,
	}
	for _, op := range []*operation{o.all, o.some, o.events, o.payments} {
		op.server.Connector, op.server.Op = name, op.name
	}
	return o
}
