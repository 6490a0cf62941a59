package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/inbox"
	"github.com/crmstream/crmstream/server/quota"
	"github.com/crmstream/crmstream/server/scan"
	"github.com/crmstream/crmstream/server/spool"
)

// config is crmstream.yaml as written. crmstream.example.yaml explains every key.
type config struct {
	Listen     listenConfig        `yaml:"listen" show:"yes"`
	StateDir   string              `yaml:"state_dir" show:"yes"`
	TokenKeys  []connectors.Secret `yaml:"token_keys" show:"name"`
	Log        logConfig           `yaml:"log" show:"yes"`
	DrainDelay time.Duration       `yaml:"drain_delay" show:"yes"`
	Hosts      []string            `yaml:"hosts" show:"yes"`
	Origins    []string            `yaml:"allowed_origins" show:"yes"`
	Proxies    []string            `yaml:"trusted_proxies" show:"yes"`
	TLS        tlsConfig           `yaml:"tls" show:"yes"`
	Auth       authConfig          `yaml:"auth" show:"yes"`
	Audit      auditConfig         `yaml:"audit" show:"yes"`
	PageMemory int                 `yaml:"page_memory_mib" show:"yes"`
	// The times of writes; see writes.Settings and server.WriteSettings.
	WriteTimeout    time.Duration   `yaml:"write_timeout" show:"yes"`
	SettleAfter     time.Duration   `yaml:"settle_after" show:"yes"`
	SettleAfterLate time.Duration   `yaml:"settle_after_late" show:"yes"`
	ProofLag        []time.Duration `yaml:"proof_lag" show:"yes"`
	Uploads         uploadsConfig   `yaml:"uploads" show:"yes"`
	Inbound         inboundConfig   `yaml:"inbound" show:"yes"`
	Changelog       changelogConfig `yaml:"changelog" show:"yes"`
	Budgets         []quota.Config  `yaml:"budgets" show:"yes"`
	Sources         []sourceConfig  `yaml:"sources" show:"yes"`
}

// listenConfig has the addresses of the servers, as host:port. Metrics is an address that serves only /metrics, "" for none.
// Admin may also be off, or "" for a socket in the state directory.
type listenConfig struct {
	GRPC    string `yaml:"grpc" show:"yes"`
	HTTP    string `yaml:"http" show:"yes"`
	Metrics string `yaml:"metrics" show:"yes"`
	Admin   string `yaml:"admin" show:"yes"`
}

// logConfig states what is logged, and in which format.
type logConfig struct {
	Level  string `yaml:"level" show:"yes"`
	Format string `yaml:"format" show:"yes"`
}

// sourceConfig is one account. Its connector defines Settings. Writes is `all`, a list of resources, or a mapping of resources to
// acts.
type sourceConfig struct {
	Name          string        `yaml:"name" show:"yes"`
	Connector     string        `yaml:"connector" show:"yes"`
	TimeZone      string        `yaml:"time_zone" show:"yes"`
	Budget        string        `yaml:"budget" show:"yes"`
	Account       string        `yaml:"account" show:"yes"`
	CatalogueAge  time.Duration `yaml:"catalogue_age" show:"yes"`
	MaxStaleness  time.Duration `yaml:"max_staleness" show:"yes"`
	ParallelReads int           `yaml:"parallel_reads" show:"yes"`
	Writes        yaml.Node     `yaml:"writes" show:"no"`
	Proof         string        `yaml:"proof" show:"yes"`
	// Inbound are the endpoints by which the upstream asks for something.
	Inbound  endpointsConfig `yaml:"inbound" show:"yes"`
	Settings yaml.Node       `yaml:"settings" show:"no"`
}

// maxPageMemory is the largest memory that pages may have, in MiB.
const maxPageMemory = 1 << 20

// defaultStaleness is the largest age of shared pages, if neither the configuration nor a request states another. It is enough
// for readers that start together, and so short that no reader notices.
const defaultStaleness = 15 * time.Second

// maxParallelReads is the largest number of pages of a list that are read at a time. Each of them takes memory, and sends a
// request to the upstream.
const maxParallelReads = 16

func defaultConfig() config {
	times := server.DefaultWriteSettings()
	return config{
		Listen:   listenConfig{GRPC: defaultGRPCAddress, HTTP: defaultHTTPAddress},
		StateDir: "state", PageMemory: server.DefaultPageMemory >> 20,
		Log:          logConfig{Level: "info", Format: "text"},
		Uploads:      defaultUploads(),
		Changelog:    defaultChangelog(),
		WriteTimeout: times.Gate.WriteTimeout, SettleAfter: times.Gate.SettleAfter, SettleAfterLate: times.Gate.SettleAfterLate, ProofLag: times.ProofLag,
	}
}

// setup is a configuration without mistakes, with all references resolved. Its secrets do not print.
type setup struct {
	listen    listenConfig
	stateDir  string
	tokenKeys []connectors.Secret // empty if the keys are in the state directory
	log       logConfig
	hosts     []string
	origins   []string
	// callers are the callers, nil if calls need no key. tls secures connections, nil for plain text.
	callers *callersSetup
	tls     *certificates
	// pageMemory is the number of bytes that the pages of all calls may take, 0 for the default.
	pageMemory int
	// writes are the times of writes.
	writes server.WriteSettings
	// uploads bound the files of uploads; the zero value stands for the defaults.
	uploads spool.Settings
	// inbound is where upstreams reach the receiver, and kept bounds what is kept of them.
	inbound inboundConfig
	kept    inbox.Settings
	// receiverTLS secures the receiver, nil for plain text.
	receiverTLS *certificates
	budgets     []quota.Config
	sources     []sourceSetup
	// file is the file of the configuration, nil for none.
	file *configFile
	// redactor hides the secrets of the process in answers and logs; if it is nil, newApp makes one.
	redactor *redact.Redactor
	// proxies are the trusted proxies: the server believes their headers about the client.
	proxies access.Proxies
	// audit is the configuration of the audit log, and stdout is standard output for it.
	audit  auditConfig
	stdout io.Writer
	// forgetful says that the upstreams forget what was written when the process ends, so that the ledger of writes begins empty.
	forgetful bool
	// drainDelay is the time that a stop waits after readiness and health went down.
	drainDelay time.Duration
	// written is the configuration from which the setup was made.
	written config
}

// sourceSetup is a source with its connector, checked settings and the name of its budget, "" for none.
type sourceSetup struct {
	name         string
	driver       connectors.Driver
	settings     connectors.Settings
	zone         *time.Location
	budget       string
	account      string // distinguishes accounts that have the same secrets at the same host
	catalogueAge time.Duration
	maxStaleness time.Duration
	// sandbox is the name of the emulator that the source reads, "" for a CRM. An emulator listens at another port after each
	// start.
	sandbox string
	// parallelReads is the number of pages of a list that are read at a time.
	parallelReads int
	// allowed are the writes that the source allows. Where the configuration has a key for them, can are the writes that its connector
	// has, and upload is its upload, nil for none.
	allowed map[string][]string
	can     []connectors.Write
	upload  *connectors.Upload
	proof   crmstreamv1.WriteProof
	// inbound are the endpoints by which the upstream asks for something.
	inbound map[string]server.EndpointConfig
	// asks is what its upstream asks for.
	asks map[string]connectors.Endpoint
	// written is the source as the configuration has it, from the function written.
	written string
}

// forget drops what only commands print of the sources. It holds on to the clients that have checked the settings, and a server
// makes clients of its own.
func (s setup) forget() {
	for i := range s.sources {
		s.sources[i].can, s.sources[i].upload, s.sources[i].asks = nil, nil, nil
	}
}

// loader reads a configuration.
type loader struct {
	drivers []connectors.Driver
	// secret returns the secret that a reference refers to. The kind of a reference is "env" or "file".
	secret func(kind, name string) (string, error)
	// insecure permits addresses that other machines reach. guarded reports that only callers are served, over TLS.
	insecure, guarded bool
	// running is the served configuration while another one is read to replace it, nil for none. A change of what cannot change
	// then is a mistake.
	running *setup
}

// load reads a configuration from r. file is its name; relative paths in the configuration start at the file's folder. The
// error is of type mistakes and has all of them. load reads no files but those that the configuration names, and asks no
// upstream.
func (l loader) load(file string, r io.Reader) (setup, error) {
	cfg := defaultConfig()
	doc := newDocument(file)
	if !doc.parse(r, &cfg) {
		return setup{}, doc.err()
	}
	s := setup{listen: cfg.Listen, stateDir: cfg.StateDir, log: cfg.Log, hosts: cfg.Hosts, origins: cfg.Origins, pageMemory: cfg.PageMemory << 20}
	if !filepath.IsAbs(s.stateDir) {
		s.stateDir = filepath.Join(filepath.Dir(file), s.stateDir)
	}
	now := time.Now()
	s.tls = cfg.TLS.read(doc, filepath.Dir(file), now)
	s.callers = l.readAuth(doc, filepath.Dir(file), cfg.Auth, now)
	l.guarded = s.callers != nil && cfg.TLS.Mode != tlsOff
	if s.tls != nil && len(s.hosts) == 0 {
		s.hosts = s.tls.names()
	}
	l.checkServer(doc, cfg)
	s.writes = cfg.writeSettings()
	checkWriteSettings(doc, s.writes)
	s.uploads = cfg.Uploads.read(doc)
	s.tokenKeys = l.readKeys(doc, cfg.TokenKeys)
	s.budgets = readBudgets(doc, cfg.Budgets)
	s.sources = l.readSources(doc, cfg.Sources, &s)
	l.readInbound(doc, filepath.Dir(file), cfg, &s)
	cfg.Audit.read(doc, filepath.Dir(file))
	s.audit = cfg.Audit
	s.written, s.drainDelay, s.proxies = cfg, cfg.DrainDelay, readProxies(doc, cfg.Proxies)
	if l.running != nil {
		checkFixed(doc, *l.running, s)
	}
	return s, doc.err()
}

func (l loader) readKeys(doc *document, secrets []connectors.Secret) []connectors.Secret {
	var keys []connectors.Secret
	for i := range secrets {
		path := fmt.Sprintf("token_keys[%d]", i)
		if !secrets[i].Set() {
			doc.addOnce(path, "is empty: refer to the key as ${NAME} or file:PATH, or leave the line out")
			continue
		}
		if err := secrets[i].Resolve(l.secret); err != nil {
			doc.add(path, "%s", err)
			continue
		}
		key, err := base64.StdEncoding.DecodeString(secrets[i].Reveal())
		if err != nil || len(key) != scan.KeySize {
			doc.add(path, "must be the base64 of %d bytes: make one with openssl rand -base64 %d", scan.KeySize, scan.KeySize)
			continue
		}
		keys = append(keys, connectors.NewSecret(string(key)))
	}
	return keys
}

// namePattern is the pattern of the names of sources and budgets. The server checks names of sources by the same pattern.
var namePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,62}$`)

// checkName checks a name. seen has the earlier names of the same kind.
func checkName(doc *document, path, given string, seen map[string]bool) {
	switch {
	case given == "":
		doc.add(path, "is missing: give it a name of lower-case letters, digits, - and _")
	case !namePattern.MatchString(given):
		doc.add(path, "use up to 63 lower-case letters, digits, - and _, and start with a letter or digit")
	case seen[given]:
		doc.add(path, "is taken by another before it: names must differ")
	}
	seen[given] = true
}

func readBudgets(doc *document, configured []quota.Config) []quota.Config {
	seen := map[string]bool{}
	for i := range configured {
		path := fmt.Sprintf("budgets[%d]", i)
		if _, set := doc.lines[path+".reserve"]; !set {
			configured[i].Reserve = quota.Defaults().Reserve
		}
		checkName(doc, path+".name", configured[i].Name, seen)
		doc.addJoined(path, configured[i].Validate())
	}
	return configured
}
