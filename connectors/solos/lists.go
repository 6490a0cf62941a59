package solos

import (
	"fmt"

	"github.com/crmstream/crmstream/connectors"
)

// unchanging says of every list why it cannot be followed.
const unchanging = "The upstream cannot tell what changed: read the list again and compare."

// Lists declares the lists of an account.
func (c *Client) Lists() []connectors.List {
	return []connectors.List{
		c.projectList(),
		wholeList("projectSteps", []string{"project_id", "date", "step_ids"}, []string{"date"}),
		c.pagedList("projectEvents", []string{"project_id", "event_id", "date", "event_type_ids"}),
		wholeList("projectChecklists", []string{"project_id"}, nil),
		wholeList("projectGoods", []string{"project_id"}, nil),
		c.pagedList("projectPayments", []string{"project_id", "payment_id", "date", "direction"}),
	}
}

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
		Cost: fmt.Sprintf("One request per %d projects, and one for the end; more when over %d projects are deleted between two pages.",
			c.settings.PageSize-c.settings.Overlap, c.settings.Overlap),
		Assumes: []string{
			"The order by id, the count and the offset are honoured (checked on every page).",
			"New projects get higher ids than all older ones.",
			"An answer to a request for two or more projects is not cut to one.",
			"Pages do not vary in length: one shorter than one before is the last.",
		},
		Unverifiable: []string{
			"where", "having", "price", "participant_ids", "participant_group_ids", "event_type_ids", "good_ids",
			"every filter with MATCH_ANY, where the creation range may be a day wider at each end",
		},
	}
}

// wholeList declares a list that comes in one answer.
func wholeList(resource string, fields, unverifiable []string) connectors.List {
	return connectors.List{
		Resource:     resource,
		Fields:       fields,
		Orders:       []string{"id"},
		Changes:      unchanging,
		Guarantee:    "The list as it is at one moment.",
		Cost:         "One request.",
		Assumes:      []string{"The upstream sends the whole list, as it documents no pages."},
		Unverifiable: unverifiable,
	}
}

// pagedList declares a list that comes in pages without an order.
func (c *Client) pagedList(resource string, fields []string) connectors.List {
	return connectors.List{
		Resource:  resource,
		Fields:    fields,
		Orders:    []string{"id"},
		PageMax:   c.settings.PageSize,
		Changes:   unchanging,
		Guarantee: "Every record that is in the list throughout the scan is delivered exactly once.",
		Cost: fmt.Sprintf("One request per %d records, and one for the end; "+
			"where the upstream does not order by id, two or three times one per %d records and one for the end, and the list is one page: "+
			"each call that reads on within it reads it again; one of more than 20,000 rows is refused.",
			c.settings.PageSize-c.settings.Overlap, c.settings.PageSize),
		Assumes: []string{
			"The count and the offset are honoured (checked).",
			"Where records come in the order of ids, as is checked on every page, new ones get higher ids than all older ones.",
			"Where they do not, records that come and go between the pages do not do so in the same places of two readings.",
			"An answer to a request for two or more records is not cut to one.",
			"Pages do not vary in length: one shorter than one before is the last.",
		},
		Unverifiable: []string{"date"},
	}
}
