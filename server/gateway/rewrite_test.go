package gateway

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// FuzzWriteBodies reads bodies as changes of a contact. No body panics. A body that protojson reads as it is, and that has a mask, is
// read as the same message; without a mask, all of the message that is set is named in the mask.
func FuzzWriteBodies(f *testing.F) {
	for _, body := range []string{
		`{}`, `{"lastName":"x","first_name":null}`, `{"fields":{"1":1.50,"2":"","3":["a"],"4":null,"5":{"text":"x"}}}`, `{"lastName":1e3}`,
		`{"emails":[{"address":"a"},{}],"phones":[],"createTime":"2026-01-02T03:04:05Z","archived":false,"kind":2}`, `{"fields":{"\ud83d\ude00":{"option":{}}}}`,
		`{"fields":{"a":{"range":{"lower":"1"}},"b":{"point":{"latitude":1e-3}},"c":{"integer":"7"}},"additionalOwnerIds":["1",2]}`, `{"id":1,"raw":""}`,
	} {
		f.Add([]byte(body))
	}
	methods, err := readMethods()
	require.NoError(f, err)
	var update *method
	for _, m := range methods {
		if m.Name == crmstreamv1.ContactsService_UpdateContact_FullMethodName {
			update = m
		}
	}
	require.NotNil(f, update)
	form := api.Binding{Body: "contact"}
	f.Fuzz(func(t *testing.T, body []byte) {
		direct, masked, unmasked := &crmstreamv1.Contact{}, &crmstreamv1.UpdateContactRequest{}, &crmstreamv1.UpdateContactRequest{}
		wrong, other := update.fillWrite(masked, form, body, true), update.fillWrite(unmasked, form, body, false)
		if json.Valid(body) && protojson.Unmarshal(body, direct) == nil {
			require.Nil(t, wrong)
			require.True(t, proto.Equal(direct, masked.GetContact()))
		}
		if wrong == nil && other == nil {
			requireNamed(t, unmasked)
		}
	})
}

// requireNamed checks that the mask names every field that is set, except the id.
func requireNamed(t *testing.T, req *crmstreamv1.UpdateContactRequest) {
	t.Helper()
	names := map[string]bool{"id": true}
	for _, name := range req.GetUpdateMask() {
		names[name] = true
	}
	fields := req.GetContact().ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		if name := fields.Get(i).Name(); name != "fields" && req.GetContact().ProtoReflect().Has(fields.Get(i)) {
			require.True(t, names[string(name)], name)
		}
	}
	for key := range req.GetContact().GetFields() {
		require.True(t, names["fields."+key], key)
	}
}
