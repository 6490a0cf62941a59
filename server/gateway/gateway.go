package gateway

import (
	"cmp"
	"context"
	"math"
	"net/http"
	"time"

	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/gen/openapi"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/memory"
)

// The defaults of the options, in bytes, and of Options.BodyTime.
const (
	defaultMaxBody  = 1 << 20
	defaultMaxFile  = 32 << 20
	defaultMaxFiles = 128 << 20
	defaultBodyTime = 20 * time.Second
)

// Options configure the gateway. The zero value is usable.
type Options struct {
	// Sites returns the hosts and origins that are served at the moment; nil means none.
	Sites func() Sites
	// Callers says that calls need a credential. Then the Host header is not checked: a page of another host has no credential,
	// so nothing is served to it.
	Callers bool
	// Proxies are the proxies that the gateway trusts to name the client for whom they forward a request.
	Proxies access.Proxies
	// MaxBody is the largest request body in bytes; 0 means 1 MiB. Writes may have 4 MiB or, if that is more, MaxBody.
	MaxBody int64
	// BodyTime is how long the body of a request may take to arrive; 0 means 20 seconds. Answers may take hours. Of an upload it is how
	// long the next bytes may take.
	BodyTime time.Duration
	// MaxFile and MaxFiles are the largest sizes of a file, and of all files of an upload, in bytes; 0 means 32 MiB and 128 MiB.
	MaxFile, MaxFiles int64
	// OpenAPI is the document served at /openapi.json and rendered at /docs; nil means the one of this API.
	OpenAPI []byte
	// Metrics serves /metrics; nil means that there is no such page.
	Metrics http.Handler
	// Ready returns the reason why no calls should be sent to this server now, nil if there is none. It must not send requests
	// to an upstream. Nil means that the server is always ready.
	Ready func() error
	// Memory is the budget from which documents take memory; nil means no bound.
	Memory *memory.Budget
	// Version is shown at /.
	Version string

	// isWrite and isUpload report whether a request goes to a write or to an upload; nil means that there are none.
	isWrite, isUpload func(*http.Request) bool
}

// Sites are hosts and origins that are served.
type Sites struct {
	// Hosts are the values of the Host header that are served in addition to localhost and IP addresses: a name for any port,
	// or name:port.
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

// maxBody returns the largest body of a request in bytes.
func (o Options) maxBody(r *http.Request) int64 {
	switch {
	case o.uploads(r):
		return o.maxForm()
	case o.isWrite != nil && o.isWrite(r):
		return max(o.MaxBody, maxWrite)
	default:
		return o.MaxBody
	}
}

// uploads reports whether a request goes to an upload.
func (o Options) uploads(r *http.Request) bool { return o.isUpload != nil && o.isUpload(r) }

// New returns the handler of the JSON API and its pages. conn is a connection to the gRPC server that answers the calls. ctx
// must last as long as the handler is used. The handler is safe for concurrent use.
func New(ctx context.Context, conn grpc.ClientConnInterface, o Options) (http.Handler, error) {
	if o.MaxBody == 0 {
		o.MaxBody = defaultMaxBody
	}
	if o.Memory == nil {
		o.Memory = memory.New(math.MaxInt64 / 2)
	}
	o.MaxFile, o.MaxFiles = cmp.Or(o.MaxFile, defaultMaxFile), cmp.Or(o.MaxFiles, defaultMaxFiles)
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
	if err := addUnary(ctx, routes, conn, methods, o); err != nil {
		return nil, err
	}
	if err := addStreams(routes, conn, methods, o.Memory); err != nil {
		return nil, err
	}
	if err := addPages(routes, methods, o); err != nil {
		return nil, err
	}
	rt := routes.router()
	o.isWrite, o.isUpload = rt.isWrite, rt.isUpload
	return guard(rt, o), nil
}
