package paging

import (
	"fmt"

	"github.com/crmstream/crmstream/connectors"
)

// NoticeTotalDiffers is the code of the notice that a list has ended although the upstream counts some rows more, and
// NoticeEndUnproven of the one that a list without an order has ended, and nothing proves that all of it was read.
const (
	NoticeTotalDiffers = "TOTAL_DIFFERS"
	NoticeEndUnproven  = "END_UNPROVEN"
)

// Step is what a rule decides.
type Step uint8

// The decisions.
const (
	// End means that the part has no rows after those of the page.
	End Step = iota + 1
	// ReadOn means that the next page starts with, or right after, the last row of the page. By Seek it starts with the
	// time of that row, whose rows are held back.
	ReadOn
	// ReadBeyond means that the rows of the page have one time, that all rows of that time came, and that the next page
	// starts beyond that time.
	ReadBeyond
	// Ties means that the rows of the page have one time and may not be all of it: that time is read for itself.
	Ties
	// prove means that something has to be asked first. Decide does.
	proof
)

// Verdict is what the answers for a page mean.
type Verdict struct {
	Step    Step
	Notices []connectors.Notice
	ask     Request
}

func prove(ask Request) Verdict { return Verdict{Step: proof, ask: ask} }

// Kind says what a rule asks for.
type Kind uint8

// The kinds of requests, of which the answer to Page takes the place of the page, and those to the others are proofs.
const (
	// Page asks for Limit rows from position Start on, or from a position a little before. A request that was selected by a
	// key is the same one again.
	Page Kind = iota + 1
	// One asks for what the page was asked for with a limit of one row, or of the fewest that may be asked for.
	One
	// At asks for rows from position Start on, exactly, of what the page was asked for: Limit rows, or as many as pages by
	// number allow, which start at multiples of their size.
	At
	// Newest asks for the first Limit rows in the opposite order: one, or more where that one is hidden.
	Newest
)

// Request is what a rule wants to see answered.
type Request struct {
	Kind         Kind
	Start, Limit int
}

// Rule decides on one page of a list. Its values are for one page and one goroutine.
type Rule interface {
	// next takes the answer to what the rule asked for last, the first page to begin with.
	next(Answer) (Verdict, error)
	server() *Server
	// most is how many answers the rule may take, 0 where it ends of itself.
	most() int
}

// stage is what a rule waits for.
type stage uint8

const (
	aPage stage = iota
	aPageAgain
	oneRow
	aLook
	newestRow
	firstRow
)

// Shown is an answer of a connector, which mostly has an Answer embedded.
type Shown interface{ Shown() Answer }

// maxAsked is how many answers one page may take.
const maxAsked = 64

// Decide asks what a rule has to know until the rule decides on a page, of which the first answer is there. It returns
// the answer that makes the page, which is the first one unless the rule has asked for another page.
func Decide[A Shown](rule Rule, first A, ask func(Request) (A, error)) (page A, v Verdict, err error) {
	page = first
	answer := first.Shown()
	for asked := 1; ; asked++ {
		rule.server().Saw(answer)
		if v, err = rule.next(answer); err != nil || v.Step != proof {
			return page, v, err
		}
		if asked == rule.most() {
			return page, v, rule.server().incomplete("%d requests have not shown where the list goes on", asked)
		}
		came, err := ask(v.ask)
		if err != nil {
			return page, v, err
		}
		if v.ask.Kind == Page {
			page = came
		}
		answer = came.Shown()
	}
}

// ended returns the verdict on a part that ends by (c), given the answer whose total counts it.
func (s *Server) ended(a Answer) (Verdict, error) {
	switch missing := s.missing(a); {
	case missing == 0:
		return Verdict{Step: End}, nil
	case missing < a.Asked:
		return Verdict{Step: End, Notices: []connectors.Notice{{
			Code:    NoticeTotalDiffers,
			Message: fmt.Sprintf("the upstream counts %d records here and sends %d", a.Total, a.came()),
		}}}, nil
	default:
		return Verdict{}, s.incomplete("the upstream counts %d records here and sends no more than %d", a.Total, a.came())
	}
}

// unproven is the notice of a list that ends without a proof.
func unproven(format string, args ...any) connectors.Notice {
	return connectors.Notice{Code: NoticeEndUnproven, Message: fmt.Sprintf(format, args...)}
}
