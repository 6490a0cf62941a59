package solos

import (
	"fmt"
	"slices"

	"github.com/crmstream/crmstream/connectors"
)

// unchanging states for every list why a client cannot follow its changes.
const unchanging = "The upstream cannot tell what changed: read the list again and compare."

func (c *Client) projectList() connectors.List {
	return connectors.List{
		Resource: "projects",
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
			"No empty answer comes in place of a first page, and no old answer comes again.",
			"A project that shows a dynamic field obeys the conditions on it: its number, its day, or a text with the words that are asked for. " +
				"A number in the place of a text, or the reverse, proves nothing, and so does a field that is not shown.",
		},
		Unverifiable: []string{
			"having", "participant_ids", "participant_group_ids", "event_type_ids", "good_ids",
			"every filter with MATCH_ANY, where the creation range may be a day wider at each end",
		},
	}
}

// wholeList declares a list of records of a project, with these filters, that comes in one answer.
func wholeList(resource string, filters ...string) connectors.List {
	return connectors.List{
		Resource:     resource,
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
func (c *Client) pagedList(resource string, filters ...string) connectors.List {
	return connectors.List{
		Resource:  resource,
		Fields:    append([]string{"project_id"}, filters...),
		Orders:    []string{"id"},
		PageMax:   c.settings.PageSize,
		Changes:   unchanging,
		Guarantee: "Every record that is in the list throughout the scan is delivered exactly once.",
		Cost: fmt.Sprintf("One request per %d records, and two for the end; "+
			"where the upstream does not order by id, twice one per %d records and one for the end, more while records move, and the list is one page: "+
			"each call that reads on within it reads it again; one of more than 20,000 rows is refused.",
			c.settings.PageSize-c.settings.Overlap, c.settings.PageSize),
		Assumes: []string{
			"The count and the offset are honoured (checked).",
			"Where records come in the order of ids, as is checked on every page, new ones get higher ids than all older ones.",
			"Where they do not, records that come and go between the pages do not do so in the same places of two readings.",
			"No empty answer comes in place of a first page, and no old answer comes again.",
		},
		Unverifiable: unverifiable(filters),
	}
}

// unverifiable returns the filters that rows cannot prove to have been obeyed.
func unverifiable(filters []string) []string {
	return slices.DeleteFunc(slices.Clone(filters), func(filter string) bool { return filter != "date" })
}
