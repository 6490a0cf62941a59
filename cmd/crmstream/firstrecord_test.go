package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/check"
	sandboxall "github.com/crmstream/crmstream/sandbox/all"
)

// gate is a sandbox that answers one request at a time, when it is let. So a reader can leave before the server knows more than the
// answers that made the first record.
type gate struct {
	sandboxall.Handler
	mu      sync.Mutex
	closed  bool
	waiting []chan struct{}
	seen    int
}

// ServeHTTP answers when the gate is open, or lets the request pass.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	g.seen++
	pass := make(chan struct{})
	if g.closed {
		g.waiting = append(g.waiting, pass)
	} else {
		close(pass)
	}
	g.mu.Unlock()
	select {
	case <-pass:
		g.Handler.ServeHTTP(w, r)
	case <-r.Context().Done():
	}
}

// shut closes the gate and begins to count.
func (g *gate) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed, g.seen = true, 0
}

// count returns how many requests have come since the gate was shut.
func (g *gate) count() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.seen
}

// letOne lets the request pass that has waited longest, and reports whether there was one.
func (g *gate) letOne() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.waiting) == 0 {
		return false
	}
	close(g.waiting[0])
	g.waiting = g.waiting[1:]
	return true
}

// open lets all requests pass, and returns how many have come since the gate was shut.
func (g *gate) open() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = false
	for _, w := range g.waiting {
		close(w)
	}
	g.waiting = nil
	return g.seen
}

// leaver reads a list and returns after its first record. Cancelling ctx is leaving.
type leaver func(ctx context.Context, t *testing.T, d *counted, m protoreflect.MethodDescriptor, in proto.Message) error

// overGRPC is a leaver over gRPC.
func overGRPC(ctx context.Context, t *testing.T, d *counted, m protoreflect.MethodDescriptor, in proto.Message) error {
	t.Helper()
	out := newMessage(t, m.Output())
	stream, err := d.conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, fmt.Sprintf("/%s/%s", m.Parent().FullName(), m.Name()))
	if err == nil {
		err = errors.Join(stream.SendMsg(in), stream.CloseSend())
	}
	for err == nil && !out.ProtoReflect().Has(m.Output().Fields().ByNumber(1)) {
		err = stream.RecvMsg(out)
	}
	return err
}

// overJSON is a leaver over HTTP, of a list that takes nothing but a source.
func overJSON(ctx context.Context, t *testing.T, d *counted, m protoreflect.MethodDescriptor, in proto.Message) error {
	t.Helper()
	methods, err := api.Methods()
	if err != nil {
		return err
	}
	path := methods[slices.IndexFunc(methods, func(read *api.Method) bool { return read.Desc.FullName() == m.FullName() })].Bindings[0].Path
	source := in.ProtoReflect().Get(m.Input().Fields().ByName("source")).String()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, d.web+strings.ReplaceAll(path, "{source}", source)+"?format=ndjson&maxStaleness=0s", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	lines, line := bufio.NewReader(answer.Body), ""
	for err == nil && !strings.Contains(line, `"id":`) { // else the line only shows that the list is alive
		line, err = lines.ReadString('\n')
	}
	return err
}

// leaveAtOnce has a reader leave after the first record. It returns how many requests the sandbox saw, and how many of them it had
// answered by then.
func leaveAtOnce(t *testing.T, d *counted, g *gate, read leaver, m protoreflect.MethodDescriptor, in proto.Message) (saw, answered int) {
	t.Helper()
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	g.shut()
	come := make(chan error, 1)
	go func() {
		defer leave()
		come <- read(ctx, t, d, m, in)
	}()
	const asLongAsItTakes = 50 // most lists have their first record after one answer, however busy the machine is
	for waited := 0; ; waited++ {
		select {
		case err := <-come:
			require.NoError(t, err)
			settle(t, g.count)
			return g.open(), answered
		case <-time.After(20 * time.Millisecond):
			if (answered == 0 || waited >= asLongAsItTakes) && g.letOne() {
				answered, waited = answered+1, 0
			}
		}
	}
}

// TestLeavingAfterTheFirstRecordCostsOneRequestMore opens every list that is read from the upstream. Catalogues are kept by then. Most lists
// have their first record with the first answer. Some need more: jobs that are started and polled, and lists that are read again until
// nothing changes, or that begin with empty days. None asks for more than one request beyond these, until the
// server hears that the reader has left.
func TestLeavingAfterTheFirstRecordCostsOneRequestMore(t *testing.T) {
	gates := map[string]*gate{}
	d := startBetween(t, map[string]string{"administrate": demoSandbox("administrate")}, func(name string, h sandboxall.Handler) sandboxall.Handler {
		gates[name] = &gate{Handler: h}
		return gates[name]
	})
	pageSize := regexp.MustCompile(`,?"pageSize":\d+`)
	names, counted, most := startCounted(t).names(t), 0, 0 // of another server: the data are the same
	for _, c := range costs {
		service, name, _ := strings.Cut(c.method, "/")
		m := methodOf(t, service, name)
		if !m.IsStreamingServer() || c.then == 0 || c.source == "" || strings.HasPrefix(name, "Watch") {
			continue
		}
		t.Run(c.source+" "+c.method+" "+c.request, func(t *testing.T) {
			d.alone = true
			request := pageSize.ReplaceAllString(names.Replace(c.request), "") // the whole list
			if len(d.call(t, c.method, c.source, request).records) == 0 {
				return
			}
			in := newMessage(t, m.Input())
			require.NoError(t, protojson.Unmarshal([]byte(request), in))
			in.ProtoReflect().Set(m.Input().Fields().ByName("source"), protoreflect.ValueOfString(c.source))
			in.ProtoReflect().Set(m.Input().Fields().ByName("max_staleness"), protoreflect.ValueOfMessage(durationpb.New(0).ProtoReflect()))
			sandbox, _, _ := strings.Cut(c.source, "-")
			leavers := []leaver{overGRPC}
			if request == "{}" {
				leavers = append(leavers, overJSON)
			}
			for _, leave := range leavers {
				saw, answered := leaveAtOnce(t, d, gates[sandbox], leave, m, in)
				t.Logf("%d requests, %d answered", saw, answered)
				counted, most = counted+1, max(most, saw-answered)
			}
		})
	}
	check.AtLeast(t, "lists_left_after_one_record", float64(counted), 35)
	check.AtMost(t, "requests_beyond_the_first_record", float64(most), 1)
}
