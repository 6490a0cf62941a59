package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// TestWritersThatExpectValuesLoseNothing has many callers add one to a number that a contact has, each by reading it and writing it on the
// condition that it is unchanged (W8).
func TestWritersThatExpectValuesLoseNothing(t *testing.T) {
	writers := 200
	if testing.Short() {
		writers = 50
	}
	n := newNotebook("0")
	n.meet = func(*meeting) { time.Sleep(100 * time.Microsecond) } // so that a check without a lock is too early
	r := writeTo(t, n)
	var conflicts atomic.Int64
	var racing sync.WaitGroup
	for range writers {
		racing.Go(func() {
			for {
				got, err := r.contacts.GetContact(t.Context(), &crmstreamv1.GetContactRequest{Source: "main", Id: "1"})
				if !assert.NoError(t, err) {
					return
				}
				was := got.GetContact().GetLastName()
				number, err := strconv.Atoi(was)
				if !assert.NoError(t, err) {
					return
				}
				req := change("", "1", strconv.Itoa(number+1))
				req.Expected = &crmstreamv1.Contact{LastName: proto.String(was)}
				_, err = r.contacts.UpdateContact(t.Context(), req)
				if status.Code(err) == codes.Aborted {
					conflicts.Add(1)
					continue
				}
				assert.NoError(t, err)
				return
			}
		})
	}
	racing.Wait()
	reached, err := strconv.Atoi(r.names())
	require.NoError(t, err)
	check.AtMost(t, "writes_lost_updates", float64(writers-reached), 0)
	check.Tell("writes_racing_conflicts", float64(conflicts.Load()))
}

// TestWritesAreInTheNextList reads lists that share pages for a minute, while contacts are written: each list that begins after a write
// shows the write (W10).
func TestWritesAreInTheNextList(t *testing.T) {
	written, readers := 100, 50
	if testing.Short() {
		written, readers = 20, 10
	}
	n := newNotebook()
	r := writeTo(t, n, func(_ *Options, c *SourceConfig) { c.MaxStaleness = 15 * time.Second })
	var done atomic.Int64
	var stale, read atomic.Int64
	ctx, end := context.WithCancel(t.Context())
	var group sync.WaitGroup
	for range readers {
		group.Go(func() {
			for ctx.Err() == nil {
				least := int(done.Load())
				count, err := r.count(t.Context())
				if !assert.NoError(t, err) {
					return
				}
				read.Add(1)
				if count < least {
					stale.Add(1)
				}
			}
		})
	}
	for i := range written {
		_, err := r.create(fmt.Sprint(i), fmt.Sprint("name", i))
		require.NoError(t, err)
		done.Add(1)
	}
	end()
	group.Wait()
	n.mu.Lock()
	listed := n.listed
	n.mu.Unlock()
	check.AtMost(t, "writes_stale_lists", float64(stale.Load()), 0)
	check.AtLeast(t, "writes_lists_read", float64(read.Load()), float64(written/10))
	require.Less(t, int64(listed), read.Load()+1)
	before := listed
	for range 5 {
		_, err := r.count(t.Context())
		require.NoError(t, err)
	}
	require.LessOrEqual(t, n.listed, before+1, "without writes the pages are shared")
}

// count returns how many contacts the list shows.
func (r *writeRig) count(ctx context.Context) (int, error) {
	stream, err := r.contacts.ListContacts(ctx, &crmstreamv1.ListContactsRequest{Source: "main", MaxStaleness: durationpb.New(15 * time.Second)})
	count := 0
	for err == nil {
		var m *crmstreamv1.ListContactsResponse
		if m, err = stream.Recv(); err == nil {
			count += len(m.GetContacts())
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return count, err
}

// TestUnknownWritesAreInTheNextListToo since they may have been executed.
func TestUnknownWritesAreInTheNextListToo(t *testing.T) {
	r := writeTo(t, newNotebook("Ann"), func(_ *Options, c *SourceConfig) { c.MaxStaleness = time.Minute })
	r.meet = func(m *meeting) { m.err = lost() }
	for i := range 3 {
		count, err := r.count(t.Context())
		require.NoError(t, err)
		require.Equal(t, i+1, count)
		_, err = r.create(fmt.Sprint(i), "Bob")
		require.Equal(t, codes.Unknown, status.Code(err))
	}
}
