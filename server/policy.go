package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	optionsv1 "github.com/crmstream/crmstream/gen/go/crmstream/options/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/inproc"
)

// Metadata keys about the caller. The JSON API sends the first two, which are believed only in calls from within the process.
const (
	clientAddressKey     = "x-crmstream-client-address"
	clientCertificateKey = "x-crmstream-client-cert"
	authorizationKey     = "authorization"
	forwardedKey         = "x-forwarded-for" // believed only from trusted proxies
)

// entrance is what a method demands of its caller before its request is read.
type entrance uint8

const (
	forCallers entrance = iota // the call needs a caller
	forAll                     // the call needs no caller
	forNobody                  // the method is not served where there are callers
)

// foreignMethods returns the entrances of the methods of other APIs.
func foreignMethods() map[string]entrance {
	return map[string]entrance{
		"/grpc.health.v1.Health/Check":                                   forAll, // load balancers have no key
		"/grpc.health.v1.Health/Watch":                                   forCallers,
		"/grpc.health.v1.Health/List":                                    forNobody, // the answer names all services
		"/grpc.reflection.v1.ServerReflection/ServerReflectionInfo":      forCallers,
		"/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo": forCallers,
	}
}

// entrances returns the entrance of every method. A method without a known entrance is an error, so that the server does not
// start.
func (s *Server) entrances() (map[string]entrance, error) {
	methods, err := api.Methods()
	if err != nil {
		return nil, err
	}
	known := foreignMethods()
	for _, m := range methods {
		known[m.Name] = forCallers
		if m.Policy.GetPublic() {
			known[m.Name] = forAll
		}
	}
	for service, info := range s.grpc.GetServiceInfo() {
		for _, m := range info.Methods {
			if _, ok := known["/"+service+"/"+m.Name]; !ok {
				return nil, fmt.Errorf("/%s/%s: the method declares no policy", service, m.Name)
			}
		}
	}
	return known, nil
}

// verbs are the verbs of the protos, with their names in grants.
var verbs = map[optionsv1.Verb]access.Verb{
	optionsv1.Verb_VERB_READ:     access.Read,
	optionsv1.Verb_VERB_WATCH:    access.Watch,
	optionsv1.Verb_VERB_WRITE:    access.Write,
	optionsv1.Verb_VERB_DELETE:   access.Delete,
	optionsv1.Verb_VERB_PAYMENTS: access.Payments,
	optionsv1.Verb_VERB_EVENTS:   access.Events,
	optionsv1.Verb_VERB_METRICS:  access.Metrics,
	optionsv1.Verb_VERB_ADMIN:    access.Admin,
}

// sessionKey is the context key of the session of a call.
type sessionKey struct{}

// sessionOf returns the session of a call. It is nil where there are no callers, and for a method that needs none.
func sessionOf(ctx context.Context) *access.Session {
	session, _ := ctx.Value(sessionKey{}).(*access.Session)
	return session
}

// callerOf returns the name of the caller, "" where there are no callers.
func callerOf(ctx context.Context) string {
	if session := sessionOf(ctx); session != nil {
		return session.Caller().Name
	}
	return ""
}

// spender returns the name of the caller that an upstream request is counted for, "" where there are no callers. A request that
// the server makes by itself is counted for access.Own.
func (s *Server) spender(ctx context.Context) string {
	if s.opts.Access == nil {
		return ""
	}
	return cmp.Or(callerOf(ctx), access.Own)
}

// enter begins a call of a method. It returns the context of the caller's session, and a function that ends the session.
func (s *Server) enter(ctx context.Context, method string, stream bool) (context.Context, func(), error) {
	client := s.clientOf(ctx)
	info(ctx).client = client
	if err := s.opts.Audit.Ready(); err != nil && s.entrance[method] != forAll {
		return ctx, func() {}, err
	}
	if s.opts.Access == nil || s.entrance[method] == forAll {
		return ctx, func() {}, nil
	}
	if s.entrance[method] == forNobody {
		return ctx, func() {}, errNotServed
	}
	session, err := s.opts.Access.Enter(ctx, credentialsOf(ctx), stream)
	if err != nil {
		if refused := (*access.Error)(nil); errors.As(err, &refused) && refused.Reason == access.CredentialsRejected {
			s.failures.Delay(ctx, client)
		}
		return ctx, func() {}, err
	}
	return context.WithValue(session.Context(), sessionKey{}, session), session.Close, nil
}

// errNotServed is the error of a method that is not served where there are callers.
var errNotServed = errors.New("this method is not served: it would name what a caller may not see")

// clientOf returns the address from which a call comes, "" where it is not known.
func (s *Server) clientOf(ctx context.Context) string {
	from, ok := peer.FromContext(ctx)
	if !ok {
		return ""
	}
	if _, local := from.AuthInfo.(inproc.AuthInfo); local {
		if addresses := metadata.ValueFromIncomingContext(ctx, clientAddressKey); len(addresses) == 1 {
			return addresses[0]
		}
		return ""
	}
	return s.opts.Proxies.Client(from.Addr.String(), metadata.ValueFromIncomingContext(ctx, forwardedKey))
}

// credentialsOf returns the credentials of a call.
func credentialsOf(ctx context.Context) access.Credentials {
	c := access.Credentials{Authorization: metadata.ValueFromIncomingContext(ctx, authorizationKey)}
	from, ok := peer.FromContext(ctx)
	if !ok {
		return c
	}
	switch auth := from.AuthInfo.(type) {
	case inproc.AuthInfo:
		if names := metadata.ValueFromIncomingContext(ctx, clientCertificateKey); len(names) == 1 {
			c.Certificate = names[0]
		}
	case credentials.TLSInfo:
		c.Certificate = access.CertificateName(auth.State)
	}
	return c
}

// authorize returns nil if the caller may make a request. A source that the caller may not see does not exist for the caller.
func (s *Server) authorize(ctx context.Context, m *api.Method, req proto.Message) error {
	session := sessionOf(ctx)
	if session == nil || m.Policy.GetAnyCaller() || m.Policy.GetPublic() {
		return nil
	}
	source, resource := textOf(req, m.Policy.GetSourceField()), m.Policy.GetResource()
	if field := m.Policy.GetResourceField(); field != "" {
		resource = textOf(req, field)
	}
	info(ctx).asked = asked{source, resource}
	if names := s.visible(ctx); !slices.Contains(names, source) {
		return unknownSource(ctx, source, names)
	}
	return session.Authorize(verbs[m.Policy.GetVerb()], source, resource)
}

// textOf returns a text field of a request. internal/api has checked that it is a text, when it read the methods.
func textOf(req proto.Message, field string) string {
	return req.ProtoReflect().Get(req.ProtoReflect().Descriptor().Fields().ByName(protoreflect.Name(field))).String()
}

// keysExpireSoon is how long before its end the answers begin to state when the key expires.
const keysExpireSoon = 14 * 24 * time.Hour

// expiryKey is the metadata key of answers that states when the key of the call expires, in RFC 3339.
const expiryKey = "crmstream-key-expires"

// expiryOf returns when the key of a call expires, and whether that is soon.
func expiryOf(ctx context.Context) (string, bool) {
	session := sessionOf(ctx)
	if session == nil || session.Expires().IsZero() || time.Until(session.Expires()) > keysExpireSoon {
		return "", false
	}
	return session.Expires().UTC().Format(time.RFC3339), true
}
