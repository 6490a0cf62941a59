package server

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// configured returns a configuration of the source "main" that a fake serves.
func configured(f *fake, identity, account string) SourceConfig {
	return SourceConfig{Name: "main", Driver: f.driver(), Settings: fakeSettings{}, TimeZone: time.UTC, Identity: identity, Account: account}
}

// gated returns a fake of which every page from the third on waits for the gate.
func gated(rows int, gate <-chan struct{}) *fake {
	f := &fake{rows: rows}
	f.before = func(ctx context.Context, at connectors.PageRequest) error {
		if at.Cursor == "" || at.Cursor == "100" {
			return nil
		}
		select {
		case <-gate:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return f
}

// listed is what came of a list.
type listed struct {
	ids   []string
	token string // of the last message or of the error
	info  *errdetails.ErrorInfo
	err   error
}

// listContacts lists contacts. begun is called after the first message.
func listContacts(t *testing.T, conn grpc.ClientConnInterface, token string, begun func()) listed {
	t.Helper()
	stream, err := crmstreamv1.NewContactsServiceClient(conn).ListContacts(t.Context(), &crmstreamv1.ListContactsRequest{Source: "main", ResumeToken: token})
	require.NoError(t, err)
	var got listed
	for {
		message, err := stream.Recv()
		if err != nil {
			got.err = err
			for _, d := range status.Convert(err).Details() {
				if info, ok := d.(*errdetails.ErrorInfo); ok {
					got.info, got.token = info, info.GetMetadata()["resume_token"]
				}
			}
			return got
		}
		for _, c := range message.GetContacts() {
			got.ids = append(got.ids, c.GetId())
		}
		if len(got.ids) > 0 && begun != nil {
			begun()
			begun = nil
		}
	}
}

// requireWhole requires ids from 0 to n, in order.
func requireWhole(t *testing.T, n int, ids []string) {
	t.Helper()
	require.Len(t, ids, n)
	for i, id := range ids {
		require.Equal(t, fmt.Sprintf("%06d", i), id)
	}
}

// TestAListGoesOnWithAnotherClient replaces the client of an account under a list. What was under way with the client before may end
// well or fail, as with a secret that was withdrawn.
func TestAListGoesOnWithAnotherClient(t *testing.T) {
	for name, failure := range map[string]error{
		"the page comes": nil,
		"the page fails": &connectors.Error{Kind: connectors.KindCredentialsRejected, Err: errors.New("withdrawn")},
	} {
		t.Run(name, func(t *testing.T) {
			gate := make(chan struct{})
			before, after := gated(1000, gate), &fake{rows: 1000}
			wait := before.before
			before.before = func(ctx context.Context, at connectors.PageRequest) error {
				if err := wait(ctx, at); err != nil || at.Cursor == "" || at.Cursor == "100" {
					return err
				}
				return failure
			}
			s, conn := serveDriver(t, before.driver())
			got := listContacts(t, conn, "", func() {
				changes, err := s.SetSources([]SourceConfig{configured(after, "", "another secret")})
				require.NoError(t, err)
				require.Equal(t, Changes{Replaced: []string{"main"}}, changes)
				close(gate)
			})
			require.ErrorContains(t, got.err, "EOF")
			requireWhole(t, 1000, got.ids)
			require.Positive(t, after.fetched.Load())
			require.LessOrEqual(t, before.fetched.Load()+after.fetched.Load(), int64(10+DefaultParallelReads), "no page is read twice but those that failed")
		})
	}
}

// TestASourceThatIsRemovedEndsItsLists removes a source, or makes its name that of another account, under a list.
func TestASourceThatIsRemovedEndsItsLists(t *testing.T) {
	for name, test := range map[string]struct {
		configs []SourceConfig
		changes Changes
		resumed codes.Code
		reason  string
	}{
		"removed": {nil, Changes{Removed: []string{"main"}}, codes.NotFound, "UNKNOWN_SOURCE"},
		"another account": {
			[]SourceConfig{configured(&fake{rows: 7}, "another", "")},
			Changes{Added: []string{"main"}, Removed: []string{"main"}},
			codes.Aborted, "CURSOR_GONE",
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, conn := serveDriver(t, gated(1000, nil).driver())
			var changed time.Time
			got := listContacts(t, conn, "", func() {
				changes, err := s.SetSources(test.configs)
				require.NoError(t, err)
				require.Equal(t, test.changes, changes)
				changed = time.Now()
			})
			require.Less(t, time.Since(changed), 10*time.Second)
			require.Equal(t, codes.FailedPrecondition, status.Code(got.err), got.err)
			require.Equal(t, "SOURCE_REMOVED", got.info.GetReason())
			requireWhole(t, len(got.ids), got.ids)
			require.NotEmpty(t, got.ids)
			again := listContacts(t, conn, got.token, nil)
			require.Equal(t, test.resumed, status.Code(again.err), again.err)
			require.Equal(t, test.reason, again.info.GetReason())
			require.Empty(t, again.ids)
		})
	}
}

// TestAConfigurationThatFailsChangesNothing tries configurations of which one source cannot be served.
func TestAConfigurationThatFailsChangesNothing(t *testing.T) {
	f := &fake{rows: 300}
	s, conn := serve(t, f)
	broken := configured(f, "", "x")
	broken.Name = "broken"
	broken.Driver.New = func(connectors.Account, connectors.Settings) (connectors.Client, error) {
		return nil, errors.New("no client")
	}
	other := configured(&fake{}, "another", "y")
	for _, configs := range [][]SourceConfig{{other, broken}, {other, other}, {{Name: "No Name"}}} {
		_, err := s.SetSources(configs)
		require.Error(t, err)
	}
	requireWhole(t, 300, listContacts(t, conn, "", nil).ids)
	changes, err := s.SetSources([]SourceConfig{configured(f, "", "")})
	require.NoError(t, err)
	require.False(t, changes.Any(), "the same configuration changes nothing")
}

// TestATokenOfAVersionBeforeIsOfNoAccount resumes with a token that says nothing of the account.
func TestATokenOfAVersionBeforeIsOfNoAccount(t *testing.T) {
	s, conn := serve(t, &fake{rows: 300})
	list := servedBy(s).lists["contacts"]
	req := &crmstreamv1.ListContactsRequest{Source: "main"}
	binding := bind(req, list).ofCall("", "")
	state, err := openToken(s.opts.Tokens, listContacts(t, conn, "", nil).token, binding)
	require.Error(t, err, "a list that ended has no token")
	state.Cursor = "200"
	delete(binding, boundAccount)
	token, err := s.opts.Tokens.Seal(state, binding)
	require.NoError(t, err)
	require.Len(t, listContacts(t, conn, token, nil).ids, 100)
	binding["search"] = "other"
	token, err = s.opts.Tokens.Seal(state, binding)
	require.NoError(t, err)
	require.ErrorContains(t, listContacts(t, conn, token, nil).err, "search")
}
