package server

import (
	"cmp"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestWritesWithMistakes refuses requests before anything is sent, and names each field at fault.
func TestWritesWithMistakes(t *testing.T) {
	r := writeTo(t, newNotebook("Ann", "Bob"))
	unknown := creation("id", "Cid")
	unknown.GetContact().ProtoReflect().SetUnknown(protowire.AppendVarint(protowire.AppendTag(nil, 1999, protowire.VarintType), 1))
	named := func(c *crmstreamv1.Contact, mask ...string) *crmstreamv1.UpdateContactRequest {
		return &crmstreamv1.UpdateContactRequest{Source: "main", Id: "1", Contact: c, UpdateMask: mask}
	}
	updates := func(rows ...*crmstreamv1.UpdateContactRequest) *crmstreamv1.BatchUpdateContactsRequest {
		return &crmstreamv1.BatchUpdateContactsRequest{Source: "main", Requests: rows}
	}
	row := func(id, name string) *crmstreamv1.UpdateContactRequest {
		one := change("", id, name)
		one.Source = ""
		return one
	}
	with := func(one *crmstreamv1.UpdateContactRequest, change func(*crmstreamv1.UpdateContactRequest)) *crmstreamv1.UpdateContactRequest {
		change(one)
		return one
	}
	expecting := change("", "1", "x")
	expecting.ExpectedUnset = []string{"lastname"}
	for name, c := range map[string]struct {
		req    proto.Message
		fields []string
		text   string
	}{
		"no request id":        {creation("", "Cid"), []string{"request_id"}, "Idempotency-Key"},
		"a blank in the id":    {creation("a b", "Cid"), []string{"request_id"}, ""},
		"no record":            {&crmstreamv1.CreateContactRequest{Source: "main", RequestId: "id"}, []string{"contact"}, ""},
		"an id on create":      {&crmstreamv1.CreateContactRequest{Source: "main", RequestId: "id", Contact: &crmstreamv1.Contact{Id: "7", LastName: proto.String("x")}}, []string{"contact.id"}, "is given by the upstream"},
		"unknown fields":       {unknown, []string{"contact"}, "a newer client"},
		"the connector's":      {&crmstreamv1.CreateContactRequest{Source: "main", RequestId: "id", Contact: &crmstreamv1.Contact{TypeId: proto.String("bad")}}, []string{"contact.type_id", "contact.last_name"}, "no such type"},
		"nothing to update":    {named(nil), []string{"contact"}, "nothing to update"},
		"an empty record":      {named(&crmstreamv1.Contact{}), []string{"contact"}, "nothing to update"},
		"another id":           {named(&crmstreamv1.Contact{Id: "2", LastName: proto.String("x")}), []string{"contact.id"}, "equal to id"},
		"a mask of id":         {named(nil, "id"), []string{"update_mask"}, "besides id"},
		"a mask of all":        {named(nil, "*"), []string{"update_mask"}, "no upstream replaces"},
		"a mask of all fields": {named(nil, "fields"), []string{"update_mask"}, "fields.KEY"},
		"a misspelled mask":    {named(nil, "lastnam"), []string{"update_mask"}, "did you mean"},
		"a deeper mask":        {named(nil, "emails.address"), []string{"update_mask"}, "written whole"},
		"no id":                {row("", "x"), []string{"source"}, ""},
		"expected unset":       {expecting, []string{"expected_unset"}, "no such field"},
		"no rows":              {updates(), []string{"requests"}, ""},
		"a record twice":       {updates(row("1", "x"), row("2", "x"), row("1", "y")), []string{"requests[2].id"}, "also in requests[0]"},
		"a row's own id":       {updates(row("1", "x"), change("mine", "2", "x")), []string{"requests[1].request_id"}, "belongs to the batch"},
		"a row's own proof": {updates(with(row("1", "x"), func(one *crmstreamv1.UpdateContactRequest) {
			one.Proof = crmstreamv1.WriteProof_WRITE_PROOF_NONE
		})), []string{"requests[0].proof"}, "belongs to the batch"},
		"another source":   {updates(with(row("1", "x"), func(one *crmstreamv1.UpdateContactRequest) { one.Source = "other" })), []string{"requests[0].source"}, "leave it out"},
		"a row without id": {updates(row("1", "x"), row("", "y")), []string{"requests[1].id"}, "missing"},
		"rows at once": {updates(row("", "x"), row("2", "y"), with(row("1", "z"), func(one *crmstreamv1.UpdateContactRequest) {
			one.UpdateMask = []string{"nam"}
		})), []string{"requests[0].id", "requests[2].update_mask"}, ""},
		"rows of the connector": {updates(row("2", "y"), with(row("1", "z"), func(one *crmstreamv1.UpdateContactRequest) {
			one.Contact.TypeId = proto.String("bad")
		})), []string{"requests[1].contact.type_id"}, "no such type"},
		"too large a row": {named(nil, "last_name", "first_name", "patronymic", "type_id", "comment", "address", "name", "owner_id", "kind", "group_id"), []string{""}, "11 elements"},
	} {
		t.Run(name, func(t *testing.T) {
			var err error
			switch req := c.req.(type) {
			case *crmstreamv1.CreateContactRequest:
				_, err = r.contacts.CreateContact(t.Context(), req)
			case *crmstreamv1.UpdateContactRequest:
				_, err = r.contacts.UpdateContact(t.Context(), req)
			case *crmstreamv1.BatchUpdateContactsRequest:
				_, err = r.contacts.BatchUpdateContacts(t.Context(), req)
			}
			md := fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")
			require.Equal(t, c.fields[0], md["field"], err)
			require.ErrorContains(t, err, c.text)
			if c.fields[0] == "" {
				return
			}
			var fields []string
			for _, v := range detailOf[*errdetails.BadRequest](t, err).GetFieldViolations() {
				fields = append(fields, v.GetField())
			}
			require.Equal(t, c.fields, fields)
			require.Equal(t, "0", cmp.Or(md["upstream_requests"], "0"))
		})
	}
	sent, looked := r.requests()
	require.Empty(t, sent)
	require.Empty(t, looked)
	require.Equal(t, "Ann Bob", r.names())
	r.noRow("id")
}

// TestMasksDecideWhatIsWritten sends the fields of the mask and no others, and clears those that are unset.
func TestMasksDecideWhatIsWritten(t *testing.T) {
	for name, c := range map[string]struct {
		contact *crmstreamv1.Contact
		mask    []string
		want    *crmstreamv1.Contact
	}{
		"without a mask what is set": {&crmstreamv1.Contact{LastName: proto.String("Moore")}, nil, &crmstreamv1.Contact{LastName: proto.String("Moore"), FirstName: proto.String("Ann")}},
		"set to an empty text":       {&crmstreamv1.Contact{LastName: proto.String("")}, nil, &crmstreamv1.Contact{LastName: proto.String(""), FirstName: proto.String("Ann")}},
		"one of two":                 {&crmstreamv1.Contact{LastName: proto.String("Moore"), FirstName: proto.String("Eve")}, []string{"first_name"}, &crmstreamv1.Contact{LastName: proto.String("Lee"), FirstName: proto.String("Eve")}},
		"cleared, in JSON spelling":  {&crmstreamv1.Contact{Id: "1"}, []string{"lastName"}, &crmstreamv1.Contact{FirstName: proto.String("Ann")}},
		"cleared without a record":   {nil, []string{"last_name", "id"}, &crmstreamv1.Contact{FirstName: proto.String("Ann")}},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNotebook()
			n.store(&crmstreamv1.Contact{LastName: proto.String("Lee"), FirstName: proto.String("Ann")})
			r := writeTo(t, n)
			got, err := r.contacts.UpdateContact(t.Context(), &crmstreamv1.UpdateContactRequest{Source: "main", Id: "1", Contact: c.contact, UpdateMask: c.mask})
			require.NoError(t, err)
			require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK, got.GetReceipt().GetProof(), got)
			require.NotEmpty(t, got.GetReceipt().GetRequestId(), "the server makes an id and tells the caller")
			got.Contact.ActivityTime, got.Contact.Id = nil, ""
			require.True(t, proto.Equal(c.want, got.GetContact()), got)
		})
	}
}

// TestWritesThatAreNotAllowed are refused before anything is sent.
func TestWritesThatAreNotAllowed(t *testing.T) {
	disabled := func(t *testing.T, err error) {
		t.Helper()
		fails(t, err, codes.FailedPrecondition, "WRITES_DISABLED")
	}
	n := newNotebook("Ann")
	r := writeTo(t, n, func(_ *Options, c *SourceConfig) {
		c.Writes = map[string][]string{"contacts": {"create"}, "deals": {"update"}}
	})
	_, err := r.update("u", "1", "Bob")
	disabled(t, err)
	require.ErrorContains(t, err, "writes: {contacts: [update]}")
	_, err = r.contacts.DeleteContact(t.Context(), &crmstreamv1.DeleteContactRequest{Source: "main", Id: "1"})
	disabled(t, err)
	_, err = r.contacts.BatchDeleteContacts(t.Context(), &crmstreamv1.BatchDeleteContactsRequest{Source: "main", Requests: []*crmstreamv1.DeleteContactRequest{{Id: "1"}}})
	disabled(t, err)
	_, err = r.create("c", "Bob")
	require.NoError(t, err)
	_, err = crmstreamv1.NewDealsServiceClient(r.server.Local()).UpdateDeal(t.Context(), &crmstreamv1.UpdateDealRequest{Source: "main", Id: "1"})
	fails(t, err, codes.Unimplemented, "UNSUPPORTED")

	r.stop()
	r.start(false)
	_, err = r.create("d", "Cid")
	disabled(t, err)
	require.ErrorContains(t, err, "set state_dir")
	_, err = r.writes.GetWrite(t.Context(), &crmstreamv1.GetWriteRequest{Source: "main", RequestId: "c"})
	disabled(t, err)
	_, err = r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{Source: "main", RequestId: "c"})
	disabled(t, err)
	require.Equal(t, "Ann Bob", r.names())
}

// TestExpectedValues writes only what is as the caller expects.
func TestExpectedValues(t *testing.T) {
	n := newNotebook("Ann", "Bob")
	r := writeTo(t, n)
	expecting := func(id, name string, unset ...string) *crmstreamv1.UpdateContactRequest {
		req := change("", id, "New"+id)
		if name != "" {
			req.Expected = &crmstreamv1.Contact{LastName: proto.String(name)}
		}
		req.ExpectedUnset = unset
		return req
	}
	for _, wrong := range []*crmstreamv1.UpdateContactRequest{expecting("1", "Bob"), expecting("1", "", "last_name"), expecting("1", "Ann", "lastName")} {
		_, err := r.contacts.UpdateContact(t.Context(), wrong)
		md := fails(t, err, codes.Aborted, "CONFLICT")
		require.Equal(t, "expected", md["field"])
		require.Equal(t, "1", md["upstream_requests"])
		require.ErrorContains(t, err, `last_name is "Ann"`)
	}
	_, err := r.contacts.UpdateContact(t.Context(), expecting("9", "Ann"))
	require.Equal(t, "id", fails(t, err, codes.NotFound, "NOT_FOUND")["field"])
	_, err = r.contacts.DeleteContact(t.Context(), &crmstreamv1.DeleteContactRequest{Source: "main", Id: "1", Expected: &crmstreamv1.Contact{LastName: proto.String("Bob")}})
	fails(t, err, codes.Aborted, "CONFLICT")
	sent, _ := r.requests()
	require.Empty(t, sent)

	got, err := r.contacts.UpdateContact(t.Context(), expecting("1", "Ann", "patronymic"))
	require.NoError(t, err)
	require.EqualValues(t, 3, got.GetUpstreamRequests(), "a reading before, the write, a reading after")
	version := &crmstreamv1.UpdateContactRequest{
		Source: "main", Id: "1", Contact: &crmstreamv1.Contact{LastName: proto.String("Next")}, Expected: &crmstreamv1.Contact{ActivityTime: got.GetContact().GetActivityTime()},
	}
	_, err = r.contacts.UpdateContact(t.Context(), version)
	require.NoError(t, err)
	_, err = r.contacts.UpdateContact(t.Context(), version)
	fails(t, err, codes.Aborted, "CONFLICT")

	batch := &crmstreamv1.BatchUpdateContactsRequest{Source: "main", Requests: []*crmstreamv1.UpdateContactRequest{expecting("1", "Next"), expecting("2", "Ann")}}
	for _, one := range batch.GetRequests() {
		one.Source = ""
	}
	r.requests()
	_, err = r.contacts.BatchUpdateContacts(t.Context(), batch)
	fails(t, err, codes.Aborted, "CONFLICT")
	require.ErrorContains(t, err, `requests[1].last_name is "Bob", not "Ann"`)
	sent, looked := r.requests()
	require.Empty(t, sent)
	require.Equal(t, [][]string{{"1", "2"}}, looked, "the records of a part are read at once")
	require.Equal(t, "Next Bob", r.names())
}

// TestDryRunsShowWhatWouldBeSent compares the planned requests with those that the same call sends then (W4).
func TestDryRunsShowWhatWouldBeSent(t *testing.T) {
	r := writeTo(t, newNotebook())
	req := creations("dry", "Ann", "Bob", "Cid", "Dan")
	req.ValidateOnly = true
	plan, err := r.contacts.BatchCreateContacts(t.Context(), req)
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_VALIDATED, plan.GetReceipt().GetState())
	require.Equal(t, "dry", plan.GetReceipt().GetRequestId())
	require.Empty(t, plan.GetContacts())
	require.Empty(t, plan.GetResults())
	require.Zero(t, plan.GetUpstreamRequests())
	require.Len(t, plan.GetNotices(), 1, "what encoding has found, once for all rows")
	sent, looked := r.requests()
	require.Empty(t, sent)
	require.Empty(t, looked)
	r.noRow("dry")

	req.ValidateOnly = false
	_, err = r.contacts.BatchCreateContacts(t.Context(), req)
	require.NoError(t, err)
	sent, _ = r.requests()
	require.Len(t, sent, len(plan.GetReceipt().GetRequests()))
	for i, planned := range plan.GetReceipt().GetRequests() {
		require.Equal(t, sent[i].body, notebookKey+planned.GetBody()[len("key=***&"):])
		require.Equal(t, sent[i].op, planned.GetOp())
		require.EqualValues(t, sent[i].rows, planned.GetRows())
		require.Equal(t, "POST /create text/plain", planned.GetMethod()+" "+planned.GetPath()+" "+planned.GetContentType())
		require.EqualValues(t, 2*sent[i].rows, planned.GetElements())
	}

	wrong := change("", "1", "x")
	wrong.ValidateOnly, wrong.Expected = true, &crmstreamv1.Contact{LastName: proto.String("Zoe")}
	_, err = r.contacts.UpdateContact(t.Context(), wrong)
	fails(t, err, codes.Aborted, "CONFLICT")
	wrong.Expected = &crmstreamv1.Contact{LastName: proto.String("Ann")}
	one, err := r.contacts.UpdateContact(t.Context(), wrong)
	require.NoError(t, err)
	require.EqualValues(t, 1, one.GetUpstreamRequests(), "the record is read")
	require.Empty(t, one.GetReceipt().GetRequestId(), "no id is made of which no row exists")
	bad := creation("", "")
	bad.ValidateOnly = true
	_, err = r.contacts.CreateContact(t.Context(), bad)
	fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")
}
