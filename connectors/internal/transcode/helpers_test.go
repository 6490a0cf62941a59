package transcode_test

import (
	"testing"
	"time"
	_ "time/tzdata" // zones must not depend on the machine

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func mustZone(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	require.NoError(t, err)
	return zone
}

// parsed returns a body as JSON, absent for an empty one.
func parsed[B string | []byte](t testing.TB, body B) transcode.JSON {
	t.Helper()
	if len(body) == 0 {
		return transcode.JSON{}
	}
	json, err := transcode.Parse([]byte(body))
	require.NoError(t, err)
	return json
}

// unmarshal fills a message and returns it.
func unmarshal[M proto.Message](t testing.TB, wire []byte, m M) M {
	t.Helper()
	require.NoError(t, proto.Unmarshal(wire, m))
	require.Empty(t, m.ProtoReflect().GetUnknown())
	return m
}

// takeAlterations takes the alterations off a record and returns them. Messages that are no records have none.
func takeAlterations(m proto.Message) []*crmstreamv1.Alteration {
	field := m.ProtoReflect().Descriptor().Fields().ByName("alterations")
	if field == nil {
		return nil
	}
	var taken []*crmstreamv1.Alteration
	for list, i := m.ProtoReflect().Get(field).List(), 0; i < list.Len(); i++ {
		taken = append(taken, list.Get(i).Message().Interface().(*crmstreamv1.Alteration))
	}
	m.ProtoReflect().Clear(field)
	return taken
}

// requireWire unmarshals wire as a message of the type of want and compares the two.
func requireWire(t testing.TB, want proto.Message, wire []byte) {
	t.Helper()
	got := unmarshal(t, wire, want.ProtoReflect().New().Interface())
	require.Empty(t, cmp.Diff(want, got, protocmp.Transform()))
}
