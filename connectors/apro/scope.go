package apro

import (
	"cmp"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
)

// request is what the requests of the four filters have in common.
type request interface {
	GetIds() []string
	GetOrder() string
	GetWhere() []string
	GetIncludeRaw() bool
	GetOnlyDeleted() bool
	GetChangedFrom() string
	GetCreatedFrom() string
	GetCreatedBefore() string
	GetActivityFrom() string
	GetActivityBefore() string
}

// scope is which part of a list a request asks for and how it is read, in wall clock; "" is no bound.
type scope struct {
	ids         []string // ascending
	newestFirst bool
	// from is the lower bound of the activity time, from the request field fromField; changed tells that records
	// without activity time belong to it by their creation.
	from, fromField string
	changed         bool
	// before is the upper bound, from the request field beforeField.
	before, beforeField string
	// createdFrom and createdBefore select a reading by creation, as byCreation tells.
	createdFrom, createdBefore string
	byCreation                 bool
}

// readScope reads the parts of a request that say how its list is read.
func readScope(req request, zone *time.Location) (scope, error) {
	s := scope{beforeField: "activity_before", newestFirst: req.GetOrder() != "" && req.GetOrder()[0] == '-'}
	texts := []struct {
		field, text string
		to          *string
		clock       func(time.Time, *time.Location) string
	}{
		{"activity_from", req.GetActivityFrom(), &s.from, wire.LowerClock},
		{"activity_before", req.GetActivityBefore(), &s.before, wire.UpperClock},
		{"created_from", req.GetCreatedFrom(), &s.createdFrom, wire.LowerClock},
		{"created_before", req.GetCreatedBefore(), &s.createdBefore, wire.UpperClock},
	}
	for _, t := range texts {
		clock, err := wire.Bound(t.field, t.text, zone, t.clock)
		if err != nil {
			return s, err
		}
		*t.to = clock
	}
	changed, err := wire.Bound("changed_from", req.GetChangedFrom(), zone, wire.LowerClock)
	if err != nil {
		return s, err
	}
	s.fromField = "activity_from"
	if changed > s.from {
		// A lower bound on the activity time excludes records without one.
		s.changed, s.from, s.fromField = s.from == "", changed, "changed_from"
	}
	s.byCreation = s.createdFrom != "" || s.createdBefore != ""
	if s.ids, err = wire.SortedNumbers("ids", req.GetIds()); err != nil {
		return s, err
	}
	return s, s.validate()
}

// validate refuses what cannot be asked for together.
func (s *scope) validate() error {
	byActivity := cmp.Or(s.from, s.before) != ""
	switch {
	case s.byCreation && byActivity:
		field := "activity_before"
		if s.from != "" {
			field = s.fromField
		}
		return connectors.Invalid(field, "cannot be combined with created_from and created_before: the upstream compares one time in a request")
	case s.byCreation && s.newestFirst:
		return connectors.Invalid("order", "the newest activities cannot be listed by creation: leave created_from and created_before out")
	case len(s.ids) > 0 && (s.byCreation || byActivity):
		return connectors.Invalid("ids", "cannot be combined with times: leave one of them out")
	case len(s.ids) > 0 && s.newestFirst:
		return connectors.Invalid("order", "ids are listed in their own order: leave it out")
	}
	return nil
}
