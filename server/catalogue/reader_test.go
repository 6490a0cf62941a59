package catalogue

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestAReaderGoesOnBehindARecord resumes behind each record, one that is gone from the list included.
func TestAReaderGoesOnBehindARecord(t *testing.T) {
	list := &List{Read: time.Now()}
	for _, id := range []string{"1", "3", "5"} {
		list.Records = append(list.Records, connectors.Record{ID: []byte(id), Key: []byte(id)})
	}
	s := open(t, t.TempDir())
	read := func(cursor connectors.Cursor) (connectors.Page, error) {
		r := Reader{Store: s, Key: key, Age: day, Read: func(context.Context) (*List, error) { return list, nil }}
		return r.Fetch(t.Context(), connectors.PageRequest{Cursor: cursor})
	}
	whole, err := read("")
	require.NoError(t, err)
	require.Len(t, whole.Records, 3)
	require.Equal(t, 3, *whole.Total)
	for i := range whole.Records {
		rest, err := read(whole.After(i))
		require.NoError(t, err)
		require.Len(t, rest.Records, 2-i)
		require.Equal(t, 3, *rest.Total)
	}
	rest, err := read(cursorAfter(connectors.Record{ID: []byte("2"), Key: []byte("2")}))
	require.NoError(t, err)
	require.Equal(t, "3", string(rest.Records[0].ID))
	for _, damaged := range []connectors.Cursor{"x", "!.MQ", "MQ.!"} {
		_, err := read(damaged)
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindCursorGone}, damaged)
	}
}

// TestVariant keeps what requests of a list have in common, and nothing that is filtered or raw.
func TestVariant(t *testing.T) {
	common := &crmstreamv1.ListFieldsRequest{
		Source: "main", PageSize: 1, Limit: 2, ResumeToken: "t", MaxStaleness: durationpb.New(0), Resource: "deals",
		Priority: crmstreamv1.Priority_PRIORITY_BULK,
	}
	text, ok := Variant(common)
	require.True(t, ok)
	require.Equal(t, "resource=deals", text)
	common.IncludeRaw = true
	_, ok = Variant(common)
	require.False(t, ok)
}
