package gateway

import (
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"

	"google.golang.org/grpc/codes"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// routes are the handlers by path pattern and verb.
type routes map[string]map[string]http.Handler

// add registers a handler.
func (rs routes) add(verb, pattern string, h http.Handler) {
	if rs[pattern] == nil {
		rs[pattern] = map[string]http.Handler{}
	}
	rs[pattern][verb] = h
}

// addPage registers a handler that is cheap enough to answer HEAD as well.
func (rs routes) addPage(pattern string, h http.Handler) {
	rs.add(http.MethodGet, pattern, h)
	rs.add(http.MethodHead, pattern, h)
}

// handler returns the handler of all routes.
func (rs routes) handler() http.Handler {
	mux := http.NewServeMux()
	for pattern, verbs := range rs {
		if pattern == "/" {
			pattern = "/{$}"
		}
		mux.Handle(pattern, byVerb(verbs))
	}
	mux.HandleFunc("/", notFound)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// ServeMux would redirect such paths to another resource: /v1/sources//contacts to a source named contacts.
		if !clean(r.URL.Path) || !clean(r.URL.EscapedPath()) {
			notFound(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func clean(p string) bool {
	return p == "/" || strings.HasPrefix(p, "/") && path.Clean(p) == strings.TrimSuffix(p, "/")
}

// byVerb returns a handler that calls the handler of the request's verb.
func byVerb(verbs map[string]http.Handler) http.Handler {
	allow := strings.Join(slices.Sorted(maps.Keys(verbs)), ", ")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, ok := verbs[r.Method]
		if !ok {
			w.Header().Set("Allow", allow)
			refuse(http.StatusMethodNotAllowed, codes.Unimplemented, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
				"%s does not take %s: use %s", r.URL.Path, r.Method, allow).write(w)
			return
		}
		h.ServeHTTP(w, r)
	})
}

func notFound(w http.ResponseWriter, r *http.Request) {
	refuse(http.StatusNotFound, codes.NotFound, crmstreamv1.ErrorReason_ERROR_REASON_NOT_FOUND,
		"there is nothing at %s: / links to everything there is", r.URL.Path).write(w)
}
