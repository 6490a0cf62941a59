package paging

import (
	"errors"
	"slices"

	"github.com/crmstream/crmstream/connectors"
)

// Ask asks for the records with the ids, in one request, and returns the records that came.
type Ask func(ids []string) (connectors.Page, error)

// ByIDs looks up records by their ids, at most most in a request, and half as many after an answer was too large. Ids that an
// answer lacks are asked for again together, until no more come, so that a server that cuts its answers makes no record
// missing. Ids still missing are asked for in the next way, for upstreams that keep deleted records in another list. An id that
// is named again counts once, also when it is written with leading zeros.
//
// The page has the records in the order in which they came. ByIDs leaves out records with other ids, and records that an
// earlier way has found. It keeps a record without a readable id, once.
func ByIDs(ids []string, most int, ways ...Ask) (connectors.Page, error) {
	c := collection{found: map[string]bool{}, noticed: map[connectors.Notice]bool{}}
	missing := c.distinct(ids)
	for _, ask := range ways {
		for open := missing; len(open) > 0; {
			chunk, rest := open[:min(most, len(open))], open[min(most, len(open)):]
			page, err := ask(chunk)
			if errors.Is(err, connectors.ErrTooLarge) && len(chunk) > 1 {
				most = len(chunk) / 2
				continue
			}
			if err != nil {
				return connectors.Page{}, err
			}
			open = rest
			if c.add(page, chunk) { // otherwise none of them exists, as far as this way shows
				open = slices.Concat(c.missing(chunk), rest)
			}
		}
		missing = c.missing(missing)
	}
	return c.page, nil
}

// collection is what was found so far.
type collection struct {
	page    connectors.Page
	found   map[string]bool // by sameID, and by the digests of records without an id
	noticed map[connectors.Notice]bool
}

// sameID returns a key that is equal for ids of the same record: upstreams ignore leading zeros of a number.
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

// add adds the records of a page that were asked for and not found before, and reports whether any with an id was added.
func (c *collection) add(page connectors.Page, asked []string) (came bool) {
	c.page.Repeats += page.Repeats
	c.page.Outside += page.Outside
	for _, n := range page.Notices {
		if !c.noticed[n] {
			c.noticed[n] = true
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

// missing returns the ids without a record so far.
func (c *collection) missing(ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return c.found[sameID(id)] })
}
