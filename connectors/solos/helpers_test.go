package solos_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/solos"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/scan"
)

// readWith reads a list of projects with the engine itself, as readList does.
func readWith(ctx context.Context, client connectors.Client, req *crmstreamv1.ListProjectsRequest, opts scan.Options) ([]string, scan.State, error) {
	fetch, err := conformance.Open(client, req, nil)
	if err != nil {
		return nil, scan.State{}, err
	}
	return readList(ctx, fetch, &crmstreamv1.ListProjectsResponse{}, opts)
}

// readList reads a list with the engine itself, in calls that each resume where the one before it ended. It returns the
// ids in the order of delivery and where the scan stands.
func readList(ctx context.Context, fetch connectors.Fetch, response proto.Message, opts scan.Options) ([]string, scan.State, error) {
	var ids []string
	var last scan.Batch
	send := func(b *scan.Batch) error {
		for _, wire := range b.Records {
			message := response.ProtoReflect().New()
			if err := proto.Unmarshal(wire, message.Interface()); err != nil {
				return err
			}
			record := message.Get(message.Descriptor().Fields().ByNumber(1)).List().Get(0).Message()
			ids = append(ids, record.Get(record.Descriptor().Fields().ByName("id")).String())
		}
		last = *b
		return nil
	}
	for last.End != scan.EndOfList && last.End != scan.EndLimit {
		if err := scan.New(connectors.Fetch(fetch), last.State, opts, send).Run(ctx); err != nil {
			return ids, last.State, err
		}
	}
	return ids, last.State, nil
}

// serve returns a client of an upstream that answers with what page returns.
func serve(t *testing.T, page func(offset, count int) string) connectors.Client {
	t.Helper()
	return upstream(t, func(w http.ResponseWriter, r *http.Request) {
		offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
		count, _ := strconv.Atoi(r.URL.Query().Get("count"))
		_, _ = fmt.Fprint(w, page(offset, count))
	})
}

// upstream returns a client of an upstream with that handler.
func upstream(t *testing.T, handler http.HandlerFunc) connectors.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := solos.New(connectors.Account{TimeZone: conformance.Zone(t)}, &solos.Settings{
		BaseURL: server.URL, Token: connectors.NewSecret("x"), Secret: connectors.NewSecret("y"), PageSize: 10, Overlap: 3,
	})
	require.NoError(t, err)
	return client
}
