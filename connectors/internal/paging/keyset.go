package paging

// maxSame is how often a page without any readable id is asked for.
const maxSame = 4

// Keyset is the rule of lists that are read from beyond the last id, in ascending or descending order of ids. The caller has
// checked that the rows lie beyond the id and keep the order. Otherwise the server has ignored the place, and its answer proves
// nothing.
type Keyset struct {
	Server *Server
	// Enough says that the page has all that the caller wants, so that an end need not be proved.
	Enough bool

	page Answer
	same int // how often the page was asked for
	one  bool
}

func (k *Keyset) server() *Server { return k.Server }

func (k *Keyset) most() int { return maxAsked }

func (k *Keyset) next(a Answer) (Verdict, error) {
	if k.one {
		k.one = false
		if k.Server.confirmed(k.page, a) {
			return Verdict{Step: End}, nil
		}
		return Verdict{Step: ReadOn}, nil
	}
	before := k.page
	k.page = a
	k.same++
	again := prove(Request{Kind: Page, Start: a.Before, Limit: a.Asked})
	switch {
	case a.Beyond:
		return Verdict{Step: End}, nil
	case len(a.Rows) == 0 && k.Server.missing(a) > 0 && k.same == 1:
		return again, nil
	case len(a.Rows) == 0:
		return k.Server.ended(a)
	}
	if v, ok := k.Server.judge(a, k.Enough); ok {
		k.one = v.Step == proof
		return v, nil
	}
	switch {
	case a.identified():
		return Verdict{Step: ReadOn}, nil
	case k.same > 1 && a.repeats(before):
		return k.Server.ended(a)
	case k.same == maxSame:
		return Verdict{}, k.Server.incomplete("none of %d rows has an id, and each answer has others", len(a.Rows))
	}
	return again, nil
}
