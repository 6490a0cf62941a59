package solos

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// checklistTable reads a checklist of a project.
var checklistTable = transcode.Must(transcode.New(&crmstreamv1.ProjectChecklist{},
	idColumn,
	projectColumn,
	transcode.Column{Keys: []string{"name"}, Field: "name", Kind: transcode.Text},
	transcode.Column{Keys: []string{"deadline", "date"}, Field: "due_date", Kind: transcode.Date},
	transcode.Column{Keys: []string{"expired"}, Field: "overdue", Kind: transcode.Flag},
	transcode.Column{Keys: []string{"items"}, Field: "items", Kind: transcode.NestedList, Table: itemTable},
	transcode.Column{Field: "fields", Kind: transcode.Rest},
))

// itemTable reads an item of a checklist. The name is first, since it is what an item that is a mere text goes to.
var itemTable = transcode.Must(transcode.New(&crmstreamv1.ProjectChecklistItem{},
	transcode.Column{Keys: []string{"name"}, Field: "name", Kind: transcode.Text},
	transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref},
	transcode.Column{Keys: []string{"done", "completed"}, Field: "done", Kind: transcode.Flag},
	transcode.Column{Keys: []string{"deadline", "date"}, Field: "due_date", Kind: transcode.Date},
))

// projectChecklists opens a list of the checklists of a project (Проекты, "GET Чек-лист проекта").
func (c *Client) projectChecklists(req *crmstreamv1.ListProjectChecklistsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l, err := attached(c.checklists, req)
	if err != nil {
		return nil, err
	}
	return c.whole(l), nil
}
