package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof" // its handlers are registered below: no server here serves the default mux, where the package registers them
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/gateway"
)

const (
	// adminSocket is the socket in the state directory through which the server is administered.
	adminSocket = "admin.sock"
	// adminHeader is a header that requests over TCP must have. A web page cannot send it to another origin without permission.
	adminHeader = "X-Crmstream-Admin"
	// adminOff in place of an address means that there is no admin listener.
	adminOff = "off"
	// maxSocketPath is the largest length of a socket's path that every system accepts.
	maxSocketPath = 103
)

// admin serves the requests to the admin listener.
type admin struct {
	app      *app
	registry *access.Registry // nil where there are no callers
	hide     *redact.Redactor
	log      *slog.Logger
}

// newAdmin returns the server of the admin listener. measured serves /metrics.
func newAdmin(a *app, s setup, registry *access.Registry, measured http.Handler) *http.Server {
	d := &admin{app: a, registry: registry, hide: s.redactor, log: a.log}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", measured)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answerLines(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", d.ready)
	mux.HandleFunc("GET /config", func(w http.ResponseWriter, _ *http.Request) { answerJSON(w, hidden(a.running.Load().shown(), d.hide)) })
	mux.HandleFunc("GET /callers", func(w http.ResponseWriter, _ *http.Request) { answerJSON(w, d.callers()) })
	mux.HandleFunc("POST /reload", d.reload)
	mux.HandleFunc("POST /drain", d.drain)
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return newHTTPServer(gateway.Guard(askedOnPurpose(recorded(mux, a.audit))), a.log)
}

// askedOnPurpose refuses requests over TCP that a web page could have sent.
func askedOnPurpose(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if at, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr); (at == nil || at.Network() != "unix") && r.Header.Get(adminHeader) == "" {
			answerLines(w, http.StatusForbidden, "requests to listen.admin over TCP need the header "+adminHeader+": 1")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// listenAdmin binds the admin listener. address is host:port, off, or "" for a socket in the state directory. If that socket
// cannot be bound, the server runs without an admin listener.
func listenAdmin(address, stateDir string, log *slog.Logger) (net.Listener, error) {
	switch address {
	case adminOff:
		return nil, nil
	case "":
		l, err := listenSocket(filepath.Join(stateDir, adminSocket))
		if err != nil {
			log.Warn("there is no admin listener", "error", err.Error(),
				"fix", "name a state_dir with a shorter path, or set listen.admin to an address such as 127.0.0.1:9091, or to off")
			return nil, nil
		}
		return l, nil
	default:
		return listenTo(address)
	}
}

// listenSocket binds a socket, for this user alone. It replaces a socket that another process has left.
func listenSocket(path string) (net.Listener, error) {
	if len(path) > maxSocketPath {
		return nil, fmt.Errorf("the path of the socket %s is longer than the %d bytes that it may have", path, maxSocketPath)
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case info.Mode()&fs.ModeSocket == 0:
		return nil, fmt.Errorf("%s is no socket: remove it", path)
	default:
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// ready answers whether the server should get calls.
func (d *admin) ready(w http.ResponseWriter, _ *http.Request) {
	if err := d.app.server.Ready(); err != nil {
		answerLines(w, http.StatusServiceUnavailable, err.Error())
		return
	}
	answerLines(w, http.StatusOK, "ok")
}

// reload takes the changes in files. It answers with the names of what has changed, or with each mistake.
func (d *admin) reload(w http.ResponseWriter, r *http.Request) {
	changed, err := d.app.reload.now(r.Context())
	switch {
	case err != nil:
		answerLines(w, http.StatusUnprocessableEntity, d.hide.Text(err.Error()))
	case len(changed) == 0:
		answerLines(w, http.StatusOK, "nothing has changed")
	default:
		answerLines(w, http.StatusOK, changed...)
	}
}

// drain makes load balancers send calls elsewhere.
func (d *admin) drain(w http.ResponseWriter, _ *http.Request) {
	d.app.server.Drain()
	d.log.Info("draining: readiness and health are down, calls are served until SIGTERM")
	answerLines(w, http.StatusOK, "draining")
}

// shownCaller is a caller in the answer of /callers.
type shownCaller struct {
	Name         string            `json:"name"`
	Keys         []shownCredential `json:"keys,omitempty"`
	Certificates []shownCredential `json:"certificates,omitempty"`
}

// shownCredential is a key, by its id, or a certificate, by its name.
type shownCredential struct {
	ID      string    `json:"id"`
	Created time.Time `json:"created,omitzero"`
	Expires time.Time `json:"expires,omitzero"`
	Revoked time.Time `json:"revoked,omitzero"`
	LastUse time.Time `json:"last_use,omitzero"`
}

// callers returns all callers.
func (d *admin) callers() []shownCaller {
	shown := []shownCaller{}
	if d.registry == nil {
		return shown
	}
	for _, c := range d.registry.Table().Callers() {
		of := shownCaller{Name: c.Name}
		for _, k := range c.Keys {
			of.Keys = append(of.Keys, shownCredential{k.ID, k.Created, k.Expires, k.Revoked, d.registry.LastUse(k.ID)})
		}
		for _, name := range c.Certificates {
			of.Certificates = append(of.Certificates, shownCredential{ID: name, LastUse: d.registry.LastUse(name)})
		}
		shown = append(shown, of)
	}
	return shown
}

// answerLines answers with lines of text.
func answerLines(w http.ResponseWriter, code int, lines ...string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(code)
	_, _ = fmt.Fprintln(w, strings.Join(lines, "\n")) // writing fails only when the client has left
}

// answerJSON answers with indented JSON.
func answerJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(v) // fails only when the client has left
}
