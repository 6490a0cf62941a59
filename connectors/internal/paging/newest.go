package paging

import "github.com/crmstream/crmstream/connectors"

// ReadNewest reads a list from its newest record down, page after page, until as many records have come as are wanted, or the
// list ends. A page with fewer records does not end the list, since it may have been cut. after fetches the page after a place,
// given how many records are still wanted. It returns the next place, or reports that the list ends. The zero place is before
// the newest record.
func ReadNewest[P any](want int, after func(from P, want int) (page connectors.Page, next P, ended bool, err error)) (connectors.Page, error) {
	var all connectors.Page
	var from P
	for {
		page, next, ended, err := after(from, want-len(all.Records))
		if err != nil {
			return connectors.Page{}, err
		}
		all.Records = append(all.Records, page.Records...)
		all.Notices = append(all.Notices, page.Notices...)
		all.Repeats += page.Repeats
		all.Outside += page.Outside
		all.Total = page.Total
		if ended || len(all.Records) >= want {
			return all, nil
		}
		from = next
	}
}
