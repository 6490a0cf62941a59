package paging

import (
	"errors"
	"slices"

	"github.com/crmstream/crmstream/connectors"
)

// Ask asks for the records with some ids, in one request, and returns those that came.
type Ask func(ids []string) (connectors.Page, error)

// ByIDs looks records up by their ids, at most so many in a request, and half as many once an answer was too large. Ids that
// an answer lacks are asked for again together, until none of them comes: so a server that cuts its answers makes no record
// missing. What is missing then is asked for in the next way, for upstreams that have deleted records in a list of their own.
// An id that is named again counts once, and so does one with zeros before it.
//
// The page has the records in the order in which they came. Records of other ids are left out, and so is one that an earlier
// way has found. A record without a readable id is kept, once.
func ByIDs(ids []string, most int, ways ...Ask) (connectors.Page, error) {
	c := collection{found: map[string]bool{}, told: map[connectors.Notice]bool{}}
	missing := c.distinct(ids)
	for _, ask := range ways {
		for open := missing; len(open) > 0; {
			chunk, behind := open[:min(most, len(open))], open[min(most, len(open)):]
			page, err := ask(chunk)
			if errors.Is(err, connectors.ErrTooLarge) && len(chunk) > 1 {
				most = len(chunk) / 2
				continue
			}
			if err != nil {
				return connectors.Page{}, err
			}
			open = behind
			if c.add(page, chunk) { // else none of them exists, as far as this way shows
				open = slices.Concat(c.missing(chunk), behind)
			}
		}
		missing = c.missing(missing)
	}
	return c.page, nil
}

// collection is what was found so far.
type collection struct {
	page  connectors.Page
	found map[string]bool // by sameID, and by the digests of records without an id
	told  map[connectors.Notice]bool
}

// sameID returns what ids share that mean the same record: upstreams read zeros before a number away.
func sameID(id string) string { return string(connectors.NumberKey([]byte(id))) }

// distinct returns the ids, each once.
func (c *collection) distinct(ids []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		again := seen[sameID(id)]
		seen[sameID(id)] = true
		return again
	})
}

// add takes over the records of a page that were asked for and not found before, and reports whether there were any.
func (c *collection) add(page connectors.Page, asked []string) (came bool) {
	c.page.Repeats += page.Repeats
	c.page.Outside += page.Outside
	for _, n := range page.Notices {
		if !c.told[n] {
			c.told[n] = true
			c.page.Notices = append(c.page.Notices, n)
		}
	}
	wanted := map[string]bool{}
	for _, id := range asked {
		wanted[sameID(id)] = true
	}
	for _, r := range page.Records {
		key := string(r.ID)
		if r.Identified() {
			key = sameID(key)
		}
		if c.found[key] || r.Identified() && !wanted[key] {
			continue
		}
		c.found[key] = true
		c.page.Records = append(c.page.Records, r)
		came = came || r.Identified()
	}
	return came
}

// missing returns the ids of which no record was found.
func (c *collection) missing(ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return c.found[sameID(id)] })
}
