package scan

import (
	"bytes"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// add adds the i-th record of the page to the batch, and sends a full batch. A batch that ends with the page's last record is
// sent at the end of the page: a call that resumes there need not read the page again.
func (s *Scan) add(i int, r *connectors.Record, last bool) error {
	size := len(r.Wire)
	if r.Err != nil {
		size = len(r.Err.Raw) + len(r.Err.Message) + len(r.Err.ID)
	}
	if s.batch.Bytes > 0 && s.batch.Bytes+size > maxBatchBytes {
		if err := s.flush(); err != nil {
			return err
		}
	}
	s.batch.Bytes += size
	s.state.Key, s.state.ID, s.at = r.Key, r.ID, i
	if r.Err != nil {
		s.batch.Errors = append(s.batch.Errors, r.Err)
		s.state.Counts.Errors++
	} else {
		s.batch.Records = append(s.batch.Records, r.Wire)
		s.state.Counts.Delivered++
		s.delivered++
		s.loop.progress()
	}
	if !last && len(s.batch.Records)+len(s.batch.Errors) >= maxBatchRecords {
		return s.flush()
	}
	return nil
}

// fail sends the records that were read before the error, and returns the error.
func (s *Scan) fail(err error) error {
	if sendErr := s.flush(); sendErr != nil {
		return sendErr
	}
	return err
}

// flush sends the batch, unless the batch is empty.
func (s *Scan) flush() error {
	if len(s.batch.Records) == 0 && len(s.batch.Errors) == 0 && len(s.batch.Notices) == 0 {
		return nil
	}
	return s.emit()
}

// finish sends the last message. changedUntil is that of the last page; it counts only at the end of the list.
func (s *Scan) finish(end End, changedUntil string) error {
	s.batch.End = end
	if end == EndOfList {
		s.batch.ChangedUntil = s.notAfterStart(changedUntil)
	}
	return s.emit()
}

// notAfterStart returns a changed_from for the next scan that is no later than this scan's start. A record may have a time in
// the future, by hand or by a wrong clock, which must not hide changes until then.
func (s *Scan) notAfterStart(changedUntil string) string {
	until, err := time.Parse(time.RFC3339, changedUntil)
	if err != nil || s.state.Started.IsZero() || !until.After(s.state.Started) {
		return changedUntil
	}
	return s.state.Started.UTC().Truncate(time.Second).Format(time.RFC3339)
}

func (s *Scan) emit() error {
	s.state.Key, s.state.ID = bytes.Clone(s.state.Key), bytes.Clone(s.state.ID) // slices of the page would keep the whole page in memory
	s.batch.State, s.batch.ReadTime = s.state, s.read
	if s.after != nil && s.at >= 0 {
		if cursor := s.after(s.at); cursor != "" {
			s.batch.State.Cursor = cursor // so that this page need not be read again
		}
	}
	state := s.batch.State
	err := s.send(&s.batch)
	clear(s.batch.Records) // so that the page can be released while the next one is fetched
	s.batch = Batch{Records: s.batch.Records[:0]}
	s.heartbeat.Reset(firstHeartbeat)
	if err == nil {
		s.sent = state
	}
	return err
}
