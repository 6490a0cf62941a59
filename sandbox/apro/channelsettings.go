package apro

import (
	"fmt"
	"slices"
)

// Zones of the dates of events that have no offset, for ChannelSettings.EventZone.
const (
	// ZoneGMT is the zone on the English page.
	ZoneGMT = "gmt"
	// ZoneMoscow is the zone on the Russian page.
	ZoneMoscow = "moscow"
)

// Spellings of the action of an incoming SMS, for ChannelSettings.SMSAction.
const (
	// SMSReceived is the spelling of the English page and of the vendor's sample.
	SMSReceived = "smsReceived"
	// SMSRecieved is the spelling of the Russian pages.
	SMSRecieved = "smsRecieved"
)

// SMSDouble stores a repeated message once more, for ChannelSettings.SMSRepeat.
const SMSDouble = "double"

// ChannelSettings choose the behaviour of the writes of dialogs, the organizer, online forms and the SMS gateway, where the
// upstream's is unknown.
type ChannelSettings struct {
	// Participants is what the users of org_events/update do to those of the event: "replace" or "merge".
	Participants string `json:"participants"`
	// EventZone is the zone of an event's date without an offset: "gmt" or "moscow".
	EventZone string `json:"event_zone"`

	// SMSKey is the API key of the SMS provider, with which requests are signed; it has 32 characters.
	SMSKey string `json:"sms_key"`
	// SMSAction is the only accepted spelling of the action: "smsReceived" or "smsRecieved".
	SMSAction string `json:"sms_action"`
	// SMSNumbers are the numbers of the account. Messages to other numbers are refused. An empty list accepts all numbers.
	SMSNumbers []string `json:"sms_numbers"`
	// SMSRepeat is what a message with a known sms_id does: "ignore" (nothing, with a good answer), "double" (it is stored
	// again) or "refuse" (an error that must not be repeated).
	SMSRepeat string `json:"sms_repeat"`
}

func channelDefaults() ChannelSettings {
	return ChannelSettings{
		Participants: Replace, EventZone: ZoneGMT,
		SMSKey: "sandbox-apro-sms-key-00000000000", SMSAction: SMSReceived, SMSRepeat: Ignore,
	}
}

func (s ChannelSettings) validateChannels() error {
	if len(s.SMSKey) != 32 {
		return fmt.Errorf("sms_key: has %d characters; the upstream's keys have 32", len(s.SMSKey))
	}
	for _, c := range []struct {
		field, value string
		allowed      []string
	}{
		{"participants", s.Participants, []string{Replace, Merge}},
		{"event_zone", s.EventZone, []string{ZoneGMT, ZoneMoscow}},
		{"sms_action", s.SMSAction, []string{SMSReceived, SMSRecieved}},
		{"sms_repeat", s.SMSRepeat, []string{Ignore, SMSDouble, Refuse}},
	} {
		if !slices.Contains(c.allowed, c.value) {
			return fmt.Errorf("%s: %q is unknown; use one of %q", c.field, c.value, c.allowed)
		}
	}
	return nil
}
