package solos

import (
	"fmt"
	"slices"

	"github.com/crmstream/crmstream/connectors"
)

// unchanging states for every list why a client cannot follow its changes.
const unchanging = "The upstream does not report changes: read the list again and compare."

func (c *Client) projectList() connectors.List {
	return connectors.List{
		Resource: "projects",
		Ops:      []string{c.all.name, c.some.name},
		Fields: []string{
			"created_from", "created_before", "match", "having", "funnel_ids", "stage_ids", "owner_ids", "group_ids", "price",
			"currency_ids", "participant_ids", "participant_group_ids", "event_type_ids", "good_ids", "only_deleted",
		},
		Where:     projectWhere,
		Orders:    []string{"id", "-id"},
		PageMax:   c.settings.PageSize,
		Changes:   unchanging,
		Guarantee: "Every project that is in the list throughout the scan is delivered exactly once.",
		Cost: fmt.Sprintf("One request per %d projects, and one or two for the end; more when over %d projects are deleted between two pages.",
			c.settings.PageSize-c.settings.Overlap, c.settings.Overlap),
		Assumes: []string{
			"The order by id, the count and the offset are honoured (checked on every page).",
			"New projects get higher ids than all older ones.",
			"The upstream sends neither an empty answer in place of a first page nor an old answer again.",
			"A project matches a condition on a dynamic field by the value in its row: its number, its day, or a text with the words of the condition. " +
				"A number in place of a text, or the reverse, proves nothing; neither does a missing field.",
		},
		Unverifiable: []string{
			"having", "participant_ids", "participant_group_ids", "event_type_ids", "good_ids",
			"every filter with MATCH_ANY; the creation range may then be a day wider at each end",
		},
	}
}

// wholeList declares a list of records of a project, with these filters, that comes in one answer.
func wholeList(resource string, op *operation, filters ...string) connectors.List {
	return connectors.List{
		Resource:     resource,
		Ops:          []string{op.name},
		Fields:       append([]string{"project_id"}, filters...),
		Orders:       []string{"id"},
		Changes:      unchanging,
		Guarantee:    "The list as it is at one moment.",
		Cost:         "One request.",
		Assumes:      []string{"The upstream sends the whole list, as it documents no pages."},
		Unverifiable: unverifiable(filters),
	}
}

// pagedList declares a list of records of a project, with these filters, that comes in pages without an order.
func (c *Client) pagedList(resource string, op *operation, filters ...string) connectors.List {
	return connectors.List{
		Resource:  resource,
		Ops:       []string{op.name},
		Fields:    append([]string{"project_id"}, filters...),
		Orders:    []string{"id"},
		PageMax:   c.settings.PageSize,
		Changes:   unchanging,
		Guarantee: "Every record that is in the list throughout the scan is delivered exactly once.",
		Cost: fmt.Sprintf("One request per %d records, and two for the end. "+
			"If the upstream does not order by id, two readings with one request per %d records and one for the end, more while records move. Such a list is one page: "+
			"a call that resumes within it reads it again. A list of more than 20,000 rows is refused.",
			c.settings.PageSize-c.settings.Overlap, c.settings.PageSize),
		Assumes: []string{
			"The count and the offset are honoured (checked).",
			"If records come in the order of ids (checked on every page), new records get higher ids than all older ones.",
			"If they do not, records that are added or deleted between two pages do not change the same places of two readings.",
			"The upstream sends neither an empty answer in place of a first page nor an old answer again.",
		},
		Unverifiable: unverifiable(filters),
	}
}

// unverifiable returns the filters that rows cannot prove to have been obeyed.
func unverifiable(filters []string) []string {
	return slices.DeleteFunc(slices.Clone(filters), func(filter string) bool { return filter != "date" })
}
