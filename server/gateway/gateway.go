package gateway

import (
	"context"
	"math"
	"net/http"
	"time"

	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/gen/openapi"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/memory"
)

// defaultMaxBody is Options.MaxBody when that is 0, in bytes, and defaultBodyTime Options.BodyTime.
const (
	defaultMaxBody  = 1 << 20
	defaultBodyTime = 20 * time.Second
)

// Options say how the gateway answers. The zero value is usable.
type Options struct {
	// Sites returns which hosts and origins are served, as they are now; nil is none.
	Sites func() Sites
	// Callers tells that calls need a credential. The Host header is not looked at then: nothing is served to whom a page of
	// another host could borrow the caller's place.
	Callers bool
	// Proxies are believed to say for whom they forward a request.
	Proxies access.Proxies
	// MaxBody is the largest request body in bytes; 0 means 1 MiB.
	MaxBody int64
	// BodyTime is how long the body of a request may take to arrive; 0 means 20 seconds. Answers may take hours.
	BodyTime time.Duration
	// OpenAPI is the document served at /openapi.json and rendered at /docs; nil means the one of this API.
	OpenAPI []byte
	// Metrics serves /metrics; nil means there is no such page.
	Metrics http.Handler
	// Ready returns why no calls should be sent here now, nil if they may. It must not ask an upstream. Nil means always
	// ready.
	Ready func() error
	// Memory is what documents take theirs from; nil is no bound.
	Memory *memory.Budget
	// Version is shown at /.
	Version string
}

// Sites are hosts and origins that are served.
type Sites struct {
	// Hosts are the values of the Host header that are served besides localhost and IP addresses: a name for any port, or name:port.
	Hosts []string
	// Origins are the origins, scheme://host or scheme://host:port, from which pages may use the API.
	Origins []string
}

// sites returns the sites that are served now.
func (o Options) sites() Sites {
	if o.Sites == nil {
		return Sites{}
	}
	return o.Sites()
}

// New returns the handler of the JSON API and its pages. conn leads to the gRPC server that answers the calls; ctx ends
// with the gateway's life. The handler is safe for concurrent use.
func New(ctx context.Context, conn grpc.ClientConnInterface, o Options) (http.Handler, error) {
	if o.MaxBody == 0 {
		o.MaxBody = defaultMaxBody
	}
	if o.Memory == nil {
		o.Memory = memory.New(math.MaxInt64 / 2)
	}
	if o.BodyTime == 0 {
		o.BodyTime = defaultBodyTime
	}
	if o.OpenAPI == nil {
		o.OpenAPI = []byte(openapi.Document)
	}
	methods, err := readMethods()
	if err != nil {
		return nil, err
	}
	routes := routes{}
	if err := addUnary(ctx, routes, conn, methods); err != nil {
		return nil, err
	}
	if err := addLists(routes, conn, methods, o.Memory); err != nil {
		return nil, err
	}
	if err := addPages(routes, methods, o); err != nil {
		return nil, err
	}
	return guard(routes.handler(), o), nil
}
