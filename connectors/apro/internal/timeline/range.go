package timeline

import (
	"cmp"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
)

// Request is what the requests of the four filters have in common.
type Request interface {
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

// Range says which part of a list a request asks for and in which order. Its bounds are wall clocks; "" for no bound.
type Range struct {
	IDs         []string // ascending
	NewestFirst bool
	// From is the lower bound of the activity time, from the request field FromField. changed says that records without
	// activity time belong to the range by their creation.
	From, FromField string
	changed         bool
	// Before is the upper bound, from the request field BeforeField.
	Before, BeforeField string
	// CreatedFrom and CreatedBefore bound the creation. byCreation says that at least one is set, so that the list is read by
	// creation.
	CreatedFrom, CreatedBefore string
	byCreation                 bool
}

// ReadRange returns the range of a request.
func ReadRange(req Request, zone *time.Location) (Range, error) {
	r := Range{BeforeField: "activity_before", NewestFirst: req.GetOrder() != "" && req.GetOrder()[0] == '-'}
	texts := []struct {
		field, text string
		to          *string
		clock       func(time.Time, *time.Location) string
	}{
		{"activity_from", req.GetActivityFrom(), &r.From, wire.LowerClock},
		{"activity_before", req.GetActivityBefore(), &r.Before, wire.UpperClock},
		{"created_from", req.GetCreatedFrom(), &r.CreatedFrom, wire.LowerClock},
		{"created_before", req.GetCreatedBefore(), &r.CreatedBefore, wire.UpperClock},
	}
	for _, t := range texts {
		clock, err := wire.Bound(t.field, t.text, zone, t.clock)
		if err != nil {
			return r, err
		}
		*t.to = clock
	}
	changed, err := wire.Bound("changed_from", req.GetChangedFrom(), zone, wire.LowerClock)
	if err != nil {
		return r, err
	}
	r.FromField = "activity_from"
	if changed > r.From {
		// A lower bound on the activity time excludes records without one.
		r.changed, r.From, r.FromField = r.From == "", changed, "changed_from"
	}
	r.byCreation = r.CreatedFrom != "" || r.CreatedBefore != ""
	if r.IDs, err = wire.SortedNumbers("ids", req.GetIds()); err != nil {
		return r, err
	}
	return r, r.validate()
}

// validate refuses combinations that the upstream cannot answer.
func (r *Range) validate() error {
	byActivity := cmp.Or(r.From, r.Before) != ""
	switch {
	case r.byCreation && byActivity:
		field := "activity_before"
		if r.From != "" {
			field = r.FromField
		}
		return connectors.Invalid(field, "cannot be combined with created_from and created_before: the upstream compares one time in a request")
	case r.byCreation && r.NewestFirst:
		return connectors.Invalid("order", "the newest activities cannot be listed by creation: leave created_from and created_before out")
	case len(r.IDs) > 0 && (r.byCreation || byActivity):
		return connectors.Invalid("ids", "cannot be combined with times: leave one of them out")
	case len(r.IDs) > 0 && r.NewestFirst:
		return connectors.Invalid("order", "ids are listed in their own order: leave it out")
	}
	return nil
}
