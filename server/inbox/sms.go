package inbox

import (
	"context"
	"crypto/sha256"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/changelog"
)

// repeatWithin is the time within which a text to the same number may be the same message again.
const repeatWithin = 10 * time.Minute

var (
	// ErrHashReused is the error of a text message with the hash of another one.
	ErrHashReused = errors.New("the hash was that of another message before")
	// ErrUnknownSMS is the error of an id that no kept text message has.
	ErrUnknownSMS = errors.New("there is no such text message")
)

// StatusError is the error of a status that cannot follow the status that a text message has.
type StatusError struct{ Has crmstreamv1.SmsStatus }

// Error returns the status that the message has.
func (e *StatusError) Error() string { return "the message has the status " + e.Has.String() }

// smsState is what is known of the text messages of a log.
type smsState struct {
	mu       sync.Mutex
	statuses map[uint64]smsStatus
	// hashes are the requests, by the digest of their hash.
	hashes map[[8]byte]smsRequest
	// recent are the messages of the last repeatWithin, by the digest of number and text.
	recent map[[8]byte]recentSMS
	pruned time.Time
}

// smsStatus is the status of a text message, and its number of parts.
type smsStatus struct {
	status crmstreamv1.SmsStatus
	parts  int32
}

// smsRequest is a request to send a message: the id of the message, and the digest of what was asked for.
type smsRequest struct {
	id    uint64
	asked [8]byte
}

// recentSMS is a message of the last minutes.
type recentSMS struct {
	id uint64
	at time.Time
}

func digest(parts ...string) (d [8]byte) {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p)) + ":" + p)) // a hash never fails
	}
	copy(d[:], h.Sum(nil))
	return d
}

// apply notes an entry of the log.
func (s *smsState) apply(record changelog.Record) {
	m := SMSOf(record)
	switch {
	case m == nil:
	case record.Kind == kindSMS:
		s.add(record.Sequence, m, record.Time)
	default:
		id, _ := strconv.ParseUint(m.GetId(), 10, 64) // is ours
		if now, known := s.statuses[id]; known {
			s.statuses[id] = now.then(m.GetStatus(), m.GetPartCount())
		}
	}
}

// then returns the status after another one was set.
func (s smsStatus) then(status crmstreamv1.SmsStatus, parts int32) smsStatus {
	if statusOrder(status) > statusOrder(s.status) {
		s.status = status
	}
	if parts > 0 {
		s.parts = parts
	}
	return s
}

// add notes a message.
func (s *smsState) add(id uint64, m *crmstreamv1.OutgoingSms, at time.Time) {
	text := textOf(m)
	s.statuses[id] = smsStatus{crmstreamv1.SmsStatus_SMS_STATUS_NEW, m.GetPartCount()}
	s.hashes[digest(m.GetId())] = smsRequest{id, asked(m)}
	s.recent[digest(m.GetDestination(), text)] = recentSMS{id, at}
	if at.Sub(s.pruned) > repeatWithin {
		s.pruned = at
		for key, r := range s.recent {
			if at.Sub(r.at) > repeatWithin {
				delete(s.recent, key)
			}
		}
	}
}

// textOf returns the text of a message as it was received.
func textOf(m *crmstreamv1.OutgoingSms) string {
	if len(m.GetOriginalText()) > 0 {
		return string(m.GetOriginalText())
	}
	return m.GetText()
}

// asked returns the digest of what a message asks for.
func asked(m *crmstreamv1.OutgoingSms) [8]byte {
	return digest(m.GetSender(), m.GetDestination(), textOf(m))
}

// SMS is a text message to be stored.
type SMS struct{ Sender, Destination, Text, Hash string }

// AddSMS stores a text message and returns its id. The error ErrHashReused means that nothing was stored.
func (b *Box) AddSMS(ctx context.Context, sms SMS) (id uint64, err error) {
	m := &crmstreamv1.OutgoingSms{
		Id:     sms.Hash, // in the log, where the id is the sequence
		Sender: strings.ToValidUTF8(sms.Sender, "\uFFFD"), Destination: sms.Destination, Text: strings.ToValidUTF8(sms.Text, "\uFFFD"),
	}
	if m.Text != sms.Text {
		m.OriginalText = []byte(sms.Text)
	}
	m.PartCount = partsOf(m.GetText())
	s := &b.sms
	s.mu.Lock()
	defer s.mu.Unlock()
	if before, used := s.hashes[digest(sms.Hash)]; used && before.asked != asked(m) {
		return 0, ErrHashReused
	}
	if r, known := s.recent[digest(m.GetDestination(), sms.Text)]; known && time.Since(r.at) <= repeatWithin {
		m.PossibleRepeatOf = strconv.FormatUint(r.id, 10)
	}
	body, err := proto.Marshal(m)
	if err != nil {
		return 0, err
	}
	stored, err := b.texts.Append(ctx, changelog.Entry{Kind: kindSMS, Body: body})
	if err != nil {
		return 0, err
	}
	s.add(stored.Sequence, m, time.Now())
	return stored.Sequence, nil
}

// SMSStatus returns the status of a text message, SMS_STATUS_UNSPECIFIED for one that is not kept.
func (b *Box) SMSStatus(id uint64) (status crmstreamv1.SmsStatus, parts int32) {
	b.sms.mu.Lock()
	defer b.sms.mu.Unlock()
	now := b.sms.statuses[id]
	return now.status, now.parts
}

// SetSMSStatus sets the status of a text message, and its number of parts unless that is 0. It returns when the status is on the
// disk. The error is ErrUnknownSMS, a *StatusError, or that of the log.
func (b *Box) SetSMSStatus(ctx context.Context, id uint64, status crmstreamv1.SmsStatus, parts int32) (*crmstreamv1.OutgoingSms, error) {
	s := &b.sms
	s.mu.Lock()
	defer s.mu.Unlock()
	now, known := s.statuses[id]
	if !known {
		return nil, ErrUnknownSMS
	}
	m := &crmstreamv1.OutgoingSms{Id: strconv.FormatUint(id, 10), Status: status, PartCount: parts}
	again := status == now.status && status != crmstreamv1.SmsStatus_SMS_STATUS_IN_PROGRESS
	if !again && statusOrder(status) <= statusOrder(now.status) {
		return nil, &StatusError{now.status}
	}
	next := now.then(status, parts)
	if next != now {
		body, err := proto.Marshal(m)
		if err != nil {
			return nil, err
		}
		if _, err := b.texts.Append(ctx, changelog.Entry{Kind: kindSMSStatus, Body: body}); err != nil {
			return nil, err
		}
		s.statuses[id] = next
	}
	m.PartCount = next.parts
	return m, nil
}

// SMSOf returns the text message or the status of an entry, as it was stored, nil for another entry.
func SMSOf(e changelog.Record) *crmstreamv1.OutgoingSms {
	m := &crmstreamv1.OutgoingSms{}
	if e.Kind != kindSMS && e.Kind != kindSMSStatus || proto.Unmarshal(e.Body, m) != nil {
		return nil
	}
	return m
}

// OutgoingSMS returns the text message of an entry for a watch, with the status that it has now, nil for another entry.
func (b *Box) OutgoingSMS(e changelog.Record) *crmstreamv1.OutgoingSms {
	m := SMSOf(e)
	if m == nil || e.Kind != kindSMS {
		return nil
	}
	m.Id, m.ReceiveTime = strconv.FormatUint(e.Sequence, 10), timestamppb.New(e.Time)
	m.Status, m.PartCount = b.adopted(e)
	return m
}

// adopted returns the status of the text message of an entry. A message that is not known is one that the log has stored although it said
// that it could not: workers can claim it from now on, as they could after the next start.
func (b *Box) adopted(e changelog.Record) (status crmstreamv1.SmsStatus, parts int32) {
	b.sms.mu.Lock()
	defer b.sms.mu.Unlock()
	if _, known := b.sms.statuses[e.Sequence]; !known {
		b.sms.apply(e)
	}
	now := b.sms.statuses[e.Sequence]
	return now.status, now.parts
}
