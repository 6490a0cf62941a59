package conformance

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// overFetch is how many more records than wanted a page may fetch, where the upstream takes a page size.
const overFetch = 10

// wants asks for less than a page. The list must be the same, and no call may cost or fetch more than needed.
func (s Subject) wants(t *testing.T) {
	counted := !excused(t, s.Excuses, CheckWants)
	for _, want := range []int{1, 10, 60} {
		rig := s.Open(t, Upstream{Rows: s.some()})
		requests := 0
		rig.Before(func(int) { requests++ })
		page, err := Fetch(t.Context(), rig.Client, s.Request(), connectors.PageRequest{Want: want})
		require.NoError(t, err)
		require.NotEmpty(t, page.Records)
		require.NotEmpty(t, page.Next)
		if counted {
			require.LessOrEqual(t, requests, max(s.OnePage, 1), "%d records cost too much", want)
		}
		if rows := len(page.Records) + page.Outside + page.Repeats; counted && s.PageSize > 0 {
			require.LessOrEqual(t, rows, want+overFetch, "too much was fetched for %d records", want)
		}
		readAll(t, rig, s.Request(), want)
	}
	rig := s.Open(t, Upstream{Rows: 10})
	requests := 0
	rig.Before(func(int) { requests++ })
	readAll(t, rig, s.Request(), 0)
	require.LessOrEqual(t, requests, max(s.OnePage, 1), "a list of one page cost too much")
}

// newest asks for the last records in all orders but the first: of a long list, for one request; of a list with fewer records
// than wanted; and of an upstream that cuts pages below the number wanted, which must not be taken for a short list.
func (s Subject) newest(t *testing.T) {
	const want = 20
	for _, order := range s.declaration(t).Orders[1:] {
		rig := s.Open(t, Upstream{Rows: s.some()})
		requests := 0
		rig.Before(func(int) { requests++ })
		got, err := Fetch(t.Context(), rig.Client, s.ordered(t, order), connectors.PageRequest{Want: want})
		require.NoError(t, err)
		require.Equal(t, 1, requests, "the newest %d cost more than a request", want)
		s.requireNewest(t, rig, got, want)

		rig = s.Open(t, Upstream{Rows: 5})
		got, err = Fetch(t.Context(), rig.Client, s.ordered(t, order), connectors.PageRequest{Want: want})
		require.NoError(t, err)
		s.requireNewest(t, rig, got, want)

		if excused(t, s.Excuses, CheckCut) {
			continue
		}
		rig = s.Open(t, Upstream{Rows: 150, PageCap: 7})
		got, err = Fetch(t.Context(), rig.Client, s.ordered(t, order), connectors.PageRequest{Want: want})
		if err != nil {
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMisconfigured})
			continue
		}
		s.requireNewest(t, rig, got, want)
	}
}

// requireNewest compares a page in descending order with the end of the list in the first order. If records share a key, the
// upstream chooses which of them come.
func (s Subject) requireNewest(t *testing.T, rig *Rig, got connectors.Page, want int) {
	t.Helper()
	require.Empty(t, got.Next)
	w := &walker{rig: rig, req: s.ordered(t, "")}
	var all []connectors.Record
	w.taken = func(r connectors.Record) { all = append(all, r) }
	require.NoError(t, w.run(t.Context()))
	require.Len(t, got.Records, min(want, len(all)), "fewer than there are, without an error")
	for i, r := range got.Records {
		if i > 0 {
			require.Negative(t, r.Compare(got.Records[i-1]), "record %d does not descend", i)
		}
		require.Equal(t, all[len(all)-1-i].Key, r.Key, "record %d from the end", i)
		_, found := slices.BinarySearchFunc(all, r, connectors.Record.Compare)
		require.True(t, found, "%q is not in the list", r.ID)
	}
}

// ordered returns the request for the list in an order, "" for the first, with the fields that other orders need.
func (s Subject) ordered(t *testing.T, order string) proto.Message {
	t.Helper()
	req := s.Request()
	if s.Ordered != "" {
		more := req.ProtoReflect().New().Interface()
		require.NoError(t, protojson.Unmarshal([]byte(s.Ordered), more))
		proto.Merge(req, more)
	}
	field := req.ProtoReflect().Descriptor().Fields().ByName("order")
	req.ProtoReflect().Set(field, protoreflect.ValueOfString(order))
	return req
}
