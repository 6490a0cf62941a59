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
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/quota"
	"github.com/crmstream/crmstream/server/scan"
)

// config is crmstream.yaml as it is written. crmstream.example.yaml explains every key.
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
	Budgets    []quota.Config      `yaml:"budgets" show:"yes"`
	Sources    []sourceConfig      `yaml:"sources" show:"yes"`
}

// listenConfig holds the addresses of the servers, as host:port. Metrics is where /metrics is served alone, "" for nowhere; Admin is also
// off, or "" for a socket in the state directory.
type listenConfig struct {
	GRPC    string `yaml:"grpc" show:"yes"`
	HTTP    string `yaml:"http" show:"yes"`
	Metrics string `yaml:"metrics" show:"yes"`
	Admin   string `yaml:"admin" show:"yes"`
}

// logConfig says what is logged and how.
type logConfig struct {
	Level  string `yaml:"level" show:"yes"`
	Format string `yaml:"format" show:"yes"`
}

// sourceConfig is one account. Settings are its connector's own.
type sourceConfig struct {
	Name          string        `yaml:"name" show:"yes"`
	Connector     string        `yaml:"connector" show:"yes"`
	TimeZone      string        `yaml:"time_zone" show:"yes"`
	Budget        string        `yaml:"budget" show:"yes"`
	Account       string        `yaml:"account" show:"yes"`
	CatalogueAge  time.Duration `yaml:"catalogue_age" show:"yes"`
	MaxStaleness  time.Duration `yaml:"max_staleness" show:"yes"`
	ParallelReads int           `yaml:"parallel_reads" show:"yes"`
	Settings      yaml.Node     `yaml:"settings" show:"no"`
}

// maxPageMemory is how much memory pages may be given, in MiB.
const maxPageMemory = 1 << 20

// defaultStaleness is how old pages may be that readers share, unless the configuration or a request says otherwise: enough
// for readers who start together, and too little for anybody to notice.
const defaultStaleness = 15 * time.Second

// maxParallelReads is the most pages of a list that may be read at a time: each is held in memory, and asked of the upstream.
const maxParallelReads = 16

func defaultConfig() config {
	return config{
		Listen:   listenConfig{GRPC: defaultGRPCAddress, HTTP: defaultHTTPAddress},
		StateDir: "state", PageMemory: server.DefaultPageMemory >> 20,
		Log: logConfig{Level: "info", Format: "text"},
	}
}

// setup is a configuration that was found right, with all references resolved. Its secrets do not print.
type setup struct {
	listen    listenConfig
	stateDir  string
	tokenKeys []connectors.Secret // empty: they are kept in the state directory
	log       logConfig
	hosts     []string
	origins   []string
	// callers are who may call, nil for everybody; tls is how connections are secured, nil for not at all.
	callers *callersSetup
	tls     *certificates
	// pageMemory is how many bytes the pages of all calls may take, 0 for the default.
	pageMemory int
	budgets    []quota.Config
	sources    []sourceSetup
	// file is what the configuration was read from, nil for none.
	file *configFile
	// redactor hides the secrets of the process in what is told and logged; nil makes newApp make one.
	redactor *redact.Redactor
	// proxies are believed to say for whom they forward.
	proxies access.Proxies
	// audit is where the audit log goes, stdout being standard output.
	audit  auditConfig
	stdout io.Writer
	// drainDelay is how long a stop waits after readiness and health went down.
	drainDelay time.Duration
	// written is the configuration of which all this was made.
	written config
}

// sourceSetup is a source with its connector, valid settings and the name of its budget, "" for none.
type sourceSetup struct {
	name         string
	driver       connectors.Driver
	settings     connectors.Settings
	zone         *time.Location
	budget       string
	account      string // tells accounts apart that have the same secrets at the same host
	catalogueAge time.Duration
	maxStaleness time.Duration
	// sandbox names the emulator that the source reads, which listens at another port after each start; "" for an account.
	sandbox string
	// parallelReads is how many pages of a list are read at a time.
	parallelReads int
	// written is the source as the configuration has it.
	written string
}

// loader reads a configuration.
type loader struct {
	drivers []connectors.Driver
	// secret returns what a reference of a kind, "env" or "file", refers to.
	secret func(kind, name string) (string, error)
	// insecure allows addresses that other machines reach, and guarded tells that only callers are served there, over TLS.
	insecure, guarded bool
	// running is the configuration that is served while another one is read in its place, nil for none. What cannot change then is a
	// mistake.
	running *setup
}

// load reads a configuration from r; file is its name, and relative paths in it start at the file's folder. The error is
// of type mistakes and holds all of them. Nothing but references is looked up, and no upstream is asked.
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
	s.tokenKeys = l.readKeys(doc, cfg.TokenKeys)
	s.budgets = readBudgets(doc, cfg.Budgets)
	s.sources = l.readSources(doc, cfg.Sources, &s)
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

// namePattern is what sources and budgets may be called; server.AddSource has the same rule.
var namePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,62}$`)

// checkName checks the name of the i-th of its kind, where seen holds the names before it.
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
