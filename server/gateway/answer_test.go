package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/wirejson"
	"github.com/crmstream/crmstream/internal/wirejson/wirejsontest"
)

// unaryMethods returns the methods that do not stream.
func unaryMethods(t *testing.T) []*method {
	t.Helper()
	methods, err := readMethods()
	require.NoError(t, err)
	var unary []*method
	for _, m := range methods {
		if !m.Desc.IsStreamingServer() && !m.Desc.IsStreamingClient() {
			unary = append(unary, m)
		}
	}
	return unary
}

// namesConn is a connection that fails with the name of the called method.
type namesConn struct{ grpc.ClientConnInterface }

func (namesConn) Invoke(_ context.Context, name string, _, _ any, _ ...grpc.CallOption) error {
	return errors.New("called " + name)
}

// TestEveryUnaryMethodIsServed asks every form of every unary method.
func TestEveryUnaryMethodIsServed(t *testing.T) {
	handler, err := New(t.Context(), namesConn{}, Options{})
	require.NoError(t, err)
	for _, m := range unaryMethods(t) {
		for _, b := range m.Bindings {
			path := strings.NewReplacer("{", "", "}", "").Replace(b.Path)
			var body io.Reader
			switch {
			case m.Kind == api.Update && b.Body == "*":
				body = strings.NewReader(sampleRequest(m.Request.Descriptor(), m.variables))
			case m.Kind == api.Update:
				body = strings.NewReader(sampleRecord(m.Record()))
			case b.Body != "":
				body = strings.NewReader("{}")
			}
			w := httptest.NewRecorder()
			r := httptest.NewRequestWithContext(t.Context(), b.Verb, "http://localhost"+path, body)
			r.Header.Set("Content-Type", "application/json")
			handler.ServeHTTP(w, r)
			require.Contains(t, w.Body.String(), "called "+m.Name, "%s %s", b.Verb, path)
		}
	}
}

// TestAnswersWithRecords checks the parts of random answers against what lists write.
func TestAnswersWithRecords(t *testing.T) {
	var found int
	answers, err := newUnaryMarshaler(unaryMethods(t))
	require.NoError(t, err)
	for _, m := range unaryMethods(t) {
		if !m.isLookUp() && !m.Kind.Writes() {
			continue
		}
		found++
		t.Run(string(m.Desc.Name()), func(t *testing.T) {
			fields := m.Response.Descriptor().Fields()
			p, err := wirejson.Planner{}.Plan(fields.ByNumber(1).Message())
			require.NoError(t, err)
			random := wirejsontest.Filler{Rand: rand.New(rand.NewPCG(1, 2))}
			for range 20 {
				answer := m.Response.New()
				random.Message(answer, 3)
				written, err := answers.Marshal(answer.Interface())
				require.NoError(t, err)
				var parts map[string]json.RawMessage
				require.NoError(t, json.Unmarshal(written, &parts))
				for i := range fields.Len() {
					f := fields.Get(i)
					part, ok := parts[f.JSONName()]
					require.Equal(t, f.IsList() || f.Message() == nil || answer.Has(f), ok, "%s", f.Name())
					if ok && f.Number() == 1 {
						requireRecords(t, p, f, answer.Get(f), part)
					}
				}
			}
		})
	}
	require.NotZero(t, found)
}

// TestLookUpsStayEncoded writes random answers of look-ups as they come from gRPC, and as messages: with records, without, and in
// the pieces in which the server sends them.
func TestLookUpsStayEncoded(t *testing.T) {
	answers, err := newUnaryMarshaler(unaryMethods(t))
	require.NoError(t, err)
	var found int
	for _, m := range unaryMethods(t) {
		if !m.isLookUp() {
			continue
		}
		found++
		random := wirejsontest.Filler{Rand: rand.New(rand.NewPCG(3, 4))}
		for i := range 20 {
			answer := m.Response.New()
			if i > 0 {
				random.Message(answer, 3)
			}
			want, err := answers.Marshal(answer.Interface())
			require.NoError(t, err)
			wire, err := proto.Marshal(answer.Interface())
			require.NoError(t, err)
			cut := len(wire) * i / 20
			got := lookUpMessage{Parts: m.Response.New().Interface()}
			require.NoError(t, wirejson.NewCodec().Unmarshal(mem.BufferSlice{mem.SliceBuffer(wire[:cut]), mem.SliceBuffer(wire[cut:])}, &got))
			written, err := answers.marshalLookUp(&got)
			require.NoError(t, err)
			require.Equal(t, string(want), string(written))
			got.Release()
		}
	}
	require.NotZero(t, found)
}

// TestTwoRecordsInsteadOfOne checks that an answer with two records where one belongs is not written.
func TestTwoRecordsInsteadOfOne(t *testing.T) {
	answers, err := newUnaryMarshaler(unaryMethods(t))
	require.NoError(t, err)
	wire, err := proto.Marshal(&crmstreamv1.GetContactResponse{Contact: &crmstreamv1.Contact{Id: "1"}})
	require.NoError(t, err)
	got := lookUpMessage{Parts: &crmstreamv1.GetContactResponse{}}
	require.NoError(t, wirejson.NewCodec().Unmarshal(mem.BufferSlice{mem.SliceBuffer(wire), mem.SliceBuffer(wire)}, &got))
	_, err = answers.marshalLookUp(&got)
	require.ErrorContains(t, err, "2 records instead of one")
}

// requireRecords checks the JSON of an answer's record or records against what lists write.
func requireRecords(t *testing.T, p *wirejson.Plan, f protoreflect.FieldDescriptor, v protoreflect.Value, got json.RawMessage) {
	t.Helper()
	var w wirejson.Writer
	var want []byte
	add := func(m protoreflect.Message) {
		wire, err := proto.Marshal(m.Interface())
		require.NoError(t, err)
		want, err = w.Append(separate(want), p, wire)
		require.NoError(t, err)
	}
	if !f.IsList() {
		add(v.Message())
		require.Equal(t, string(want), string(got))
		return
	}
	for i := range v.List().Len() {
		add(v.List().Get(i).Message())
	}
	require.Equal(t, "["+string(want)+"]", string(got))
}
