package apro

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// Names of faults, as in the settings.
const (
	faultLost      = "lost"
	faultDoubled   = "doubled"
	faultReordered = "reordered"
	faultLate      = "late"
	faultSlow      = "slow"
	faultWrongType = "wrong_type"
	faultTruncated = "truncated"
	faultNotUTF8   = "not_utf8"
)

// spoil draws the faults of an event, applies those of its body, and returns how often and how much later the event is sent.
func (p *pushes) spoil(event *Push) (copies int, delay time.Duration) {
	f := p.settings.WebhookFaults
	for k, c := range []struct {
		name  string
		share float64
	}{
		{faultLost, f.Lost},
		{faultDoubled, f.Doubled},
		{faultReordered, f.Reordered},
		{faultLate, f.Late},
		{faultSlow, f.Slow},
		{faultWrongType, f.WrongType},
		{faultTruncated, f.Truncated},
		{faultNotUTF8, f.NotUTF8},
	} {
		const million = 1_000_000
		if float64(p.drawn(event, uint64(k))%million) < c.share*million {
			event.Faults = append(event.Faults, c.name)
		}
	}
	has := func(fault string) bool { return slices.Contains(event.Faults, fault) }
	if has(faultNotUTF8) {
		event.Body = notUTF8(event.Body)
	}
	if has(faultTruncated) {
		event.Body = event.Body[:len(event.Body)/2]
	}
	if has(faultReordered) {
		delay += 1 + time.Duration(p.drawn(event, saltDelay)%uint64(f.ReorderedWithin))
	}
	if has(faultLate) {
		delay += time.Duration(f.LateBy)
	}
	if has(faultDoubled) && !has(faultLost) {
		return 2, delay
	}
	return 1, delay
}

// Salts of the faults of events.
const (
	saltFaults uint64 = 1 << 40
	saltDelay  uint64 = 1 << 8
)

func (p *pushes) drawn(event *Push, salt uint64) uint64 {
	return stage.Draw(p.seed, event.Number, saltFaults+salt)
}

// notUTF8 returns a body with the first byte of a character in place of its first character that is not ASCII. If all are ASCII, the
// byte is put before the first word of the envelope.
func notUTF8(body []byte) []byte {
	const lead, escape = 0xd0, len(`\u0000`)
	put := func(at, until int) []byte { return slices.Concat(body[:at], []byte{lead}, body[until:]) }
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case c >= utf8.RuneSelf:
			_, size := utf8.DecodeRune(body[i:])
			return put(i, i+size)
		case c == '\\' && body[i+1] == 'u':
			unit, _ := strconv.ParseUint(string(body[i+2:i+escape]), 16, 16)
			if unit >= utf8.RuneSelf && !utf16.IsSurrogate(rune(unit)) {
				return put(i, i+escape)
			}
		case c == '\\':
			i++ // what is escaped begins no escape
		}
	}
	at := bytes.IndexByte(body, ':') + 2
	return put(at, at)
}

func (p *pushes) contentType(c *parcel) string {
	if c.has(faultWrongType) {
		return "application/x-www-form-urlencoded"
	}
	return p.settings.WebhookContentType
}

// body returns the body of a parcel, which for a slow one comes in parts.
func (p *pushes) body(c *parcel) io.Reader {
	if !c.has(faultSlow) {
		return bytes.NewReader(c.Body)
	}
	const parts = 8
	return &dribble{
		life: p.out.life, rest: c.Body, part: (len(c.Body) + parts - 1) / parts,
		pause: time.Duration(p.settings.WebhookFaults.SlowFor) / parts,
	}
}

// dribble is a body that comes in parts, with a pause before each.
type dribble struct {
	life  context.Context
	rest  []byte
	part  int
	left  int // of the part that has come
	pause time.Duration
}

func (d *dribble) Read(b []byte) (int, error) {
	if len(d.rest) == 0 {
		return 0, io.EOF
	}
	if d.left == 0 {
		select {
		case <-time.After(d.pause):
			d.left = min(d.part, len(d.rest))
		case <-d.life.Done():
			return 0, d.life.Err()
		}
	}
	n := copy(b, d.rest[:d.left])
	d.rest, d.left = d.rest[n:], d.left-n
	return n, nil
}
