package audit

import "time"

const (
	// lineEvery is how often an address gets a line.
	lineEvery = time.Second
	// forgetAfter is when it is forgotten how many lines of an address were left out.
	forgetAfter = time.Minute
	// maxAddresses is how many addresses are remembered. The others share one.
	maxAddresses = 4096
)

// addresses are the addresses of which credentials were refused a moment ago.
type addresses map[string]*recent

// recent is when an address last got a line, and how many were left out since.
type recent struct {
	at        time.Time
	unwritten int
}

// due reports whether an address gets a line now, and how many were left out before.
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
