package proxima

import (
	"fmt"

	"github.com/crmstream/crmstream/connectors"
)

// Texts that several declarations share.
const (
	compareChanges = "The upstream does not report changes: read a range of start days again and compare."
	rereadChanges  = "The upstream does not report changes: read the list again and compare."
	onceByStart    = "Every %s that exists throughout the scan is delivered exactly once, except one that is rescheduled during the scan between a window that was read and one that was not."
	onceWhole      = "Every %s that exists while the job runs is delivered exactly once."
	windowCost     = "One job per window of start days: one request to run it, some to poll its status, and one per 500 %ss; or a single request if the tenant answers at once. One login a day."
	jobCost        = "One job, and one per further 200 ids: one request to run it, some to poll its status, and one per 500 %ss; or a single request if the tenant answers at once. One login a day."
	keptCost       = "One job of 3 to 5 requests, or a single request if the tenant answers at once; then none until the kept list is too old."
)

// startList declares a list of records by their start.
func (c *Client) startList(resource string, f *function, noun string, fields ...string) connectors.List {
	return connectors.List{
		Resource:  resource,
		Ops:       []string{c.variant(f)},
		Fields:    fields,
		Orders:    []string{orderStart},
		Changes:   compareChanges,
		Guarantee: fmt.Sprintf(onceByStart, noun),
		Cost:      fmt.Sprintf(windowCost, noun),
		Assumes:   append(c.assumeLength(noun), assumed()...),
	}
}

// cardList declares a list of cards of visits.
func (c *Client) cardList(resource string, f *function, fields ...string) connectors.List {
	return connectors.List{
		Resource:  resource,
		Ops:       []string{c.variant(f)},
		Fields:    fields,
		Orders:    []string{orderStart},
		Needs:     []connectors.Need{{Resource: connectors.ListOfFields, Of: resource}},
		Changes:   compareChanges,
		Guarantee: "Every card of a visit that starts in the period, where both exist throughout the scan, is delivered exactly once, except those of a visit that is rescheduled during the scan between a window that was read and one that was not.",
		Cost:      "Two jobs per window of start days: one for its visits, which have the times of the cards, and one for its cards. Each is one request to run it, some to poll its status, and one per 500 rows; or a single request if the tenant answers at once. One login a day.",
		Assumes: append(c.assumeLength("visit"),
			append(assumed(), "The days of a period mean the same for cards as for their visits.")...),
	}
}

// contactList declares the list of contacts.
func (c *Client) contactList() connectors.List {
	return connectors.List{
		Resource:  "contacts",
		Ops:       []string{c.variant(getContacts)},
		Fields:    []string{"ids"},
		Orders:    []string{"id"},
		Changes:   rereadChanges + " The upstream lists only contacts that were visited at least once.",
		Guarantee: fmt.Sprintf(onceWhole, "contact that was ever visited and"),
		Cost:      fmt.Sprintf(jobCost, "contact") + " The list is one page: a call that resumes within it reads it again.",
		Assumes:   assumed(),
	}
}

// kept declares a list that the server keeps.
func (c *Client) kept(resource string, f *function, noun, order string, fields ...string) connectors.List {
	return connectors.List{
		Resource:  resource,
		Ops:       []string{c.variant(f)},
		Kept:      true,
		Fields:    fields,
		Orders:    []string{order},
		Changes:   rereadChanges,
		Guarantee: fmt.Sprintf(onceWhole, noun),
		Cost:      keptCost,
		Assumes:   []string{assumeBatches},
	}
}

// assumeBatches is the assumption on which every job rests.
const assumeBatches = "The batches of a finished job do not change, and all but the last have the same length (checked)."

func assumed() []string {
	return []string{assumeBatches, "An answer without rows and without a job means that there are no rows.", "Times without a zone are UTC, as documented."}
}

// assumeLength is the assumption on which windows rest.
func (c *Client) assumeLength(noun string) []string {
	return []string{fmt.Sprintf("No %s is planned longer than the %d days by which windows overlap (setting pad_days).", noun, c.settings.PadDays)}
}
