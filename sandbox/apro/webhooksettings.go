package apro

import (
	"fmt"
	"slices"
	"time"
)

// Names of the object in webhooks, for WebhookSettings.WebhookObjectKey.
const (
	// ObjectType is the name in the page's list, and in the one webhook that was captured in public.
	ObjectType = "object_type"
	// ObjectTyp is the name in the page's sample.
	ObjectTyp = "object_typ"
	// ObjectBoth writes both names.
	ObjectBoth = "both"
)

// Places of the former values in webhooks, for WebhookSettings.WebhookMerge.
const (
	// Beside is the place on the page: a member of the envelope.
	Beside = "beside"
	// Inside is the place in the captured webhook: a member of the snapshot.
	Inside = "inside"
)

// WebhookSettings choose how the CRM pushes events to a receiver, where the upstream's way is unknown.
type WebhookSettings struct {
	// WebhookURL gets the events; "" is none, and costs nothing.
	WebhookURL string `json:"webhook_url"`
	// WebhookEvents are the events that an administrator has chosen, in the page's words; an empty list is all events.
	WebhookEvents []string `json:"webhook_events"`
	// WebhookObjectKey is the name of the object's kind: "object_type", "object_typ" or "both".
	WebhookObjectKey string `json:"webhook_object_key"`
	// WebhookMerge is the place of the former values: "beside" the snapshot or "inside" it.
	WebhookMerge string `json:"webhook_merge"`
	// WebhookCurrent adds the present value to each former one, like newer servers.
	WebhookCurrent bool `json:"webhook_current"`
	// WebhookNumberIDs writes object_sub_type and object_sub_id as numbers; the page has texts.
	WebhookNumberIDs bool `json:"webhook_number_ids"`
	// WebhookContentType is the Content-Type, which the page does not state; "" sends none.
	WebhookContentType string `json:"webhook_content_type"`

	// WebhookQueue is the number of events that may wait for delivery. An event that does not fit is lost.
	WebhookQueue int `json:"webhook_queue"`
	// WebhookWorkers is the number of events that are delivered at a time; with 1 they arrive in order. Slow events do not count.
	WebhookWorkers int `json:"webhook_workers"`
	// WebhookRepeats is how often an event is sent again that was not answered with a status from 200 to 299; 0 is not at all.
	WebhookRepeats int `json:"webhook_repeats"`
	// WebhookRepeatEvery is the time before an event is sent again.
	WebhookRepeatEvery Duration `json:"webhook_repeat_every"`
	// WebhookFaults spoil some events.
	WebhookFaults WebhookFaults `json:"webhook_faults"`
}

// WebhookFaults are the shares of events that are spoiled, from 0 to 1. The seed and the number of an event choose its faults, and
// each fault is drawn for itself.
type WebhookFaults struct {
	// Lost events are not sent.
	Lost float64 `json:"lost"`
	// Doubled events are sent twice. The second follows at once.
	Doubled float64 `json:"doubled"`
	// Reordered events are sent at some time within ReorderedWithin, and Late events after LateBy. Others overtake them.
	Reordered       float64  `json:"reordered"`
	ReorderedWithin Duration `json:"reordered_within"`
	Late            float64  `json:"late"`
	LateBy          Duration `json:"late_by"`
	// Slow events have a body that takes SlowFor to arrive.
	Slow    float64  `json:"slow"`
	SlowFor Duration `json:"slow_for"`
	// WrongType events have the Content-Type of a form, which PHP's curl sends by default.
	WrongType float64 `json:"wrong_type"`
	// Truncated events have half of the body.
	Truncated float64 `json:"truncated"`
	// NotUTF8 events have the first byte of a character in place of the character.
	NotUTF8 float64 `json:"not_utf8"`
}

func webhookDefaults() WebhookSettings {
	return WebhookSettings{
		WebhookObjectKey: ObjectType, WebhookMerge: Beside, WebhookContentType: "application/json",
		WebhookQueue: 10_000, WebhookWorkers: 1, WebhookRepeatEvery: Duration(12 * time.Minute),
		WebhookFaults: WebhookFaults{
			ReorderedWithin: Duration(30 * time.Second), LateBy: Duration(2 * time.Minute), SlowFor: Duration(3 * time.Second),
		},
	}
}

func (s WebhookSettings) webhookChoices() []choice {
	return []choice{
		{"webhook_object_key", s.WebhookObjectKey, []string{ObjectType, ObjectTyp, ObjectBoth}},
		{"webhook_merge", s.WebhookMerge, []string{Beside, Inside}},
	}
}

func (s WebhookSettings) validateWebhook() error {
	for _, event := range s.WebhookEvents {
		if !slices.Contains(eventWords(), event) {
			return fmt.Errorf("webhook_events: %q is unknown; use some of %q", event, eventWords())
		}
	}
	f := s.WebhookFaults
	for _, c := range []struct {
		field    string
		value    float64
		low, top float64
	}{
		{"webhook_queue", float64(s.WebhookQueue), 1, 1_000_000},
		{"webhook_workers", float64(s.WebhookWorkers), 1, 1000},
		{"webhook_repeats", float64(s.WebhookRepeats), 0, 100},
		{"webhook_faults: lost", f.Lost, 0, 1},
		{"webhook_faults: doubled", f.Doubled, 0, 1},
		{"webhook_faults: reordered", f.Reordered, 0, 1},
		{"webhook_faults: late", f.Late, 0, 1},
		{"webhook_faults: slow", f.Slow, 0, 1},
		{"webhook_faults: wrong_type", f.WrongType, 0, 1},
		{"webhook_faults: truncated", f.Truncated, 0, 1},
		{"webhook_faults: not_utf8", f.NotUTF8, 0, 1},
	} {
		// A share that is not a number is in no range.
		if !(c.value >= c.low && c.value <= c.top) {
			return fmt.Errorf("%s: %v is out of range; use %v to %v", c.field, c.value, c.low, c.top)
		}
	}
	for _, c := range []struct {
		field string
		value Duration
	}{
		{"webhook_repeat_every", s.WebhookRepeatEvery},
		{"webhook_faults: reordered_within", f.ReorderedWithin},
		{"webhook_faults: late_by", f.LateBy},
		{"webhook_faults: slow_for", f.SlowFor},
	} {
		if c.value <= 0 {
			return fmt.Errorf("%s: must be above 0", c.field)
		}
	}
	return nil
}
