package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/spelling"
	"github.com/crmstream/crmstream/server/access"
)

// callersConfig is callers.yaml as it is written: who may call. It holds digests of keys and no secret.
type callersConfig struct {
	Callers []callerConfig `yaml:"callers"`
}

// callerConfig is one caller.
type callerConfig struct {
	Name         string        `yaml:"name"`
	Keys         []keyConfig   `yaml:"keys"`
	Certificates []string      `yaml:"certificates"`
	Grants       []grantConfig `yaml:"grants"`
	Limits       limitsConfig  `yaml:"limits"`
}

// keyConfig is the entry of a key.
type keyConfig struct {
	ID      string `yaml:"id"`
	SHA256  string `yaml:"sha256"`
	Created moment `yaml:"created"`
	Expires moment `yaml:"expires"`
	Revoked moment `yaml:"revoked"`
	Note    string `yaml:"note"`
}

// grantConfig is one grant.
type grantConfig struct {
	Sources   []string `yaml:"sources"`
	Resources []string `yaml:"resources"`
	Can       []string `yaml:"can"`
}

// limitsConfig are the limits of a caller. A limit that is not set has its default.
type limitsConfig struct {
	Rate    perSecond `yaml:"rate"`
	Calls   int       `yaml:"calls"`
	Streams int       `yaml:"streams"`
	Budgets yaml.Node `yaml:"budgets"` // shares by the names of budgets
}

// moment is a time in RFC 3339, or a day. A day means the end of the day in UTC.
type moment struct{ time.Time }

// UnmarshalText reads a moment.
func (m *moment) UnmarshalText(text []byte) error {
	if day, err := time.Parse(time.DateOnly, string(text)); err == nil {
		m.Time = day.AddDate(0, 0, 1)
		return nil
	}
	at, err := time.Parse(time.RFC3339, string(text))
	if err != nil {
		return errors.New("must be a day such as 2027-02-27, which is its end in UTC, or a time such as 2027-02-27T12:00:00Z")
	}
	m.Time = at
	return nil
}

// perSecond is a rate in calls a second. It is written as 50/s, 600/min or 1000/h.
type perSecond float64

// UnmarshalText reads a rate.
func (p *perSecond) UnmarshalText(text []byte) error {
	number, unit, _ := strings.Cut(string(text), "/")
	n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	seconds := map[string]float64{"s": 1, "min": 60, "h": 3600}[strings.TrimSpace(unit)]
	if err != nil || seconds == 0 || !(n > 0 && n <= 1e9) {
		return errors.New("must be a number of calls a second, a minute or an hour, as in 50/s, 600/min or 1000/h")
	}
	*p = perSecond(n / seconds)
	return nil
}

// readCallers reads callers from r; file is the name of the file. If the file has mistakes, the error is of type mistakes and
// holds all of them. A file without callers is a mistake, because no caller could call.
func readCallers(file string, r io.Reader, now time.Time) (*access.Table, error) {
	var cfg callersConfig
	doc := newDocument(file)
	if !doc.parse(r, &cfg) {
		return nil, doc.err()
	}
	if len(cfg.Callers) == 0 {
		doc.add("callers", "has no caller, so that no call would be accepted: add a caller with a name and grants")
	}
	names, ids, certificates := map[string]bool{}, map[string]bool{}, map[string]bool{}
	resources, err := resourceNames()
	if err != nil {
		return nil, err
	}
	callers := make([]access.Caller, len(cfg.Callers))
	for i, c := range cfg.Callers {
		path := fmt.Sprintf("callers[%d]", i)
		checkName(doc, path+".name", c.Name, names)
		callers[i] = access.Caller{Name: c.Name, Certificates: c.Certificates, Limits: readLimits(doc, path+".limits", c.Limits)}
		for j, name := range c.Certificates {
			checkOnce(doc, fmt.Sprintf("%s.certificates[%d]", path, j), name, certificates)
		}
		for j, k := range c.Keys {
			callers[i].Keys = append(callers[i].Keys, readKey(doc, fmt.Sprintf("%s.keys[%d]", path, j), k, ids))
		}
		for j, g := range c.Grants {
			callers[i].Grants = append(callers[i].Grants, readGrant(doc, fmt.Sprintf("%s.grants[%d]", path, j), g, resources))
		}
	}
	if err := doc.err(); err != nil {
		return nil, err
	}
	table, err := access.NewTable(callers, now)
	if err != nil {
		doc.add("callers", "%s", err)
	}
	return table, doc.err()
}

// checkOnce checks a name that may occur only once.
func checkOnce(doc *document, path, name string, seen map[string]bool) {
	switch {
	case name == "":
		doc.add(path, "is empty: write it, or remove the line")
	case seen[name]:
		doc.add(path, "is here a second time: it is of one caller, once")
	}
	seen[name] = true
}

// readKey reads the entry of a key.
func readKey(doc *document, path string, k keyConfig, ids map[string]bool) access.Key {
	checkOnce(doc, path+".id", k.ID, ids)
	key := access.Key{ID: k.ID, Created: k.Created.Time, Expires: k.Expires.Time, Revoked: k.Revoked.Time, Note: k.Note}
	digest, err := hex.DecodeString(k.SHA256)
	if err != nil || len(digest) != len(key.Digest) {
		doc.add(path+".sha256", "must be the 64 hexadecimal digits that crmstream keys create wrote")
		return key
	}
	copy(key.Digest[:], digest)
	return key
}

// readGrant reads a grant.
func readGrant(doc *document, path string, g grantConfig, resources []string) access.Grant {
	for key, list := range map[string][]string{"sources": g.Sources, "resources": g.Resources, "can": g.Can} {
		if len(list) == 0 {
			doc.add(path+"."+key, `is missing, so that the grant allows nothing: name some, or all with ["*"]`)
		}
	}
	for i, name := range g.Sources {
		if name != "*" && !namePattern.MatchString(name) {
			doc.add(fmt.Sprintf("%s.sources[%d]", path, i), `is no name of a source: write one as it is configured, or "*" for all`)
		}
	}
	for i, name := range g.Resources {
		if name != "*" && !slices.Contains(resources, name) {
			doc.add(fmt.Sprintf("%s.resources[%d]", path, i), `unknown resource: use "*" or some of %s%s`,
				strings.Join(resources, ", "), spelling.Suggest(name, resources))
		}
	}
	grant := access.Grant{Sources: g.Sources, Resources: g.Resources}
	verbs := make([]string, 0, len(access.Verbs()))
	for _, v := range access.Verbs() {
		verbs = append(verbs, string(v))
	}
	for i, verb := range g.Can {
		if !slices.Contains(verbs, verb) {
			doc.add(fmt.Sprintf("%s.can[%d]", path, i), "unknown verb: use some of %s; * is read, watch and write%s",
				strings.Join(verbs, ", "), spelling.Suggest(verb, verbs))
		}
		grant.Can = append(grant.Can, access.Verb(verb))
	}
	return grant
}

// readLimits reads limits. A limit that is not written has its default.
func readLimits(doc *document, path string, l limitsConfig) access.Limits {
	limits := access.DefaultLimits()
	if l.Rate > 0 {
		limits.Rate = float64(l.Rate)
	}
	for _, n := range []struct {
		key   string
		given int
		limit *int
	}{{"calls", l.Calls, &limits.Calls}, {"streams", l.Streams, &limits.Streams}} {
		if _, set := doc.lines[path+"."+n.key]; !set {
			continue
		}
		if n.given < 1 {
			doc.add(path+"."+n.key, "must be 1 or more: remove the grants of a caller that may not call")
		}
		*n.limit = n.given
	}
	limits.Budgets = readShares(doc, path+".budgets", &l.Budgets)
	return limits
}

// readShares reads the shares of budgets. It does not check whether the budgets exist, because they are in another file.
func readShares(doc *document, path string, n *yaml.Node) map[string]float64 {
	if n.IsZero() || n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		doc.add(path, "must be the shares by the names of budgets, as in {apro-main: 0.4}")
		return nil
	}
	shares := map[string]float64{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, at := n.Content[i].Value, path+"."+n.Content[i].Value
		_, again := doc.lines[at]
		doc.lines[at] = n.Content[i].Line
		share := math.NaN()
		switch err := n.Content[i+1].Decode(&share); {
		case again:
			doc.add(at, "is here a second time: a caller has one share of a budget")
		case !namePattern.MatchString(name):
			doc.add(at, "is no name of a budget: write one as it is configured")
		case err != nil || !(share > 0 && share <= 1):
			doc.add(at, "must be a share above 0 and up to 1, as in 0.4: remove the grants of a caller that may ask for nothing")
		}
		shares[name] = share
	}
	return shares
}

// resourceNames returns all resources that a grant can name, sorted.
func resourceNames() ([]string, error) {
	methods, err := api.Methods()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, m := range methods {
		if r := m.Resource(); r != "" && !slices.Contains(names, r) {
			names = append(names, r)
		}
	}
	slices.Sort(names)
	return names, nil
}
