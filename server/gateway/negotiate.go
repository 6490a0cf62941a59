package gateway

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"google.golang.org/grpc/codes"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The media types that are served.
const (
	typeJSON   = "application/json"
	typeNDJSON = "application/x-ndjson"
	typeHTML   = "text/html"
)

// rank is how much a client wants a media type.
type rank struct {
	quality     float64
	specificity int // of the range that matched: 2 the type itself, 1 type/*, 0 */*
	position    int // of that range among the client's, from 0
}

// over reports whether the rank is higher. Between types of equal quality, one the client named wins over one that a wildcard
// matched, then the one it named first.
func (a rank) over(b rank) bool {
	if a.quality != b.quality {
		return a.quality > b.quality
	}
	if a.specificity != b.specificity {
		return a.specificity > b.specificity
	}
	return a.position < b.position
}

// negotiate returns the offer that the Accept headers want most, the first of equals, and "" if they want none.
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

// rankOf returns the rank of a type by the most specific range that matches it. Quality 0 means it is not wanted.
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

// quality reads a weight. An unreadable one counts as 0: what the client meant is unknown.
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

// notAcceptable is the failure of a request that wants none of the types there are.
func notAcceptable(offers ...string) *failure {
	return refuse(http.StatusNotAcceptable, codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
		"none of the types in Accept is served here: use %s", strings.Join(offers, " or "))
}
