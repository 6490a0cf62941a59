package inbox

import (
	"strings"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// Kinds of entries in the logs. The kind of an event ends with its Content-Encoding: "event gzip".
const (
	kindEvent     = "event"      // the body as it was received
	kindCall      = "call"       // a CallRequest
	kindSMS       = "sms"        // an OutgoingSms with the hash of its request as id
	kindSMSStatus = "sms status" // an OutgoingSms with id, status and part_count
	kindGap       = "gap"        // a Gap
)

// eventKind returns the kind of an event with a Content-Encoding.
func eventKind(encoding string) string {
	if encoding == "" {
		return kindEvent
	}
	return kindEvent + " " + encoding
}

// encodingOf returns the Content-Encoding of an event, and false for an entry that is none.
func encodingOf(kind string) (encoding string, event bool) {
	if kind == kindEvent {
		return "", true
	}
	return strings.CutPrefix(kind, kindEvent+" ")
}

// statusOrder is the order in which statuses follow each other. Final statuses have the same place, so that none follows another.
func statusOrder(s crmstreamv1.SmsStatus) int {
	return min(int(s), int(crmstreamv1.SmsStatus_SMS_STATUS_DELIVERED))
}
