package transcode

import (
	"errors"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"
)

// Sent declares an API field that the table writes under a key for creates and updates, and that other code reads.
func Sent(field string, kind Kind, clears Clear, key string) Column {
	return Column{Field: field, Kind: kind, sent: true}.Writable(clears, key)
}

// addSent adds a column that is only written.
func (b *builder) addSent(c *Column) error {
	fd, err := b.take(c.Field, false)
	if err != nil {
		return err
	}
	if !fits(c, fd) {
		return errors.New("the kind does not fit a field of type " + describe(fd))
	}
	return b.addWritable(c)
}

// flag returns a flag, or the upstream's word for it.
func (w *writable) flag(is bool) Value {
	switch {
	case w.Write.Words == nil:
		return flagOf(is)
	case is:
		return textOf(w.Write.Words[0])
	default:
		return textOf(w.Write.Words[1])
	}
}

// rfc3339 returns an instant as the clocks of the zone show it, and their offset from UTC. The text must read back as the same instant
// with the offset and without it.
func (s *sending) rfc3339(path string, at *timestamppb.Timestamp) (Value, bool) {
	v, ok := s.instant(path, at, "T")
	if !ok {
		return v, false
	}
	const offset = "-07:00"
	v.Text += at.AsTime().In(s.location()).Format(offset)
	if read, err := time.Parse(time.DateOnly+"T"+time.TimeOnly+offset, v.Text); err != nil || !read.Equal(at.AsTime()) {
		s.refuse(path, "%s cannot be written with the offset of %s: send another instant", at.AsTime().Format(time.RFC3339), s.location())
		return Value{}, false
	}
	return v, true
}
