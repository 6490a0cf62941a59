package apro

import (
	"fmt"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/timeline"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// seekList returns the part of a declaration that the four filters share.
func seekList(resource, op string, page int) connectors.List {
	return connectors.List{
		Resource: resource,
		Ops:      []string{op},
		Fields: []string{
			"where", "ids", "changed_from", "created_from", "created_before", "only_deleted",
			"activity_from", "activity_before",
		},
		Where:     wire.CustomWhere(),
		Orders:    []string{"activity_time", "-activity_time"},
		PageMax:   page,
		Changes:   "By activity time: pass summary.changed_until as changed_from. Deleted records come with only_deleted, in a list of their own.",
		Guarantee: "Every record that exists throughout the scan is delivered at least once, and each version of it at most once.",
		Cost: fmt.Sprintf("One request per %d records, some for a time that many records share, and one for the end until totals are proven; two or three for the end without totals."+
			" By creation, about one per %d records, and a dozen for each long gap or import.", page, max(page*2/3, 1)),
		Assumes: []string{
			"Every change moves the activity time; the vendor does not say whether API writes and imports do.",
			"The order and the period are honoured (checked on every page, as far as its rows have the values).",
			"If the upstream sends no totals, an answer without records means that there are none, unless a known record is missing from it.",
			wire.AssumeShown,
		},
		Needs: []connectors.Need{{Resource: connectors.ListOfFields, Of: resource}},
	}
}

// filterList returns the declaration of contacts, activities or deals, given the setting of the largest page.
func (c *Client) filterList(resource, op string, setting int) connectors.List {
	list := seekList(resource, op, c.pageMax(setting))
	switch {
	case setting != asServed || c.settings.Dialect == dialectEnglish:
	case c.settings.Dialect == dialectIntrum:
		list.Cost += fmt.Sprintf(" If a server returns fewer, pages have its size, mostly %d.", timeline.DocumentedPage)
	default:
		list.Cost += fmt.Sprintf(" Once rows show that the server is of the INTRUM edition, pages have up to %d records.", timeline.IntrumPage)
	}
	return list
}

// pageMax returns the largest page of contacts, activities or deals, given the setting.
func (c *Client) pageMax(setting int) int {
	switch {
	case setting != asServed:
		return setting
	case c.settings.Dialect == dialectIntrum:
		return timeline.IntrumPage
	default:
		return timeline.DocumentedPage
	}
}

// sized sets the largest page of a list of contacts, activities or deals by its setting. Without a setting, the page grows with
// what the server gives.
func (c *Client) sized(l *timeline.List, setting int) {
	l.Max, l.Grows = c.pageMax(setting), setting == asServed
}

// openFilter prepares what the four filters share, for one request ("Search by various criteria in objects", and the same for
// contacts, activities and deals).
func (c *Client) openFilter(op, activity string, req timeline.Request, known *connectors.Catalogue) (*timeline.List, error) {
	asked, err := timeline.ReadRange(req, c.zone)
	if err != nil {
		return nil, err
	}
	l := &timeline.List{
		Account: c.account, Op: op, Learned: c.timed[op], DateField: activity, Range: asked, Blame: blamable(req),
		Deleted: req.GetOnlyDeleted(), Constants: deletedConstant(req.GetOnlyDeleted()), Raw: req.GetIncludeRaw(),
		Catalogue: known, Unpack: unpackFilter,
	}
	l.Filters.Conditions(req.GetWhere(), c.zone, known)
	publish := "1"
	if l.Deleted {
		publish = "0"
		if len(asked.IDs) == 0 {
			l.Filters.Verify("only_deleted", checkPublished, "0", "false", "no", "")
		}
	}
	l.Query = func(f *wire.Form, a timeline.Ask) {
		f.Set(publish, "publish")
		switch {
		case len(a.IDs) == 1:
			f.Set(a.IDs[0], "byid")
		case op == opContacts:
			f.List(a.IDs, "byid") // which takes a list only for contacts
		default:
			f.List(a.IDs, "by_ids") // from the vendor's library; a byid as well would be cast to one number
		}
		filterQuery(f, a, activity)
	}
	return l, nil
}

// opened returns the function that fetches the pages of a list, or the mistake in its request.
func opened(l *timeline.List, mistake error) (connectors.Fetch, error) {
	if mistake != nil {
		return nil, mistake
	}
	return l.Page, nil
}

// blamable returns the request field at fault for refused parameters: a field that only the server can check.
func blamable(req interface {
	GetWhere() []string
	GetIds() []string
},
) string {
	switch {
	case len(req.GetWhere()) > 0:
		return "where"
	case len(req.GetIds()) > 0:
		return "ids"
	default:
		return ""
	}
}

// filterQuery adds order, period and page. The total is always asked for, since newer servers leave it out otherwise.
func filterQuery(f *wire.Form, a timeline.Ask, activity string) {
	order := "asc"
	if a.Descending {
		order = "desc"
	}
	f.Set(order, "order")
	f.Set(activity, "order_field")
	if a.From != "" {
		f.Set(a.From, "date", "from")
	}
	if a.To != "" {
		f.Set(a.To, "date", "to")
	}
	if a.From+a.To != "" && !a.Created {
		f.Set(activity, "date_field") // without it the period bounds the creation
	}
	f.Set(strconv.Itoa(a.Page), "page")
	f.Set(strconv.Itoa(a.Limit), "limit")
	f.Set("1", "count_total")
}

// unpackFilter returns the rows and the total of a filter's answer. The total may be text, a number, or false if the server
// does not count.
func unpackFilter(data transcode.JSON) (rows transcode.JSON, total *int) {
	for name, value := range data.Members() {
		switch name {
		case "list":
			rows = value
		case "count":
			if n, ok := value.Int(); ok && n >= 0 {
				total = &n
			}
		}
	}
	return rows, total
}
