package main

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/check"
)

// Two sources that a caller does not see: one is of others, and none has the other name.
const foreignSource, noSource = "solos", "sonos"

// whole returns all that a caller gets of a call by gRPC, with the name of a source made that of another.
func (g *guardedApp) whole(t *testing.T, ctx context.Context, m *api.Method, source, as string) []byte {
	t.Helper()
	var header, trailer metadata.MD
	var err error
	if m.Desc.IsStreamingServer() {
		stream, opened := g.conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, m.Name)
		require.NoError(t, opened)
		require.NoError(t, stream.SendMsg(requestOf(m, source)))
		require.NoError(t, stream.CloseSend())
		err = stream.RecvMsg(&emptypb.Empty{})
		header, _ = stream.Header()
		trailer = stream.Trailer()
	} else {
		err = g.conn.Invoke(ctx, m.Name, requestOf(m, source), &emptypb.Empty{}, grpc.Header(&header), grpc.Trailer(&trailer))
	}
	require.Equal(t, codes.NotFound, status.Code(err), "%s: %v", m.Name, err)
	all, err := proto.MarshalOptions{Deterministic: true}.Marshal(status.Convert(err).Proto())
	require.NoError(t, err)
	for _, md := range []metadata.MD{header, trailer} {
		for _, key := range slices.Sorted(func(yield func(string) bool) {
			for key := range md {
				if key != "grpc-status-details-bin" && !yield(key) {
					return
				}
			}
		}) {
			all = append(all, key...)
			for _, value := range md[key] {
				all = append(all, value...)
			}
		}
	}
	return bytes.ReplaceAll(all, []byte(source), []byte(as))
}

// TestForeignSourcesAnswerAsNone calls every method and route that names a source, for one of others and for one that no caller has. The
// answers are the same, byte by byte.
func TestForeignSourcesAnswerAsNone(t *testing.T) {
	g := startGuarded(t)
	methods, err := api.Methods()
	require.NoError(t, err)
	key := "Bearer " + g.key(t, "warehouse")
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", key, "x-request-id", "same")
	compared, different := 0, 0
	compare := func(name string, foreign, none []byte) {
		compared++
		if !bytes.Equal(foreign, none) {
			different++
			t.Errorf("%s: a foreign source differs from none:\n%q\n%q", name, foreign, none)
		}
	}
	before := g.requests()
	for _, m := range methods {
		if m.Policy.GetSourceField() == "" {
			continue
		}
		compare(m.Name, g.whole(t, ctx, m, foreignSource, noSource), g.whole(t, ctx, m, noSource, noSource))
		for _, b := range m.Bindings {
			code, foreign := g.get(t, b, requestOf(m, foreignSource), key)
			require.Equal(t, http.StatusNotFound, code, foreign)
			_, none := g.get(t, b, requestOf(m, noSource), key)
			compare(b.Verb+" "+b.Path, bytes.ReplaceAll([]byte(foreign), []byte(foreignSource), []byte(noSource)), []byte(none))
		}
	}
	check.AtMost(t, "access_foreign_sources_told", float64(different), 0)
	check.AtLeast(t, "access_foreign_sources_compared", float64(compared), 150)
	require.Equal(t, before, g.requests())

	// The times of answers, of which the machine makes most.
	client := crmstreamv1.NewSourcesServiceClient(g.conn)
	took := map[string][]time.Duration{}
	for range 1000 {
		for _, source := range []string{foreignSource, noSource} {
			began := time.Now()
			_, err := client.GetSource(ctx, &crmstreamv1.GetSourceRequest{Source: source})
			took[source] = append(took[source], time.Since(began))
			require.Equal(t, codes.NotFound, status.Code(err))
		}
	}
	median := func(source string) float64 {
		slices.Sort(took[source])
		return took[source][len(took[source])/2].Seconds()
	}
	check.Tell("access_foreign_source_time_ratio", median(foreignSource)/median(noSource))
}
