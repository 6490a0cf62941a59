package apro_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// pushChange is a change of one record that is pushed.
type pushChange struct {
	list, word string
	object     crmstreamv1.EventObject
	event      crmstreamv1.EventKind
	change     func(t *testing.T, r *pushRig, id string)
}

const (
	created = crmstreamv1.EventKind_EVENT_KIND_CREATE
	edited  = crmstreamv1.EventKind_EVENT_KIND_EDIT
	deleted = crmstreamv1.EventKind_EVENT_KIND_DELETE
)

// changesOf returns the changes that users make to records of a list: a new record, a change and a deletion.
func changesOf(list, word string, object crmstreamv1.EventObject, change crmstreamv1.EventKind) []pushChange {
	return []pushChange{
		{list, word, object, created, func(_ *testing.T, r *pushRig, _ string) { r.server.Insert(list) }},
		{list, word, object, change, func(t *testing.T, r *pushRig, id string) { require.NoError(t, r.server.Touch(list, id)) }},
		{list, word, object, deleted, func(t *testing.T, r *pushRig, id string) { require.NoError(t, r.server.Delete(list, id)) }},
	}
}

// writes returns an edit by a request.
func writes(list, word string, object crmstreamv1.EventObject, event crmstreamv1.EventKind, op string, params ...string) pushChange {
	return pushChange{list, word, object, event, func(t *testing.T, r *pushRig, id string) {
		r.send(t, op, append([]string{"[0][id]", id}, params...)...)
	}}
}

// customValues are the parameters that set custom fields of each datatype, given the key of the first.
func customValues(keys ...string) []string {
	values := []string{"new", "1", "", "", "17", "3.50", "99.90", "2026-02-03", "2026-02-03 04:05:06", "07:08:09"}
	var params []string
	for i, key := range keys {
		if values[i] == "" {
			continue
		}
		params = append(params, "[0][fields]["+key+"][id]", key, "[0][fields]["+key+"][value]", values[i])
	}
	return params
}

const (
	contactObject  = crmstreamv1.EventObject_EVENT_OBJECT_CONTACT
	activityObject = crmstreamv1.EventObject_EVENT_OBJECT_ACTIVITY
	dealObject     = crmstreamv1.EventObject_EVENT_OBJECT_DEAL
	stockObject    = crmstreamv1.EventObject_EVENT_OBJECT_STOCK_ITEM
	callObject     = crmstreamv1.EventObject_EVENT_OBJECT_CALL
)

// pushChanges are the changes that are compared with lists.
var pushChanges = append(append(append(append(append([]pushChange{
	writes(sandbox.ListContacts, "customer", contactObject, edited, "purchaser/update", append([]string{
		"[0][surname]", "Old & New", "[0][name]", "Ann", "[0][manager_id]", "57", "[0][comment]", "two\nlines", "[0][marktype]", "2",
		"[0][patronymic]", "Б", "[0][email][0][mail]", "new@example.org",
	}, customValues("21", "22", "23", "24", "25", "26", "27", "28", "29", "30")...)...),
	writes(sandbox.ListContacts, "customer", contactObject, edited, "purchaser/update", "[0][surname]", "", "[0][fields][0][id]", "25", "[0][fields][0][value]", ""),
	writes(sandbox.ListActivities, "request", activityObject, edited, "applications/update", "[0][comment]", "c", "[0][employee_id]", "58", "[0][status]", "processed"),
	writes(sandbox.ListDeals, "sale", dealObject, crmstreamv1.EventKind_EVENT_KIND_MANAGER, "sales/update", "[0][employee_id]", "58"),
	writes(sandbox.ListStock, "stock", stockObject, edited, "stock/update", "[0][parent]", "17", "[0][name]", "Flat"),
}, changesOf(sandbox.ListContacts, "customer", contactObject, edited)...),
	changesOf(sandbox.ListActivities, "request", activityObject, edited)...),
	changesOf(sandbox.ListDeals, "sale", dealObject, crmstreamv1.EventKind_EVENT_KIND_STAGE)...),
	changesOf(sandbox.ListStock, "stock", stockObject, edited)...),
	changesOf(sandbox.ListCalls, "call", callObject, edited)...)

// formerFields are the fields with former values that these changes have, by list.
var formerFields = map[string]string{
	sandbox.ListContacts: "comment emails fields.21 fields.22 fields.25 fields.26 fields.27 fields.28 fields.29 fields.30 fields.39 " +
		"first_name last_name owner_id patronymic type_id",
	sandbox.ListActivities: "comment fields.2079 owner_id status",
	sandbox.ListDeals:      "owner_id stage_id",
	sandbox.ListStock:      "category_id fields.3039 name",
	sandbox.ListCalls:      "status_id",
}
