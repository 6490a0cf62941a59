package apro

import (
	"encoding/binary"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// messageTable reads a message of a dialog (externaldialogs/history).
var messageTable = transcode.Must(transcode.New(&crmstreamv1.DialogMessage{},
	transcode.Column{Keys: []string{"hash"}, Field: "id", Kind: transcode.Text, Mark: transcode.MarkID},
	transcode.Column{Keys: []string{"sender_type"}, Field: "sender", Kind: transcode.Enum, Enum: senders, Text: "sender_text"},
	transcode.Col("text", transcode.Text, "text"),
	transcode.Col("owner_id", transcode.Ref, "author"),
	transcode.Unmapped("create_time"),
	transcode.Col("read", transcode.Flag, "status"),
	transcode.Col("", transcode.Ignore, "date"),
))

var senders = map[string]int32{
	"apro crm": int32(crmstreamv1.DialogSender_DIALOG_SENDER_WORKER),
	"intrum":   int32(crmstreamv1.DialogSender_DIALOG_SENDER_WORKER),
	"client":   int32(crmstreamv1.DialogSender_DIALOG_SENDER_CLIENT),
}

// messageList declares what ListDialogMessages can do.
func messageList() connectors.List {
	list := wholeList("dialogMessages", opMessages, "dialog_type_id", "client_key", "created_before")
	list.Orders = []string{"-create_time"}
	list.PageMax = maxSmallPage
	list.Guarantee = "Every message that exists throughout the scan, and was there when it began, is delivered exactly once."
	list.Cost = "One request per 50 messages, and some for the end unless a total is proven; twice the pages of a second that many messages share."
	list.Assumes = []string{"The time of a message never changes.", "Page sizes of 10 to 50 and page numbers are honoured.", "The parameter date is in seconds, the date of rows in milliseconds."}
	list.Unverifiable = []string{"dialog_type_id", "client_key"}
	return list
}

// dialogMessages opens a list of the messages of a dialog ("Request for listing the history of messages by pages").
func (c *Client) dialogMessages(req *crmstreamv1.ListDialogMessagesRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	h := messageQuery{Client: c, raw: req.GetIncludeRaw(), before: math.MaxInt64}
	h.ID("dialog_type_id", req.GetDialogTypeId(), "group")
	h.Set(req.GetClientKey(), "client")
	before, err := connectors.ParseTime("created_before", req.GetCreatedBefore(), c.zone)
	h.Fail(err)
	if h.Err != nil {
		return nil, h.Err
	}
	if !before.IsZero() {
		h.before = ceilMilli(before)
	}
	return h.page, nil
}

// from returns the second of a cursor. Without a cursor, a dialog is read from the request's bound. Without a bound, it is read
// from a day after the present, since the upstream's clock may be ahead of ours.
func (h *messageQuery) from(cursor connectors.Cursor) (int64, error) {
	switch {
	case cursor != "":
		return parseSecond(cursor)
	case h.before != math.MaxInt64:
		return floorSecond(h.before - 1), nil
	default:
		return time.Now().Add(24 * time.Hour).Unix(), nil
	}
}

// A cursor of a dialog is this mark and the second to read on from, towards the past.
const secondMark = "<"

func secondCursor(second int64) connectors.Cursor {
	return connectors.Cursor(secondMark + strconv.FormatInt(second, 10))
}

func parseSecond(cursor connectors.Cursor) (int64, error) {
	text, ok := strings.CutPrefix(string(cursor), secondMark)
	second, err := strconv.ParseInt(text, 10, 64)
	if !ok || err != nil || second < 0 || second > maxSecond || secondCursor(second) != cursor {
		return 0, wire.Gone(opMessages)
	}
	return second, nil
}

// maxSecond is the last second of the year 9999, the last one of a Timestamp.
const maxSecond = 253_402_300_799

// ceilMilli returns the first whole millisecond that is not before t.
func ceilMilli(t time.Time) int64 {
	ms := t.UnixMilli()
	if time.UnixMilli(ms).Before(t) {
		ms++
	}
	return ms
}

// floorSecond returns the second of a millisecond.
func floorSecond(ms int64) int64 {
	if ms < 0 {
		return 0
	}
	return ms / 1000
}

// messageKey sorts later messages first.
func messageKey(ms int64) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(math.MaxInt64-ms))
}

// milliOf returns the time that a record's key begins with. The key of a row without its own time is longer.
func milliOf(r connectors.Record) int64 {
	return math.MaxInt64 - int64(binary.BigEndian.Uint64(r.Key)&math.MaxInt64)
}

// messageMilli reads the time of a message: milliseconds, or seconds if there are too few digits.
func messageMilli(row transcode.JSON) (int64, bool) {
	const secondDigits = 11
	text := strings.TrimSpace(wire.ScalarMember(row, "date"))
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n <= 0 {
		return 0, false
	}
	if len(text) <= secondDigits {
		n *= 1000
	}
	return n, n <= maxSecond*1000
}

// completeMessage sets the time of a message and decodes its text. A text that is not correctly encoded stays unchanged.
func completeMessage(row transcode.JSON, ms int64, m *crmstreamv1.DialogMessage) {
	var lost wire.Alterations
	if ms > 0 {
		m.CreateTime = timestamppb.New(time.UnixMilli(ms))
	} else {
		lost.Members("create_time", row, "date")
	}
	if text, err := url.QueryUnescape(m.GetText()); err == nil && m.Text != nil {
		valid, replaced := transcode.Replaced([]byte(text))
		if replaced != "" {
			encoded, _ := row.Member("text")
			lost.Add("text", crmstreamv1.AlterationKind_ALTERATION_KIND_INVALID_UTF8, encoded.AlterationText())
		}
		m.Text = proto.String(valid)
	}
	m.Alterations = lost.After(m.GetAlterations())
}
