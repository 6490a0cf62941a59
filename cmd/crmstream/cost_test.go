package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
	sandboxall "github.com/crmstream/crmstream/sandbox/all"
	"github.com/crmstream/crmstream/sandbox/apro"
)

// TestCosts counts what the sandboxes see for every method, and compares it with what the answer says.
func TestCosts(t *testing.T) {
	names := startCounted(t).names(t) // of another server, so that this one has kept nothing yet
	d := startCounted(t)
	sms := d.sendSMS(t)
	covered := map[string]bool{}
	for _, c := range costs {
		covered[c.method] = true
		for i, want := range []int{c.first, c.then} {
			request := strings.ReplaceAll(names.Replace(c.request), "{sms}", sms)
			t.Run(fmt.Sprintf("%s %s %d", c.method, c.request, i), func(t *testing.T) {
				d.alone = c.then > 0
				before := d.count(c.source)
				answer := d.call(t, c.method, c.source, request)
				saw := d.count(c.source) - before
				require.Equal(t, want, saw, "requests that the sandbox saw")
				require.Equal(t, saw, answer.requests, "requests that the answer tells")
			})
		}
	}
	for _, method := range allMethods() {
		require.True(t, covered[method], "%s is not counted", method)
	}
	check.AtLeast(t, "costs_counted", float64(2*len(costs)), float64(2*len(allMethods())))
}

// counted is the demo in this process, so that its sandboxes can be asked what they saw.
type counted struct {
	conn      *grpc.ClientConn
	web       string // the address of the JSON API
	emulators []emulator
	// alone keeps calls from sharing what others have fetched.
	alone bool
}

func startCounted(t *testing.T) *counted {
	t.Helper()
	return startWith(t, map[string]string{"administrate": demoSandbox("administrate")})
}

// startWith is startCounted with settings of sandboxes, by their names.
func startWith(t *testing.T, settings map[string]string) *counted {
	t.Helper()
	return startBetween(t, settings, func(_ string, h sandboxall.Handler) sandboxall.Handler { return h })
}

// startBetween is startWith with a handler before each sandbox.
func startBetween(t *testing.T, settings map[string]string, between func(name string, h sandboxall.Handler) sandboxall.Handler) *counted {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	ctx, fail := context.WithCancelCause(context.Background())
	d := &counted{}
	rows := int64(1000)
	for _, sandbox := range sandboxall.Sandboxes() {
		instance, err := sandbox.Start(sandboxall.Options{Roomy: true, Rows: &rows, Settings: settings[sandbox.Name]})
		require.NoError(t, err)
		instance.Handler = between(sandbox.Name, instance.Handler)
		e, err := serveEmulator(sandbox.Name, instance, "127.0.0.1:0", log, fail)
		require.NoError(t, err)
		d.emulators = append(d.emulators, e)
	}
	demo := demoCommand{GRPC: "127.0.0.1:0", HTTP: "127.0.0.1:0"}
	s, err := demo.setup(d.emulators)
	require.NoError(t, err)
	s.stateDir = filepath.Join(t.TempDir(), "state")
	a, err := newApp(s, log)
	require.NoError(t, err)
	require.NoError(t, a.listen(s.listen))
	ended := make(chan error, 1)
	up := make(chan struct{})
	go func() {
		ended <- a.run(ctx, func(a *app) error {
			defer close(up)
			return callBack(a, d.emulators)
		})
	}()
	<-up
	d.web = a.web()
	d.conn, err = grpc.NewClient(a.grpcListener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	t.Cleanup(func() {
		require.NoError(t, d.conn.Close())
		fail(nil)
		require.NoError(t, <-ended)
		a.close()
		stopEmulators(d.emulators)
	})
	return d
}

// sendSMS has the CRM send a text message, and returns its id.
func (d *counted) sendSMS(t *testing.T) string {
	t.Helper()
	for _, e := range d.emulators {
		if crm, ok := e.instance.Handler.(*apro.Server); ok {
			id, err := crm.SendSMS(t.Context(), "Shop", "+441234567", "Hi")
			require.NoError(t, err)
			return strconv.FormatInt(id, 10)
		}
	}
	t.Fatal("no CRM sends text messages")
	return ""
}

// count returns how many requests a source's sandbox has seen. Access tokens are the account's, and not asked for by any one call.
func (d *counted) count(source string) int {
	name, _, _ := strings.Cut(source, "-")
	n := 0
	for _, e := range d.emulators {
		if e.name == name {
			for op, requests := range e.instance.Requests() {
				if op != "graphql_token" {
					n += int(requests)
				}
			}
		}
	}
	return n
}

// answered is what a call answered.
type answered struct {
	records  []protoreflect.Message
	requests int
	token    string // to resume with, of lists
}

// call calls a method by its name, with a request in JSON.
func (d *counted) call(t *testing.T, method, source, request string) answered {
	t.Helper()
	a, err := d.try(t, method, source, request)
	require.NoError(t, err)
	return a
}

// try is call for a request that may fail.
func (d *counted) try(t *testing.T, method, source, request string) (answered, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	service, name, _ := strings.Cut(method, "/")
	m := methodOf(t, service, name)
	in, out := newMessage(t, m.Input()), newMessage(t, m.Output())
	require.NoError(t, protojson.Unmarshal([]byte(request), in))
	if field := m.Input().Fields().ByName("source"); field != nil && source != "" {
		in.ProtoReflect().Set(field, protoreflect.ValueOfString(source))
	}
	if field := m.Input().Fields().ByName("max_staleness"); field != nil && d.alone {
		in.ProtoReflect().Set(field, protoreflect.ValueOfMessage(durationpb.New(0).ProtoReflect()))
	}
	path := "/crmstream.v1." + method
	if m.IsStreamingClient() {
		if err := uploadNothing(ctx, d.conn, path, in, out); err != nil {
			return answered{}, err
		}
		return d.read(answered{}, out), nil
	}
	if !m.IsStreamingServer() {
		if err := d.conn.Invoke(ctx, path, in, out); err != nil {
			return answered{}, err
		}
		return d.read(answered{}, out), nil
	}
	stream, err := d.conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, path)
	require.NoError(t, err)
	require.NoError(t, stream.SendMsg(in))
	require.NoError(t, stream.CloseSend())
	var a answered
	for {
		out := newMessage(t, m.Output())
		if err := stream.RecvMsg(out); errors.Is(err, io.EOF) {
			return a, nil
		} else if err != nil {
			return a, err
		}
		a = d.read(a, out)
	}
}

// read adds a message to what was answered.
func (d *counted) read(a answered, m proto.Message) answered {
	r := m.ProtoReflect()
	fields := r.Descriptor().Fields()
	if field := fields.ByName("upstream_requests"); field != nil {
		a.requests = int(r.Get(field).Int())
	}
	if w, ok := m.(interface {
		GetReceipt() *crmstreamv1.WriteReceipt
	}); ok && w.GetReceipt().GetReplayed() {
		a.requests = 0 // the answer is that of the call that wrote
	}
	if field := fields.ByName("summary"); field != nil && r.Has(field) {
		if summary, ok := r.Get(field).Message().Interface().(*crmstreamv1.Summary); ok {
			a.requests = int(summary.GetUpstreamRequests())
		}
	}
	if field := fields.ByName("resume_token"); field != nil {
		a.token = r.Get(field).String()
	}
	switch field := fields.ByNumber(1); {
	case field.IsList() && field.Message() != nil:
		for i := range r.Get(field).List().Len() {
			a.records = append(a.records, r.Get(field).List().Get(i).Message())
		}
	case field.Message() != nil:
		a.records = append(a.records, r.Get(field).Message())
	}
	return a
}

func newMessage(t *testing.T, desc protoreflect.MessageDescriptor) proto.Message {
	t.Helper()
	kind, err := protoregistry.GlobalTypes.FindMessageByName(desc.FullName())
	require.NoError(t, err)
	return kind.New().Interface()
}

// allMethods returns every method of the API.
func allMethods() []string {
	var methods []string
	protoregistry.GlobalFiles.RangeFilesByPackage("crmstream.v1", func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			service := file.Services().Get(i)
			for j := range service.Methods().Len() {
				methods = append(methods, string(service.Name())+"/"+string(service.Methods().Get(j).Name()))
			}
		}
		return true
	})
	slices.Sort(methods)
	return slices.Compact(methods)
}

// text returns a text field of a record.
func text(m protoreflect.Message, field protoreflect.Name) string {
	return m.Get(m.Descriptor().Fields().ByName(field)).String()
}
