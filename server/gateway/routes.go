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
	custom := rs.takeCustom()
	for pattern, verbs := range rs {
		h := byVerb(verbs)
		if methods := custom[pattern]; methods != nil {
			h = byCustomMethod(pattern, methods, h)
		}
		if pattern == "/" {
			pattern = "/{$}"
		}
		mux.Handle(pattern, h)
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

// customMethod is a handler for paths that end with a variable and a custom method: /contacts/{id}:update.
type customMethod struct {
	suffix  string // ":update"
	verbs   map[string]http.Handler
	handler http.Handler
}

// takeCustom takes the patterns with a custom method after a variable out of the routes, since http.ServeMux has no such patterns.
// The result has them by the pattern without the custom method, which is in the routes afterwards.
func (rs routes) takeCustom() map[string][]customMethod {
	taken := map[string][]customMethod{}
	for pattern, verbs := range rs {
		if at := strings.LastIndex(pattern, "}:"); at >= 0 {
			base := pattern[:at+1]
			taken[base] = append(taken[base], customMethod{pattern[at+1:], verbs, byVerb(verbs)})
			delete(rs, pattern)
		}
	}
	for base := range taken {
		if rs[base] == nil {
			rs[base] = map[string]http.Handler{}
		}
	}
	return taken
}

// byCustomMethod returns a handler that calls the custom method of a path. A path that ends like a custom method and has another verb
// belongs to the plain path: an id may have colons.
func byCustomMethod(pattern string, methods []customMethod, plain http.Handler) http.Handler {
	variable := pattern[strings.LastIndex(pattern, "{")+1 : len(pattern)-1]
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, m := range methods {
			if value, ok := strings.CutSuffix(r.PathValue(variable), m.suffix); ok && m.verbs[r.Method] != nil {
				r.SetPathValue(variable, value)
				m.handler.ServeHTTP(w, r)
				return
			}
		}
		plain.ServeHTTP(w, r)
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
