package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/spelling"
	"github.com/crmstream/crmstream/server"
)

// readSources reads the sources. It adds the budgets of the sources' connectors to the budgets of s.
func (l loader) readSources(doc *document, configured []sourceConfig, s *setup) []sourceSetup {
	if len(configured) == 0 {
		doc.addOnce("sources", "is missing: add at least one source")
	}
	var sources []sourceSetup
	seen := map[string]bool{}
	for i, c := range configured {
		path := fmt.Sprintf("sources[%d]", i)
		checkName(doc, path+".name", c.Name, seen)
		source := sourceSetup{
			name: c.Name, budget: c.Budget, account: c.Account, zone: readZone(doc, path+".time_zone", c.TimeZone),
			catalogueAge: c.CatalogueAge, maxStaleness: defaultStaleness,
			parallelReads: server.DefaultParallelReads, written: written(doc, path, c),
		}
		if _, set := doc.lines[path+".catalogue_age"]; set && c.CatalogueAge < time.Minute {
			doc.add(path+".catalogue_age", "must be at least 1m: it is the age from which on kept lists are read anew")
		}
		if c.Budget != "" && !hasBudget(s.budgets, c.Budget) {
			doc.add(path+".budget", "no budget has this name: add it to budgets, or use one of its names")
		}
		if c.Account != "" && !namePattern.MatchString(c.Account) {
			doc.add(path+".account", "use up to 63 lower-case letters, digits, - and _, and start with a letter or digit")
		}
		if _, set := doc.lines[path+".max_staleness"]; set {
			source.maxStaleness = c.MaxStaleness
		}
		if c.MaxStaleness < 0 {
			doc.add(path+".max_staleness", "must not be negative: 0s shares only pages that are fetched from now on")
		}
		if _, set := doc.lines[path+".parallel_reads"]; set {
			source.parallelReads = c.ParallelReads
		}
		if source.parallelReads < 1 || source.parallelReads > maxParallelReads {
			doc.add(path+".parallel_reads", "must be from 1 to %d: it is how many pages of a list are read at a time", maxParallelReads)
		}
		if driver, ok := l.driver(doc, path+".connector", c.Connector); ok {
			source.driver = driver
			var client connectors.Client
			source.settings, client = l.readSettings(doc, path+".settings", source, &c.Settings)
			if client != nil {
				source.asks = connectors.InboundOf(client).Endpoints()
			}
			if writes := &configured[i].Writes; writes.Kind != 0 { // what a client writes takes more time and memory than all else here
				if client != nil {
					source.can, source.upload = client.Writes(), uploadOf(client)
				}
				source.allowed = newWritesReader(doc, driver.Name, client).read(path+".writes", writes)
			}
			source.inbound = l.readEndpoints(doc, path+".inbound", &configured[i].Inbound, source.asks)
		}
		source.proof = readProof(doc, path+".proof", c.Proof)
		sources = append(sources, source)
	}
	checkTokens(doc, sources)
	s.budgets = shareBudgets(doc, sources, s.budgets)
	return sources
}

// written returns a source's connector, zone and settings as the configuration has them, with references in place of secrets.
func written(doc *document, path string, c sourceConfig) string {
	text, err := yaml.Marshal(map[string]any{"connector": c.Connector, "time_zone": c.TimeZone, "settings": &c.Settings})
	if err != nil {
		doc.add(path+".settings", "%s", err)
	}
	return string(text)
}

func readZone(doc *document, path, name string) *time.Location {
	if name == "" {
		doc.addOnce(path, "is missing: name the zone in which this account shows times, as in Europe/London")
		return nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		doc.add(path, "is no IANA time zone: use a name such as Europe/London or UTC")
		return nil
	}
	return zone
}

func (l loader) driver(doc *document, path, name string) (connectors.Driver, bool) {
	names := make([]string, len(l.drivers))
	for i, d := range l.drivers {
		if d.Name == name {
			return d, true
		}
		names[i] = d.Name
	}
	known := strings.Join(names, ", ")
	if name == "" {
		doc.addOnce(path, "is missing: use one of %s", known)
		return connectors.Driver{}, false
	}
	doc.add(path, "unknown connector: use one of %s%s", known, spelling.Suggest(name, names))
	return connectors.Driver{}, false
}

// readSettings decodes the settings of one source, resolves their secrets and checks them. The client is nil if the settings
// have mistakes.
func (l loader) readSettings(doc *document, path string, source sourceSetup, n *yaml.Node) (connectors.Settings, connectors.Client) {
	before := len(doc.found)
	settings := source.driver.Settings()
	if n.Kind != 0 {
		doc.decode(n, reflect.ValueOf(settings).Elem(), path)
	}
	for _, secret := range settings.Secrets() {
		if err := secret.Resolve(l.secret); err != nil {
			at, ok := doc.paths[secret]
			if !ok {
				at = path
			}
			doc.add(at, "%s", err)
		}
	}
	if doc.has(path) {
		return settings, nil // further mistakes would only follow from this one
	}
	doc.addJoined(path, settings.Validate())
	if len(doc.found) == before {
		// A client checks more than the settings do, such as the length of a key. Making a client asks no upstream, and keeps nothing.
		client, err := source.driver.New(connectors.Account{Source: source.name, TimeZone: source.zone, Vault: connectors.NewVault("")}, settings)
		doc.addJoined(path, err)
		if err == nil {
			return settings, client
		}
	}
	return settings, nil
}

// has reports whether the document has a mistake at the path.
func (d *document) has(path string) bool {
	return slices.ContainsFunc(d.found, func(m mistake) bool { return m.path == path })
}

// addOnce adds a mistake unless there is one at the path already.
func (d *document) addOnce(path, format string, args ...any) {
	if !d.has(path) {
		d.add(path, format, args...)
	}
}

// addJoined adds each error of a joined error. If a message starts with a key, as in "base_url: is missing", the mistake is at
// that key.
func (d *document) addJoined(path string, err error) {
	if err == nil {
		return
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			d.addJoined(path, e)
		}
		return
	}
	key, text, ok := strings.Cut(err.Error(), ": ")
	if !ok || strings.ContainsAny(key, " \t") {
		d.add(path, "%s", err)
		return
	}
	if path != "" {
		key = path + "." + key
	}
	d.addOnce(key, "%s", text)
}
