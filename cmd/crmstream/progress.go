package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// progress is the line on a terminal's standard error that shows how far a list is read.
type progress struct {
	con      *console
	resource string
	started  time.Time
	shown    bool
}

func newProgress(con *console, resource string) *progress {
	return &progress{con: con, resource: resource, started: time.Now()}
}

// clear removes the line, so that other lines can be printed.
func (p *progress) clear() {
	if p.shown {
		_, _ = fmt.Fprint(p.con.stderr, "\r\x1b[K")
		p.shown = false
	}
}

// show prints the line again. cost is the number of upstream requests so far.
func (p *progress) show(at *crmstreamv1.Progress, cost int32) {
	if at == nil || !p.con.errTerminal {
		return
	}
	p.clear()
	line := thousands(int64(at.GetRecords()))
	if at.Total != nil {
		line += " of about " + thousands(int64(at.GetTotal()))
	}
	line += fmt.Sprintf(" %s, %s upstream requests", p.resource, thousands(int64(cost)))
	if until := at.GetWaitEndTime(); until != nil {
		line += ", waiting for the budget until " + until.AsTime().Local().Format(time.TimeOnly)
	}
	_, _ = fmt.Fprint(p.con.stderr, line)
	p.shown = true
}

// end returns the last line about a list.
func (p *progress) end(written, cost int32, s *crmstreamv1.Summary) string {
	line := fmt.Sprintf("%s %s in %s, %s upstream requests", thousands(int64(written)), p.resource,
		time.Since(p.started).Round(time.Millisecond), thousands(int64(cost)))
	for _, count := range []struct {
		n    int32
		what string
	}{
		{s.GetErrors(), "could not be read"},
		{s.GetRepeats(), "came again and were dropped"},
		{s.GetOutOfRange(), "lay outside what was asked"},
	} {
		if count.n > 0 {
			line += fmt.Sprintf("; %s %s", thousands(int64(count.n)), count.what)
		}
	}
	if b := s.GetBudget(); b != nil {
		line += fmt.Sprintf("; %s of %s left of budget %s", thousands(int64(b.GetRemaining())), thousands(int64(b.GetLimit())), b.GetName())
	}
	if until := s.GetChangedUntil(); until != "" {
		line += "\nFor what changes after this: --changed-from " + shellQuote(until)
	}
	return line
}

// thousands writes a number in groups of three digits.
func thousands(n int64) string {
	digits := strconv.FormatInt(n, 10)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 && digits[i-1] != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}
