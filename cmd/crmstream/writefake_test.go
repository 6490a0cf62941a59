package main

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/protoadapt"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// fakeWrites is a server whose contacts and tasks are written once for each request id. What a contact's last name says decides
// what becomes of it.
type fakeWrites struct {
	crmstreamv1.UnimplementedContactsServiceServer
	crmstreamv1.UnimplementedTasksServiceServer
	crmstreamv1.UnimplementedWritesServiceServer
	mu       sync.Mutex
	requests []proto.Message // but those that only check
	checks   []proto.Message
	answers  map[string]proto.Message // by request id
	contacts int                      // that were created
	failures int                      // UNAVAILABLE so many times
	hung     chan struct{}            // closed by a call that hangs
}

// take keeps a request. It returns the answer to its request id, if there is one.
func (f *fakeWrites) take(id string, checked bool, req proto.Message) (proto.Message, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if checked {
		f.checks = append(f.checks, req)
		return nil, nil
	}
	f.requests = append(f.requests, req)
	if f.failures > 0 {
		f.failures--
		return nil, failure(codes.Unavailable, "WRITE_NOT_EXECUTED", "not now", &errdetails.RetryInfo{})
	}
	return f.answers[id], nil
}

// keep keeps an answer.
func (f *fakeWrites) keep(id string, answer proto.Message) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answers[id] = answer
}

// failure returns an error of a server.
func failure(code codes.Code, reason, text string, more ...protoadapt.MessageV1) error {
	s, err := status.New(code, text).WithDetails(append([]protoadapt.MessageV1{&errdetails.ErrorInfo{Reason: reason, Domain: "crmstream"}}, more...)...)
	if err != nil {
		return err
	}
	return s.Err()
}

// invalid returns the error of fields that are missing.
func invalid(before string, fields ...string) error {
	violations := &errdetails.BadRequest{}
	for _, field := range fields {
		violations.FieldViolations = append(violations.FieldViolations, &errdetails.BadRequest_FieldViolation{Field: before + field, Description: "is missing"})
	}
	return failure(codes.InvalidArgument, "INVALID_REQUEST", "fields are missing", violations)
}

func planned(op string, rows int32) *crmstreamv1.WriteReceipt {
	return &crmstreamv1.WriteReceipt{State: crmstreamv1.WriteState_WRITE_STATE_VALIDATED, Requests: []*crmstreamv1.PlannedRequest{
		{Op: op, Method: "POST", Path: "/" + op, Body: "key=***\n", Rows: rows, Elements: rows},
	}}
}

func (f *fakeWrites) CreateContact(ctx context.Context, req *crmstreamv1.CreateContactRequest) (*crmstreamv1.CreateContactResponse, error) {
	answer, err := f.take(req.GetRequestId(), req.GetValidateOnly(), req)
	if known, ok := answer.(*crmstreamv1.CreateContactResponse); ok || err != nil {
		return known, err
	}
	if req.GetValidateOnly() {
		return &crmstreamv1.CreateContactResponse{Contact: &crmstreamv1.Contact{}, Receipt: planned("purchaser/insert", 1)}, nil
	}
	receipt := &crmstreamv1.WriteReceipt{
		RequestId: req.GetRequestId(), State: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Proof: crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK,
	}
	switch req.GetContact().GetLastName() {
	case "lost":
		return nil, failure(codes.Unknown, "WRITE_OUTCOME_UNKNOWN", "it may have been executed")
	case "nothing":
		return nil, failure(codes.DataLoss, "WRITE_NOT_APPLIED", "nothing of it is there")
	case "broken":
		return nil, status.Error(codes.Internal, "the stream broke")
	case "hang":
		close(f.hung)
		<-ctx.Done()
		return nil, ctx.Err()
	case "reused":
		return nil, failure(codes.AlreadyExists, "REQUEST_ID_REUSED", "another request has this id")
	case "differs":
		receipt.Proof = crmstreamv1.ProofResult_PROOF_RESULT_DIFFERS
		receipt.Differences = []*crmstreamv1.FieldDifference{{Field: "last_name", Sent: "differs", Found: "Differs"}}
	}
	contact, ok := proto.Clone(req.GetContact()).(*crmstreamv1.Contact)
	if !ok {
		return nil, nil
	}
	contact.Id = "17"
	return &crmstreamv1.CreateContactResponse{
		Contact: contact, Receipt: receipt, UpstreamRequests: 2, Notices: []*crmstreamv1.Notice{{Code: "ODD", Message: "row"}},
	}, nil
}

func (f *fakeWrites) UpdateContact(_ context.Context, req *crmstreamv1.UpdateContactRequest) (*crmstreamv1.UpdateContactResponse, error) {
	_, err := f.take(req.GetRequestId(), req.GetValidateOnly(), req)
	return &crmstreamv1.UpdateContactResponse{
		Contact: &crmstreamv1.Contact{Id: req.GetId()}, Receipt: &crmstreamv1.WriteReceipt{State: crmstreamv1.WriteState_WRITE_STATE_EXECUTED},
	}, err
}

func (f *fakeWrites) DeleteContact(_ context.Context, req *crmstreamv1.DeleteContactRequest) (*crmstreamv1.DeleteContactResponse, error) {
	_, err := f.take(req.GetRequestId(), req.GetValidateOnly(), req)
	return &crmstreamv1.DeleteContactResponse{
		Contact: &crmstreamv1.Contact{Id: req.GetId()}, Receipt: &crmstreamv1.WriteReceipt{State: crmstreamv1.WriteState_WRITE_STATE_EXECUTED},
	}, err
}

func (f *fakeWrites) BatchCreateContacts(_ context.Context, req *crmstreamv1.BatchCreateContactsRequest) (*crmstreamv1.BatchCreateContactsResponse, error) {
	answer, err := f.take(req.GetRequestId(), req.GetValidateOnly(), req)
	if known, ok := answer.(*crmstreamv1.BatchCreateContactsResponse); ok {
		again, _ := proto.Clone(known).(*crmstreamv1.BatchCreateContactsResponse)
		again.Receipt.Replayed, again.UpstreamRequests = true, 0
		return again, nil
	}
	if err != nil {
		return nil, err
	}
	out := &crmstreamv1.BatchCreateContactsResponse{UpstreamRequests: 2, Receipt: &crmstreamv1.WriteReceipt{}}
	unknown := false
	for i, each := range req.GetRequests() {
		name := each.GetContact().GetLastName()
		if name == "wrong" {
			return nil, invalid(fmt.Sprintf("requests[%d].contact.", i), "type_id", "name")
		}
		result := &crmstreamv1.WriteResult{Index: int32(i), State: crmstreamv1.WriteState_WRITE_STATE_EXECUTED}
		switch {
		case req.GetValidateOnly():
			continue
		case unknown:
			result.State, result.Reason = crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_NOT_EXECUTED
		case name == "lost":
			unknown = true
			result.State, result.Reason = crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_OUTCOME_UNKNOWN
		case name == "refused":
			result.State, result.Reason = crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_REFUSED
			result.Message, result.Field = "no\x1b[2J", fmt.Sprintf("requests[%d].contact.name", i)
		default:
			f.mu.Lock()
			f.contacts++
			result.Id = fmt.Sprint(f.contacts)
			f.mu.Unlock()
		}
		if name == "differs" {
			result.Differences = []*crmstreamv1.FieldDifference{{Field: "last_name", Sent: "differs", Found: "Differs"}}
		}
		out.Results = append(out.Results, result)
	}
	if req.GetValidateOnly() {
		out.Receipt = planned("purchaser/insert", int32(len(req.GetRequests())))
	} else if !unknown {
		f.keep(req.GetRequestId(), out)
	}
	return out, nil
}

func (f *fakeWrites) CreateTask(_ context.Context, req *crmstreamv1.CreateTaskRequest) (*crmstreamv1.CreateTaskResponse, error) {
	_, err := f.take(req.GetRequestId(), req.GetValidateOnly(), req)
	switch subject := req.GetTask().GetSubject(); {
	case err != nil:
		return nil, err
	case subject == "refused" && !req.GetValidateOnly():
		return nil, failure(codes.FailedPrecondition, "WRITE_REFUSED", "no")
	case subject == "wrong":
		return nil, invalid("task.", "status")
	case req.GetValidateOnly():
	case strings.HasPrefix(subject, "lost"):
		return nil, failure(codes.Unknown, "WRITE_OUTCOME_UNKNOWN", "it may have been executed")
	}
	return &crmstreamv1.CreateTaskResponse{
		Task: &crmstreamv1.Task{Id: "t" + req.GetTask().GetSubject()}, UpstreamRequests: 1,
		Receipt: &crmstreamv1.WriteReceipt{State: crmstreamv1.WriteState_WRITE_STATE_EXECUTED},
	}, nil
}

// serveWrites serves the fake on a socket and returns its address.
func serveWrites(t *testing.T) (*fakeWrites, string) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	fake, server := &fakeWrites{hung: make(chan struct{}), answers: map[string]proto.Message{}}, grpc.NewServer()
	crmstreamv1.RegisterContactsServiceServer(server, fake)
	crmstreamv1.RegisterTasksServiceServer(server, fake)
	crmstreamv1.RegisterWritesServiceServer(server, fake)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	return fake, listener.Addr().String()
}
