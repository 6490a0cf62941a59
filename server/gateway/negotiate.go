package gateway

import (
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"google.golang.org/grpc/codes"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The media types that are served.
const (
	typeJSON   = "application/json"
	typeNDJSON = "application/x-ndjson"
	typeEvents = "text/event-stream"
	typeHTML   = "text/html"
)

// formatParam is the query parameter of lists and watches that has precedence over Accept.
const formatParam = "format"

// formats are the values of formatParam.
func formats() map[string]string {
	return map[string]string{typeJSON: "json", typeNDJSON: "ndjson", typeEvents: "sse"}
}

// readFormat returns the media type that the caller wants, one of the offers. The parameter format has precedence over Accept.
func readFormat(h http.Header, values url.Values, offers ...string) (string, *failure) {
	given, ok := values[formatParam]
	if !ok {
		if mediaType := negotiate(h.Values("Accept"), offers...); mediaType != "" {
			return mediaType, nil
		}
		return "", notAcceptable(offers...)
	}
	names := make([]string, len(offers))
	for i, offer := range offers {
		if names[i] = formats()[offer]; len(given) == 1 && given[0] == names[i] {
			return offer, nil
		}
	}
	return "", invalid(formatParam, "takes %s, not %q", strings.Join(names, " or "), strings.Join(given, ", "))
}

// rank says how much a client wants a media type.
type rank struct {
	quality     float64
	specificity int // of the matching range: 2 for the type itself, 1 for type/*, 0 for */*
	position    int // index of the matching range among the client's
}

// over reports whether the rank is higher. Between types of equal quality, the type that the client named has precedence over
// one that a wildcard matched, then the type that the client named first.
func (a rank) over(b rank) bool {
	if a.quality != b.quality {
		return a.quality > b.quality
	}
	if a.specificity != b.specificity {
		return a.specificity > b.specificity
	}
	return a.position < b.position
}

// negotiate returns the offer that the Accept headers prefer, the first of equal ones, "" if they accept none.
func negotiate(accept []string, offers ...string) string {
	ranges := strings.Split(strings.Join(accept, ","), ",")
	if strings.TrimSpace(strings.Join(ranges, "")) == "" {
		return offers[0]
	}
	best, bestRank := "", rank{}
	for _, offer := range offers {
		r := rankOf(offer, ranges)
		if r.quality > 0 && (best == "" || r.over(bestRank)) {
			best, bestRank = offer, r
		}
	}
	return best
}

// rankOf returns the rank of a type, from the most specific range that matches the type. Quality 0 means that the client
// refuses the type.
func rankOf(offer string, ranges []string) rank {
	found := rank{specificity: -1}
	for i, text := range ranges {
		mediaRange, params, err := mime.ParseMediaType(text)
		if err != nil {
			continue
		}
		specificity := -1
		switch kind, _, _ := strings.Cut(offer, "/"); mediaRange {
		case offer:
			specificity = 2
		case kind + "/*":
			specificity = 1
		case "*/*":
			specificity = 0
		}
		if specificity <= found.specificity {
			continue
		}
		found = rank{quality: quality(params["q"]), specificity: specificity, position: i}
	}
	return found
}

// quality reads a weight. A weight that cannot be read counts as 0, since its meaning is unknown.
func quality(q string) float64 {
	if q == "" {
		return 1
	}
	v, err := strconv.ParseFloat(q, 64)
	if err != nil || !(v >= 0 && v <= 1) {
		return 0
	}
	return v
}

// notAcceptable returns the failure of a request that accepts none of the offered types.
func notAcceptable(offers ...string) *failure {
	return refuse(http.StatusNotAcceptable, codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
		"none of the types in Accept is served here: use %s", strings.Join(offers, " or "))
}
