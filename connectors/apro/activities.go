package apro

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/timeline"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// activityTable reads an activity (applications/filter), and writes it (applications/insert and update).
var activityTable = transcode.Must(transcode.New(&crmstreamv1.Activity{},
	transcode.ID("id", "id"),
	transcode.Checked("owner_id", transcode.Ref, "employee_id").Writable(transcode.ClearByZero),
	transcode.Checked("additional_owner_ids", transcode.RefList, "additional_employee_id").Writable(transcode.ClearByFalse),
	transcode.Checked("contact_id", transcode.Ref, "customer_id").Writable(transcode.NotCleared, "customers_id").Required(),
	transcode.Checked("type_id", transcode.Ref, "request_type_id").Writable(transcode.NotCleared, "request_type").Required(),
	transcode.Col("type_name", transcode.Text, "request_type_name"),
	transcode.Col("origin", transcode.Text, "source").Writable(transcode.NotCleared).
		OneOf(activityOrigins...),
	transcode.Checked("create_time", transcode.LocalTime, "date_create"),
	scanKey("activity_time", "request_activity_date"),
	transcode.Checked(checkWord, transcode.Text, "request_activity_type"),
	transcode.Col("name", transcode.Text, "request_name").Writable(transcode.ClearByText),
	transcode.Col("comment", transcode.Text, "comment").Writable(transcode.ClearByText),
	enum("status", "status_text", activityStatuses, "status").Writable(transcode.NotCleared),
	transcode.Col("creator_id", transcode.Ref, "request_creator_id"),
	transcode.Col("visit_id", transcode.Ref, "visit_id"),
	deletedColumn,
	customFields.Writable(transcode.ClearByText),
))

// activityOrigins are the words for where a new activity comes from.
var activityOrigins = []string{"online_consult", "none", "help_manager", "online_form"}

var activityStatuses = map[string]int32{
	"unselected":      int32(crmstreamv1.ActivityStatus_ACTIVITY_STATUS_UNSELECTED),
	"mustbeprocessed": int32(crmstreamv1.ActivityStatus_ACTIVITY_STATUS_MUST_BE_PROCESSED),
	"processnow":      int32(crmstreamv1.ActivityStatus_ACTIVITY_STATUS_IN_PROCESS),
	"processed":       int32(crmstreamv1.ActivityStatus_ACTIVITY_STATUS_PROCESSED),
	"postponed":       int32(crmstreamv1.ActivityStatus_ACTIVITY_STATUS_POSTPONED),
	"malformed":       int32(crmstreamv1.ActivityStatus_ACTIVITY_STATUS_MALFORMED),
	"cancelled":       int32(crmstreamv1.ActivityStatus_ACTIVITY_STATUS_CANCELLED),
	"reprocess":       int32(crmstreamv1.ActivityStatus_ACTIVITY_STATUS_REPROCESS),
}

// activityList declares what ListActivities can do.
func (c *Client) activityList() connectors.List {
	list := c.filterList("activities", opActivities, c.settings.PageSizes.Activities)
	list.Fields = append(list.Fields, "search", "group_ids", "owner_id", "contact_id", "type_ids", "statuses")
	list.Unverifiable = []string{"search", "group_ids", "deleted, where rows do not show it"}
	return list
}

// activities opens a list of activities.
func (c *Client) activities(req *crmstreamv1.ListActivitiesRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	return opened(c.openActivities(req, known))
}

// openActivities reads a request for activities.
func (c *Client) openActivities(req *crmstreamv1.ListActivitiesRequest, known *connectors.Catalogue) (*timeline.List, error) {
	l, err := c.openFilter(opActivities, "request_activity_date", req, known)
	if err != nil {
		return nil, err
	}
	l.Table, l.Noun = activityTable, "activities"
	c.sized(l, c.settings.PageSizes.Activities)
	f := &l.Filters
	f.Text(req.GetSearch(), "search")
	f.IDs("group_ids", req.GetGroupIds(), "groups")
	f.Owner("owner_id", f.ID("owner_id", req.GetOwnerId(), "manager"))
	f.Verify("contact_id", "contact_id", f.ID("contact_id", req.GetContactId(), "customer")...)
	f.Verify("type_ids", "type_id", f.IDs("type_ids", req.GetTypeIds(), "types")...)
	statuses, err := statusWords(req.GetStatuses())
	f.Fail(err)
	f.List(statuses, "statuses")
	f.Verify("statuses", "status", statuses...)
	return l, f.Err
}

// statusWords returns the upstream's words for statuses.
func statusWords(statuses []crmstreamv1.ActivityStatus) ([]string, error) {
	words := make([]string, 0, len(statuses))
	for _, s := range statuses {
		found := false
		for word, n := range activityStatuses {
			if n == int32(s) {
				words, found = append(words, word), true
			}
		}
		if !found {
			return nil, connectors.Invalid("statuses", "the upstream has no filter for %v: name a status", s)
		}
	}
	return words, nil
}
