package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"syscall"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// knockTime is the time that knock may take.
const knockTime = 2 * time.Second

// explain returns the error of a call for people: without the wrapping of gRPC, with the code, and with advice where the cause
// is known. Its lines are printable.
func (f clientFlags) explain(con *console, err error) string {
	s, ok := status.FromError(err)
	if !ok {
		return printable(err.Error())
	}
	if text := f.unreached(con, s); text != "" {
		return text
	}
	text := s.Code().String() + ": " + printable(s.Message())
	if hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_CREDENTIALS_REQUIRED) {
		text += "\nName the file of your key with --key-file, or set CRMSTREAM_KEY."
	}
	if wait := detailOf[*errdetails.RetryInfo](s).GetRetryDelay().AsDuration(); wait > 0 && s.Code() == codes.ResourceExhausted {
		text += fmt.Sprintf("; try again at %s, in %s", time.Now().Add(wait).Format(time.TimeOnly), wait)
	}
	return text
}

// explainRequest is explain for a request from the command line. If the request lacks a field, it shows how to type the field.
func (f clientFlags) explainRequest(con *console, err error, request protoreflect.Message) string {
	text := f.explain(con, err)
	s, _ := status.FromError(err)
	for _, violation := range detailOf[*errdetails.BadRequest](s).GetFieldViolations() {
		fd := request.Descriptor().Fields().ByName(protoreflect.Name(violation.GetField()))
		if fd != nil && !request.Has(fd) {
			text += "\nAdd it as " + typedAs(fd)
		}
	}
	return text
}

// typedAs returns how a field is typed on the command line.
func typedAs(fd protoreflect.FieldDescriptor) string {
	if isFilter(fd) {
		return fmt.Sprintf("--filter %s=%s", fd.Name(), exampleOf(fd))
	}
	return fmt.Sprintf("--%s %s", flagName(fd.Name()), exampleOf(fd))
}

// exampleOf returns an example of a field's value, or a word to replace by one.
func exampleOf(fd protoreflect.FieldDescriptor) string {
	name := string(fd.Name())
	switch {
	case fd.Enum() != nil && fd.Enum().Values().Len() > 1:
		return shortEnum(fd.Enum(), fd.Enum().Values().Get(1))
	case name == "resource":
		return "contacts"
	case name == "ids" || strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "_ids"):
		return "ID"
	case strings.HasSuffix(name, "_from") || strings.HasSuffix(name, "_before"):
		return "TIME"
	case fd.Kind() == protoreflect.Int32Kind:
		return "N"
	default:
		return "VALUE"
	}
}

// unreached returns advice about a call that no crmstream server has answered, "" if one has answered. The errors of a server
// have details, and those of gRPC have none.
func (f clientFlags) unreached(con *console, s *status.Status) string {
	if len(s.Details()) > 0 {
		return ""
	}
	switch s.Code() {
	case codes.Unavailable:
		if why := f.knock(); why != "" {
			return fmt.Sprintf("nothing answers at %s: %s\nIs the server running? Start one by %s demo, which needs no configuration, or %s serve --config FILE;"+
				" --addr names the gRPC port of another.", f.Addr, why, con.program, con.program)
		}
		if advice := f.advice(s.Message()); advice != "" {
			return fmt.Sprintf("the connection to %s failed: %s\n%s", f.Addr, cause(s), advice)
		}
		return fmt.Sprintf("the connection to %s broke, or what listens there is not crmstream's gRPC port: %s", f.Addr, cause(s))
	case codes.Unimplemented:
		return fmt.Sprintf("what answers at %s does not know this call: %s\nGive --addr the gRPC port of crmstream, which it prints when it starts"+
			" (%s by default), not its port for JSON.", f.Addr, cause(s), defaultGRPCAddress)
	default:
		return ""
	}
}

// cause returns gRPC's text of a failure, without the answer that it quotes.
func cause(s *status.Status) string {
	text, _, _ := strings.Cut(s.Message(), "; transport: ")
	return printable(text)
}

// knock connects to the server's port and returns why that fails, "" if it does not fail or the address has no port. It is
// called after a failure, since gRPC states the cause only in internal terms.
func (f clientFlags) knock() string {
	if strings.Contains(f.Addr, ":/") || strings.HasPrefix(f.Addr, "unix:") {
		return ""
	}
	ctx, cancel := context.WithTimeout(context.Background(), knockTime)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", f.Addr)
	if err == nil {
		_ = conn.Close() // nothing was sent
		return ""
	}
	var number syscall.Errno
	var whole *net.OpError
	switch {
	case errors.As(err, &number):
		return number.Error()
	case errors.As(err, &whole):
		return printable(whole.Err.Error())
	default:
		return printable(err.Error())
	}
}

// detailOf returns the first detail of a type that a status has, nil if there is none.
func detailOf[T any](s *status.Status) (none T) {
	for _, detail := range s.Details() {
		if d, ok := detail.(T); ok {
			return d
		}
	}
	return none
}

// hasReason reports whether the server's error has one of the reasons.
func hasReason(err error, reasons ...crmstreamv1.ErrorReason) bool {
	given := "ERROR_REASON_" + detailOf[*errdetails.ErrorInfo](status.Convert(err)).GetReason()
	return slices.ContainsFunc(reasons, func(r crmstreamv1.ErrorReason) bool { return r.String() == given })
}
