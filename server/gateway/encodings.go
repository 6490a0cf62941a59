package gateway

import (
	"net/http"
	"strings"

	"google.golang.org/grpc/codes"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// encodings are the encodings of a body that a client accepts, of those that the gateway has.
type encodings struct {
	gzip     bool // preferred to no encoding
	identity bool // no encoding
}

// readEncodings reads the Accept-Encoding headers. A client that sends none expects a body without encoding.
func readEncodings(accept []string) encodings {
	qualities := map[string]float64{}
	for text := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, params, _ := strings.Cut(text, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "x-gzip" { // RFC 9110, 8.4.1.3
			name = "gzip"
		}
		weight, ok := strings.CutPrefix(strings.ToLower(strings.ReplaceAll(params, " ", "")), "q=")
		if q := quality(weight); name != "" && (ok || params == "") {
			qualities[name] = q
		}
	}
	others, wildcard := qualities["*"]
	gzip, named := qualities["gzip"]
	if !named && wildcard {
		gzip = others
	}
	identity, named := qualities["identity"]
	switch {
	case named:
		return encodings{gzip: gzip > 0 && gzip >= identity, identity: identity > 0}
	default:
		return encodings{gzip: gzip > 0, identity: !wildcard || others > 0}
	}
}

// noEncoding returns the failure of a request that accepts no encoding of the gateway.
func noEncoding() *failure {
	return refuse(http.StatusNotAcceptable, codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
		"none of the encodings in Accept-Encoding is served here: use gzip, or leave the header out")
}
