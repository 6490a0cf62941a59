package audit

import "time"

const (
	// lineEvery is the time between two lines of an address.
	lineEvery = time.Second
	// forgetAfter is the time after which the number of an address's unwritten lines may be forgotten.
	forgetAfter = time.Minute
	// maxAddresses is the largest number of addresses that are remembered. All further addresses share one entry.
	maxAddresses = 4096
)

// addresses has the clients with recently refused credentials.
type addresses map[string]*recent

// recent is when an address last got a line, and the number of lines that were left out since.
type recent struct {
	at        time.Time
	unwritten int
}

// due reports whether an address gets a line now, and returns the number of lines that were left out before.
func (a *addresses) due(address string, now time.Time) (unwritten int, due bool) {
	if *a == nil {
		*a = addresses{}
	}
	of := (*a)[address]
	if of == nil && len(*a) >= maxAddresses {
		for name, r := range *a {
			if age := now.Sub(r.at); age >= forgetAfter || age >= lineEvery && r.unwritten == 0 {
				delete(*a, name)
			}
		}
		if len(*a) >= maxAddresses {
			address = ""
			of = (*a)[address]
		}
	}
	switch {
	case of == nil:
		(*a)[address] = &recent{at: now}
		return 0, true
	case now.Sub(of.at) < lineEvery:
		of.unwritten++
		return 0, false
	default:
		unwritten, of.at, of.unwritten = of.unwritten, now, 0
		return unwritten, true
	}
}
