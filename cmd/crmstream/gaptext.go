package main

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// gapText returns a gap in words.
func gapText(gap *crmstreamv1.Gap) string {
	from, to := utcText(gap.GetFrom()), utcText(gap.GetTo())
	span := "before " + to
	if gap.GetFrom() != nil {
		span = "from " + from + " to " + to
	}
	switch gap.GetCause() {
	case crmstreamv1.GapCause_GAP_CAUSE_FEED_STARTED:
		return "the server has begun to keep entries at " + to + "; what came earlier is not known"
	case crmstreamv1.GapCause_GAP_CAUSE_STORE_RESET:
		return "the operator has reset what the server kept; entries " + span + " are lost"
	case crmstreamv1.GapCause_GAP_CAUSE_ACCOUNT_CHANGED:
		return "the source is another account since " + to
	case crmstreamv1.GapCause_GAP_CAUSE_RECEIVER_DOWN:
		return "the server did not receive " + span + "; what the upstream has not sent again is missing"
	case crmstreamv1.GapCause_GAP_CAUSE_REFUSED:
		if gap.GetCount() == 0 {
			return "the server has refused requests " + span + ": they were too large or too many, or its disk was full"
		}
		return "the server has refused " + thousands(int64(gap.GetCount())) + " requests " + span + ": they were too large or too many, or its disk was full"
	default:
		return "entries " + span + " may be missing"
	}
}

// utcText returns a time for people, in UTC.
func utcText(t *timestamppb.Timestamp) string { return t.AsTime().Format(time.RFC3339) }
