package inbox

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/changelog"
)

// CallLife is how long a worker waits for a call to be placed.
const CallLife = time.Minute

// Box has what the upstream of one source asks for. It is safe for concurrent use.
type Box struct {
	source string
	// events has events and calls, and texts text messages.
	events, texts changelog.Log
	// Events, Calls and Texts are the logs as watches read them.
	Events, Calls, Texts *Feed

	sms      smsState
	watching atomic.Int64 // open watches of call requests
	// answers are those to call requests that may be in the log and were not answered yet, or in the negative in the last minutes: each
	// is a *callAnswer, by the id in the log.
	answers sync.Map
	refused refusals
}

// AddEvent stores the body of an event. It returns whether the same body came in the ten minutes before and was not stored again.
func (b *Box) AddEvent(ctx context.Context, encoding string, body []byte) (repeated bool, err error) {
	sum := sha256.Sum256(body)
	stored, err := b.events.Append(ctx, changelog.Entry{Kind: eventKind(encoding), Body: body, Key: encoding + " " + string(sum[:])})
	return stored.Repeated, err
}

// callAnswer is the answer to a call request. negative may be read once given is closed.
type callAnswer struct {
	given    chan struct{}
	negative bool
}

// WatchCalls notes that a watch of call requests is open, until it calls the function that WatchCalls returns.
func (b *Box) WatchCalls() (done func()) {
	b.watching.Add(1)
	return func() { b.watching.Add(-1) }
}

// AddCall stores a request to place a call, if a watch of them is open. Otherwise it stores nothing, so that a request that was
// answered in the negative is never delivered.
func (b *Box) AddCall(ctx context.Context, call *crmstreamv1.CallRequest) (taken bool, err error) {
	if b.watching.Load() == 0 {
		return false, nil
	}
	call.Id = rand.Text() // in the log, where the id is the sequence
	body, err := proto.Marshal(call)
	if err != nil {
		return false, err
	}
	answer := &callAnswer{given: make(chan struct{})}
	defer close(answer.given)
	b.answers.Store(call.GetId(), answer)
	if _, err = b.events.Append(ctx, changelog.Entry{Kind: kindCall, Body: body}); err != nil {
		// The entry may have been stored all the same.
		answer.negative = true
		time.AfterFunc(2*CallLife, func() { b.answers.Delete(call.GetId()) })
		return false, err
	}
	b.answers.Delete(call.GetId())
	return true, nil
}

// Call returns the call request of an entry, nil for another entry, and for a request that was answered in the negative. Readers may see
// an entry before Append returns, so Call waits for the answer.
func (b *Box) Call(e changelog.Record) *crmstreamv1.CallRequest {
	call := &crmstreamv1.CallRequest{}
	if e.Kind != kindCall || proto.Unmarshal(e.Body, call) != nil {
		return nil
	}
	if answer, waits := b.answers.Load(call.GetId()); waits {
		answer := answer.(*callAnswer) //nolint:forcetypeassert // nothing else is stored
		if <-answer.given; answer.negative {
			return nil
		}
	}
	call.Id = strconv.FormatUint(e.Sequence, 10)
	call.ReceiveTime, call.ExpireTime = timestamppb.New(e.Time), timestamppb.New(e.Time.Add(CallLife))
	return call
}

// EventOf returns the body of an event's entry and its Content-Encoding, and false for another entry.
func EventOf(e changelog.Record) (encoding string, body []byte, event bool) {
	encoding, event = encodingOf(e.Kind)
	return encoding, e.Body, event
}

// GapOf returns the gap of an entry, nil for another entry.
func GapOf(e changelog.Record) *crmstreamv1.Gap {
	gap := &crmstreamv1.Gap{}
	if e.Kind != kindGap || proto.Unmarshal(e.Body, gap) != nil {
		return nil
	}
	return gap
}
