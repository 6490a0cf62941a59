package server

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/access"
)

// callersRig is a server with callers.
type callersRig struct {
	*writeRig
	keys map[string]string
}

// withCallers serves a notebook to callers with these verbs for contacts of the source "main".
func withCallers(t *testing.T, n *notebook, verbs map[string][]access.Verb) callersRig {
	t.Helper()
	r := callersRig{keys: map[string]string{}}
	var callers []access.Caller
	for name, can := range verbs {
		key, _, err := access.NewKey()
		require.NoError(t, err)
		id, digest, err := access.ParseKey(key)
		require.NoError(t, err)
		r.keys[name] = key
		callers = append(callers, access.Caller{
			Name: name, Limits: access.Limits{Rate: 1000, Calls: 100, Streams: 10}, Keys: []access.Key{{ID: id, Digest: digest, Created: time.Now().Add(-time.Hour)}},
			Grants: []access.Grant{{Sources: []string{"main"}, Resources: []string{"contacts"}, Can: can}},
		})
	}
	table, err := access.NewTable(callers, time.Now())
	require.NoError(t, err)
	r.writeRig = writeTo(t, n, func(o *Options, _ *SourceConfig) { o.Access = access.NewRegistry(table) })
	return r
}

// as returns the context of a caller's calls.
func (r callersRig) as(caller string) context.Context {
	return metadata.AppendToOutgoingContext(r.t.Context(), "authorization", "Bearer "+r.keys[caller])
}

// TestGrantsOfWrites needs the verb write for creates and updates, and delete for deletes.
func TestGrantsOfWrites(t *testing.T) {
	r := withCallers(t, newNotebook("Ann", "Bob", "Cid"), map[string][]access.Verb{
		"reader": {access.Read, access.Watch}, "writer": {access.Write}, "deleter": {access.Delete}, "admin": {access.Admin}, "every": {access.Every},
	})
	for caller, can := range map[string]string{"reader": "", "writer": "create update batch", "deleter": "delete", "admin": "", "every": "create update batch"} {
		ctx := r.as(caller)
		for act, call := range map[string]func() error{
			"create": func() error { _, err := r.contacts.CreateContact(ctx, creation("c", "Zoe")); return err },
			"update": func() error { _, err := r.contacts.UpdateContact(ctx, change("u", "1", "Eve")); return err },
			"batch":  func() error { _, err := r.contacts.BatchCreateContacts(ctx, creations("b", "Zoe")); return err },
			"delete": func() error {
				_, err := r.contacts.DeleteContact(ctx, &crmstreamv1.DeleteContactRequest{Source: "main", Id: "3"})
				return err
			},
		} {
			if err := call(); slices.Contains(strings.Fields(can), act) {
				require.NoError(t, err, "%s %s", caller, act)
			} else {
				fails(t, err, codes.PermissionDenied, "ACCESS_DENIED")
			}
		}
	}
}

// TestRequestIDsAreTheCallers has two callers write under one id, each for itself, and see their own writes.
func TestRequestIDsAreTheCallers(t *testing.T) {
	r := withCallers(t, newNotebook(), map[string][]access.Verb{"ann": {access.Write, access.Read}, "bob": {access.Write, access.Read}, "eve": {access.Read}, "boss": {access.Admin}})
	for _, name := range []string{"ann", "bob"} {
		got, err := r.contacts.CreateContact(r.as(name), creation("id", name))
		require.NoError(t, err)
		require.False(t, got.GetReceipt().GetReplayed())
	}
	require.Len(t, r.contactsOf(), 2)
	get := func(as, whose, id string) (*crmstreamv1.Write, error) {
		got, err := r.writes.GetWrite(r.as(as), &crmstreamv1.GetWriteRequest{Source: "main", RequestId: id, Caller: whose})
		return got.GetWrite(), err
	}
	for _, c := range []struct {
		as, whose, id string
		code          codes.Code
		of            string
	}{
		{"ann", "", "id", codes.OK, "ann"},
		{"ann", "ann", "id", codes.OK, "ann"},
		{"bob", "", "id", codes.OK, "bob"},
		{"ann", "bob", "id", codes.PermissionDenied, ""},
		{"ann", "nobody", "id", codes.PermissionDenied, ""},
		{"eve", "", "id", codes.NotFound, ""},
		{"eve", "ann", "id", codes.PermissionDenied, ""},
		{"boss", "ann", "id", codes.OK, "ann"},
		{"boss", "bob", "id", codes.OK, "bob"},
		{"boss", "", "id", codes.NotFound, ""},
		{"ann", "", "other", codes.NotFound, ""},
	} {
		got, err := get(c.as, c.whose, c.id)
		require.Equal(t, c.code, status.Code(err), "%+v: %v", c, err)
		require.Equal(t, c.of, got.GetCaller(), c)
	}
	_, err := r.writes.GetWrite(t.Context(), &crmstreamv1.GetWriteRequest{Source: "main", RequestId: "id"})
	require.Equal(t, codes.Unauthenticated, status.Code(err))
}

// TestSettlingIsForOwnersAndAdmins has others not settle what is not theirs, and a caller who lost the right to write know nothing more.
func TestSettlingIsForOwnersAndAdmins(t *testing.T) {
	r := withCallers(t, newNotebook(), map[string][]access.Verb{"ann": {access.Write}, "bob": {access.Write}, "boss": {access.Admin}})
	r.meet = func(m *meeting) { m.err = lost() }
	for _, id := range []string{"one", "two"} {
		_, err := r.contacts.CreateContact(r.as("ann"), creation(id, "Ann"))
		require.Equal(t, codes.Unknown, status.Code(err))
	}
	settle := func(as, whose, id string) error {
		_, err := r.writes.ResolveWrite(r.as(as), &crmstreamv1.ResolveWriteRequest{
			Source: "main", RequestId: id, Caller: whose, Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: []string{"1"},
		})
		return err
	}
	fails(t, settle("bob", "", "one"), codes.NotFound, "NOT_FOUND")
	fails(t, settle("bob", "ann", "one"), codes.PermissionDenied, "ACCESS_DENIED")
	require.NoError(t, settle("boss", "ann", "one"))
	var changed []access.Caller
	for _, c := range r.options.Access.Table().Callers() {
		changed = append(changed, *c)
		if c.Name == "ann" {
			changed[len(changed)-1].Grants = []access.Grant{{Sources: []string{"main"}, Resources: []string{"contacts"}, Can: []access.Verb{access.Read}}}
		}
	}
	table, err := access.NewTable(changed, time.Now())
	require.NoError(t, err)
	r.options.Access.Replace(table)
	fails(t, settle("ann", "", "two"), codes.PermissionDenied, "ACCESS_DENIED")
	_, err = r.writes.GetWrite(r.as("ann"), &crmstreamv1.GetWriteRequest{Source: "main", RequestId: "two"})
	fails(t, err, codes.PermissionDenied, "ACCESS_DENIED")
}

// TestWritesAreCharged counts each upstream request of a write for its caller: the reading before, the write, the proof, and the settling.
func TestWritesAreCharged(t *testing.T) {
	r := withCallers(t, newNotebook("Ann"), map[string][]access.Verb{"ann": {access.Write, access.Read}, "boss": {access.Admin}})
	r.server.opts.Writes.ProofLag = nil
	spent := func() int32 {
		answer, err := r.server.getSpending(context.Background(), &crmstreamv1.GetSpendingRequest{Source: "main", FromTime: timestamppb.New(time.Now().Add(-2 * time.Hour))})
		require.NoError(t, err)
		var paid int32
		for _, line := range answer.GetSpending() {
			require.Equal(t, "ann", line.GetCaller())
			paid += line.GetPaid()
		}
		return paid
	}
	got, err := r.contacts.CreateContact(r.as("ann"), creation("a", "Bob"))
	require.NoError(t, err)
	require.EqualValues(t, 2, got.GetUpstreamRequests())
	require.EqualValues(t, 2, spent())
	_, err = r.contacts.CreateContact(r.as("ann"), creation("a", "Bob"))
	require.NoError(t, err)
	require.EqualValues(t, 2, spent(), "a replay costs nothing")
	r.meet = func(m *meeting) { m.err = lost() }
	_, err = r.contacts.UpdateContact(r.as("ann"), change("u", "1", "Eve"))
	require.Equal(t, "1", fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")["upstream_requests"])
	require.EqualValues(t, 3, spent())
	updated, err := r.contacts.UpdateContact(r.as("ann"), change("u", "1", "Eve"))
	require.NoError(t, err)
	require.EqualValues(t, 2, updated.GetUpstreamRequests(), "the verifier, and the proof")
	require.EqualValues(t, 5, spent())
}

// TestWritesBelongToAnAccount has the name of a source refer to another account: what was written in the first is neither looked for
// nor written in the second.
func TestWritesBelongToAnAccount(t *testing.T) {
	n := newNotebook()
	r := writeTo(t, n, func(_ *Options, c *SourceConfig) { c.Identity = "first" })
	n.meet = func(m *meeting) { m.err = lost() }
	_, err := r.update("lost", "1", "Moore")
	fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
	n.meet = nil
	r.source.Identity = "second"
	r.restart()
	_, _ = n.requests()
	_, err = r.update("lost", "1", "Moore")
	fails(t, err, codes.AlreadyExists, "REQUEST_ID_REUSED")
	_, err = r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{Source: "main", RequestId: "lost"})
	fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
	sent, looked := n.requests()
	require.Empty(t, sent)
	require.Empty(t, looked)
	r.source.Identity = "first"
	r.restart()
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, r.write("lost").GetState())
}
