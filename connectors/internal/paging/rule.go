package paging

import (
	"fmt"

	"github.com/crmstream/crmstream/connectors"
)

// NoticeTotalDiffers is the code of the notice that a list has ended although the upstream counts more rows. NoticeEndUnproven
// is the code of the notice that a list has ended without proof that all of it was read.
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
	// ReadOn means that the next page starts with, or right after, the last row of the page. For Seek the next page starts with
	// the time of that row, and the rows of that time are held back.
	ReadOn
	// ReadBeyond means that the rows of the page have one time, that all rows of that time came, and that the next page
	// starts beyond that time.
	ReadBeyond
	// Ties means that the rows of the page have one time, and that more rows may have it: that time is read separately.
	Ties
	// proof means that the rule needs another answer first. Decide asks for it.
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

// The kinds of requests. The answer to Page replaces the page; the answers to the others are proofs.
const (
	// Page asks for Limit rows from position Start on, or from a position a little before. Where pages are selected by a key,
	// it repeats the request.
	Page Kind = iota + 1
	// One repeats the request of the page with a limit of one row, or of the fewest rows that may be asked for.
	One
	// At asks for rows exactly from position Start on: Limit rows, or as many as pages by number allow.
	At
	// Newest asks for the first Limit rows in the opposite order: one row, or more if that row is hidden.
	Newest
)

// Request is a request that a rule needs answered.
type Request struct {
	Kind         Kind
	Start, Limit int
}

// Rule decides on one page of a list. A Rule is used for one page, by one goroutine.
type Rule interface {
	// next takes the answer to the rule's last request, and the page on the first call.
	next(Answer) (Verdict, error)
	server() *Server
	// most is how many answers the rule may take, 0 for a rule that has its own bound.
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

// Shown is an answer of a connector, which usually embeds an Answer.
type Shown interface{ Shown() Answer }

// maxAsked is how many answers one page may take.
const maxAsked = 64

// Decide sends the requests of a rule until the rule decides on a page. first is the first answer for the page. Decide returns
// the answer to use as the page: the first, unless the rule has asked for another page.
func Decide[A Shown](rule Rule, first A, ask func(Request) (A, error)) (page A, v Verdict, err error) {
	page = first
	answer := first.Shown()
	for asked := 1; ; asked++ {
		rule.server().Saw(answer)
		if v, err = rule.next(answer); err != nil || v.Step != proof {
			return page, v, err
		}
		if asked == rule.most() {
			return page, v, rule.server().incomplete("%d requests did not show where the list continues", asked)
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

// ended returns the verdict on a part that ends by (c) of doc.go, given the answer with the part's total.
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

// unproven returns the notice of a list that ends without a proof.
func unproven(format string, args ...any) connectors.Notice {
	return connectors.Notice{Code: NoticeEndUnproven, Message: fmt.Sprintf(format, args...)}
}
