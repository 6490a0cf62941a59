package gateway

import (
	"maps"
	"net/http"
	"net/url"
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

// router is the handler of all routes.
type router struct {
	mux             *http.ServeMux
	writes, uploads map[string]bool // by verb and pattern in mux
	custom          map[string]bool // the custom methods of GET on collections: ":batchGet"
}

// router returns the handler of all routes.
func (rs routes) router() router {
	rt := router{http.NewServeMux(), map[string]bool{}, map[string]bool{}, map[string]bool{}}
	custom := rs.takeCustom()
	for pattern, verbs := range rs {
		h := byVerb(verbs, "")
		if methods := custom[pattern]; methods != nil {
			h = byCustomMethod(pattern, methods, verbs)
		}
		if pattern == "/" {
			pattern = "/{$}"
		}
		rt.mux.Handle(pattern, h)
		if _, name, ok := strings.Cut(pattern, ":"); ok && verbs[http.MethodGet] != nil {
			rt.custom[":"+name] = true
		}
		rt.addWrites(pattern, verbs)
		for _, m := range custom[pattern] {
			rt.addWrites(pattern, m.verbs)
		}
	}
	rt.mux.HandleFunc("/", notFound)
	return rt
}

func (rt router) addWrites(pattern string, verbs map[string]http.Handler) {
	for verb, h := range verbs {
		switch h.(type) {
		case writeHandler:
			rt.writes[verb+" "+pattern] = true
		case uploadHandler:
			rt.uploads[verb+" "+pattern] = true
		}
	}
}

// isWrite reports whether a request goes to a write.
func (rt router) isWrite(r *http.Request) bool {
	_, pattern := rt.mux.Handler(r)
	return rt.writes[r.Method+" "+pattern]
}

// isUpload reports whether a request goes to an upload.
func (rt router) isUpload(r *http.Request) bool {
	_, pattern := rt.mux.Handler(r)
	return rt.uploads[r.Method+" "+pattern]
}

// ServeHTTP answers a request.
func (rt router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	escaped := r.URL.EscapedPath()
	if !clean(escaped) || r.Method == http.MethodGet && rt.custom[escaped[strings.LastIndexByte(escaped, '/')+1:]] {
		notFound(w, r) // contacts/:batchGet is contacts:batchGet misspelt, not a look-up
		return
	}
	rt.mux.ServeHTTP(w, r)
}

// clean reports whether an escaped path names one thing. ServeMux would redirect others to another resource: /v1/sources//contacts
// to a source named contacts. Clients read segments of dots alone as another path too, escaped or not.
func clean(p string) bool {
	if !strings.HasPrefix(p, "/") || p != "/" && path.Clean(p) != strings.TrimSuffix(p, "/") {
		return false
	}
	for segment := range strings.SplitSeq(p, "/") {
		if text, err := url.PathUnescape(segment); err != nil || dots(text) {
			return false
		}
	}
	return true
}

func dots(id string) bool { return id == "." || id == ".." }

// customMethod is a custom method of paths that end with a variable: /contacts/{id}:update.
type customMethod struct {
	suffix string // ":update"
	verbs  map[string]http.Handler
}

// takeCustom takes the patterns with a custom method after a variable out of the routes, since http.ServeMux has no such patterns.
// The result has them by the pattern without the custom method, which is in the routes afterwards.
func (rs routes) takeCustom() map[string][]customMethod {
	taken := map[string][]customMethod{}
	for _, pattern := range slices.Sorted(maps.Keys(rs)) {
		if at := strings.LastIndex(pattern, "}:"); at >= 0 {
			base := pattern[:at+1]
			taken[base] = append(taken[base], customMethod{pattern[at+1:], rs[pattern]})
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

// byCustomMethod returns a handler for the paths of a pattern that ends with a variable, with and without a custom method. A path
// that ends like a custom method and has another verb belongs to the pattern alone: an id may have colons. An escaped colon is
// always a part of the id.
func byCustomMethod(pattern string, methods []customMethod, plain map[string]http.Handler) http.Handler {
	variable := pattern[strings.LastIndex(pattern, "{")+1 : len(pattern)-1]
	hint, handlers := "", make([]http.Handler, len(methods))
	for i, m := range methods {
		verbs := maps.Clone(plain)
		for verb, h := range m.verbs {
			hint += ", or " + verb + " with " + m.suffix + " at the end"
			verbs[verb] = withoutSuffix(variable, m.suffix, h)
		}
		handlers[i] = byVerb(verbs, "")
	}
	alone := byVerb(plain, hint)
	if len(plain) == 0 {
		alone = http.HandlerFunc(notFound)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for i, m := range methods {
			if strings.HasSuffix(r.URL.EscapedPath(), m.suffix) {
				handlers[i].ServeHTTP(w, r)
				return
			}
		}
		alone.ServeHTTP(w, r)
	})
}

// withoutSuffix returns a handler that calls h without the suffix of a path variable.
func withoutSuffix(variable, suffix string, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := strings.TrimSuffix(r.PathValue(variable), suffix)
		if id == "" || dots(id) {
			notFound(w, r)
			return
		}
		r.SetPathValue(variable, id)
		h.ServeHTTP(w, r)
	})
}

// byVerb returns a handler that calls the handler of the request's verb. hint says what else could be meant.
func byVerb(verbs map[string]http.Handler, hint string) http.Handler {
	allow := strings.Join(slices.Sorted(maps.Keys(verbs)), ", ")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, ok := verbs[r.Method]
		if !ok {
			w.Header().Set("Allow", allow)
			refuse(http.StatusMethodNotAllowed, codes.Unimplemented, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
				"%s does not take %s: use %s%s", r.URL.Path, r.Method, allow, hint).write(w)
			return
		}
		h.ServeHTTP(w, r)
	})
}

func notFound(w http.ResponseWriter, r *http.Request) {
	refuse(http.StatusNotFound, codes.NotFound, crmstreamv1.ErrorReason_ERROR_REASON_NOT_FOUND,
		"there is nothing at %s: / links to everything there is", r.URL.Path).write(w)
}
