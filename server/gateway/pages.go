package gateway

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strconv"

	"google.golang.org/grpc/codes"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

//go:embed home.html.tmpl
var homeTemplate string

//go:embed docs.html.tmpl
var docsTemplate string

//go:embed style.css
var style string

// homePage is the content of /, in HTML or JSON.
type homePage struct {
	Name     string        `json:"name"`
	Version  string        `json:"version,omitempty"`
	Services []homeService `json:"services"`
	Links    []link        `json:"links"`
	Style    template.CSS  `json:"-"`
}

// homeService has the calls of a service: its lists, its look-ups by id, its watches, and its writes.
type homeService struct {
	Name    string     `json:"name"`
	Lists   []homeCall `json:"lists,omitempty"`
	LookUps []homeCall `json:"lookUps,omitempty"`
	Watches []homeCall `json:"watches,omitempty"`
	Writes  []homeCall `json:"writes,omitempty"`
}

// homeCall is a call: its verb and path as in /docs, and the least that a call must have.
type homeCall struct {
	Verb string `json:"verb"`
	Path string `json:"path"`
	Use  string `json:"use"`
}

// link is an address that / links to.
type link struct {
	Href string `json:"href"`
	Text string `json:"text"`
}

// addPages adds everything that is not part of the API: /, /docs, /openapi.json, /healthz, /readyz and /metrics.
func addPages(rs routes, methods []*method, o Options) error {
	home := homePage{Name: "crmstream", Version: o.Version, Style: template.CSS(style), Services: homeServices(methods), Links: []link{
		{"/v1/sources", "the configured sources and what each can do"},
		{"/docs", "every call with its parameters"},
		{"/openapi.json", "the same for programs"},
		{"/healthz", "ok while the process runs"},
		{"/readyz", "ok while calls are taken"},
	}}
	if o.Metrics != nil {
		home.Links = append(home.Links, link{"/metrics", "metrics for Prometheus"})
		rs.addPage("/metrics", o.Metrics)
	}
	homeHTML, err := render(homeTemplate, home)
	if err != nil {
		return err
	}
	homeJSON, err := json.Marshal(home)
	if err != nil {
		return fmt.Errorf("gateway: %w", err)
	}
	if !json.Valid(o.OpenAPI) {
		return fmt.Errorf("gateway: the OpenAPI document is not JSON")
	}
	docs, err := readDocs(o.OpenAPI, samples(methods))
	if err != nil {
		return err
	}
	docsHTML, err := render(docsTemplate, docs)
	if err != nil {
		return err
	}
	rs.addPage("/", homeHandler(page{typeJSON, append(homeJSON, '\n')}, page{typeHTML + "; charset=utf-8", homeHTML}))
	rs.addPage("/docs", page{typeHTML + "; charset=utf-8", docsHTML})
	rs.addPage("/openapi.json", page{typeJSON, o.OpenAPI})
	rs.addPage("/healthz", page{"text/plain; charset=utf-8", []byte("ok\n")})
	rs.addPage("/readyz", readiness(o.Ready))
	return nil
}

// samples returns by verb and path what a call must have at least: an address, or a command for a write.
func samples(methods []*method) map[string]string {
	texts := map[string]string{}
	for _, m := range methods {
		for i, b := range m.Bindings {
			switch {
			case m.Kind.Writes(), m.Kind == api.Upload:
				texts[b.Verb+" "+b.Path] = m.command(b)
			case i == 0 && m.use() != b.Path:
				texts[b.Verb+" "+b.Path] = m.use()
			}
		}
	}
	return texts
}

// homeServices returns the lists, look-ups, watches and writes by service. methods must be sorted by service.
func homeServices(methods []*method) []homeService {
	var services []homeService
	for _, m := range methods {
		if m.Kind == api.Other {
			continue
		}
		if len(services) == 0 || services[len(services)-1].Name != m.Service() {
			services = append(services, homeService{Name: m.Service()})
		}
		s, c := &services[len(services)-1], homeCall{Verb: m.Bindings[0].Verb, Path: m.Bindings[0].Path, Use: m.use()}
		switch {
		case m.Kind.Writes(), m.Kind == api.Upload:
			s.Writes = append(s.Writes, c)
		case m.isLookUp():
			s.LookUps = append(s.LookUps, c)
		case m.Kind == api.Watch:
			s.Watches = append(s.Watches, c)
		default:
			s.Lists = append(s.Lists, c)
		}
	}
	return services
}

func render(text string, data any) ([]byte, error) {
	t, err := template.New("page").Funcs(template.FuncMap{"prose": prose}).Parse(text)
	if err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, data); err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	return out.Bytes(), nil
}

// homeHandler answers / in HTML if the Accept header prefers it, as browsers do, and otherwise in JSON.
func homeHandler(forPrograms, forBrowsers page) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept")
		if negotiate(r.Header.Values("Accept"), typeJSON, typeHTML) == typeHTML {
			forBrowsers.ServeHTTP(w, r)
			return
		}
		forPrograms.ServeHTTP(w, r)
	})
}

// readiness answers whether calls may be sent to this server.
func readiness(ready func() error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if ready != nil {
			if err := ready(); err != nil {
				refuse(http.StatusServiceUnavailable, codes.Unavailable, crmstreamv1.ErrorReason_ERROR_REASON_SERVER_STOPPING,
					"not ready: %v", err).write(w)
				return
			}
		}
		page{"text/plain; charset=utf-8", []byte("ok\n")}.ServeHTTP(w, r)
	})
}

// page is a fixed answer.
type page struct {
	contentType string
	body        []byte
}

// ServeHTTP answers with the page. The page may contain the one style sheet, but no scripts and no content from other
// addresses.
func (p page) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("Content-Type", p.contentType)
	h.Set("Content-Length", strconv.Itoa(len(p.body)))
	h.Set("Cache-Control", "no-cache")
	sum := sha256.Sum256([]byte(style))
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; "+
		"style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	_, _ = w.Write(p.body) // fails only if the client has gone
}
