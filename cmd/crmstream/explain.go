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

// knockTime is how long the search for the cause of a call that met no server may take.
const knockTime = 2 * time.Second

// explain returns the error of a call as people want to read it: without grpc's wrapping, with the code, and with what to do
// about it where that is known. Its lines are printable.
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

// explainRequest is explain for a request of the command line, whose missing field it names as it is typed.
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

// typedAs returns how a field is typed.
func typedAs(fd protoreflect.FieldDescriptor) string {
	if isFilter(fd) {
		return fmt.Sprintf("--filter %s=%s", fd.Name(), exampleOf(fd))
	}
	return fmt.Sprintf("--%s %s", flagName(fd.Name()), exampleOf(fd))
}

// exampleOf returns a value of a field, or what to write in its place.
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

// unreached returns what to do about a call that no crmstream has answered, "" if one has. A server's own errors have details,
// and those of grpc have none.
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
			" (%s unless told otherwise), not its port for JSON.", f.Addr, cause(s), defaultGRPCAddress)
	default:
		return ""
	}
}

// cause returns what grpc says of a failure, without the answer that it quotes.
func cause(s *status.Status) string {
	text, _, _ := strings.Cut(s.Message(), "; transport: ")
	return printable(text)
}

// knock returns why there is no connection to the server's port, "" if there is one or the address is not that of a port. It is
// asked after a failure, since grpc tells the cause only in the words of its own parts.
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

// hasReason reports whether a server gave one of the reasons for an error.
func hasReason(err error, reasons ...crmstreamv1.ErrorReason) bool {
	given := "ERROR_REASON_" + detailOf[*errdetails.ErrorInfo](status.Convert(err)).GetReason()
	return slices.ContainsFunc(reasons, func(r crmstreamv1.ErrorReason) bool { return r.String() == given })
}
