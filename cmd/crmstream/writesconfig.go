package main

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/spelling"
	"github.com/crmstream/crmstream/server"
)

// allWrites is the value of `writes` that allows every write that the connector has.
const allWrites = "all"

// writeSettings returns the times of writes.
func (c config) writeSettings() server.WriteSettings {
	settings := server.DefaultWriteSettings()
	settings.Gate.WriteTimeout, settings.Gate.SettleAfter, settings.Gate.SettleAfterLate = c.WriteTimeout, c.SettleAfter, c.SettleAfterLate
	settings.ProofLag = c.ProofLag
	return settings
}

// checkWriteSettings checks the times of writes.
func checkWriteSettings(doc *document, s server.WriteSettings) {
	doc.addJoined("", s.Gate.Validate())
	var all time.Duration
	for i, wait := range s.ProofLag {
		if wait <= 0 {
			doc.addOnce(fmt.Sprintf("proof_lag[%d]", i), "must be above 0, such as 1s")
		}
		all += wait
	}
	if all >= s.Gate.WriteTimeout && !doc.has("write_timeout") {
		doc.add("proof_lag", "must be less than write_timeout in all, which is %s, since that bounds a proof", s.Gate.WriteTimeout)
	}
}

// acts are the acts of a resource, as configurations name them.
type acts map[string][]string

// plainActs are the acts that a list of resources allows. The others are named.
func plainActs() []string { return []string{connectors.Create.String(), connectors.Update.String()} }

// everyAct are all acts.
func everyAct() []string {
	return append(plainActs(), connectors.Delete.String(), connectors.Undelete.String(), connectors.Pay.String(), connectors.UploadWord)
}

// add adds an act.
func (a acts) add(resource string, act connectors.Act) {
	if !slices.Contains(a[resource], act.String()) {
		a[resource] = append(a[resource], act.String())
	}
}

// writesOfAPI returns the acts that the API has, by resource.
func writesOfAPI() acts {
	of := acts{}
	for _, kind := range []api.Kind{api.Create, api.Update, api.Delete, api.Undelete, api.Pay} {
		for _, m := range methodsOf(kind) {
			of.add(m.Resource(), connectors.Act(kind-api.Create)+connectors.Create)
		}
	}
	of[filesResource()] = []string{connectors.UploadWord}
	return of
}

// filesResource returns the resource of uploads.
func filesResource() string { return methodsOf(api.Upload)[0].Resource() }

// writesReader reads what a source may write.
type writesReader struct {
	doc *document
	// connector is the name of the connector, and can the acts that it has: those of the API if there is no client to ask.
	connector string
	can       acts
}

// newWritesReader returns a reader for the source of a client, nil if there is none.
func newWritesReader(doc *document, connector string, client connectors.Client) writesReader {
	if client == nil {
		return writesReader{doc, connector, writesOfAPI()}
	}
	can := acts{}
	for _, w := range client.Writes() {
		can.add(w.Resource, w.Act)
	}
	if uploadOf(client) != nil {
		can[filesResource()] = []string{connectors.UploadWord}
	}
	return writesReader{doc, connector, can}
}

// read returns the acts that the value of `writes` allows, sorted, by resource; nil for none.
func (r writesReader) read(path string, n *yaml.Node) map[string][]string {
	allowed := map[string][]string{}
	switch {
	case n.Kind == 0, n.Tag == "!!null":
		return nil
	case n.Kind == yaml.SequenceNode:
		for i, resource := range r.words(path, n) {
			acts := slices.DeleteFunc(slices.Clone(r.can[resource]), func(act string) bool { return !slices.Contains(plainActs(), act) })
			r.allow(allowed, fmt.Sprintf("%s[%d]", path, i), resource, acts)
		}
	case n.Kind == yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			resource := n.Content[i].Value
			at := path + "." + resource
			r.doc.lines[at] = cmp.Or(r.doc.lines[at], n.Content[i].Line)
			r.allow(allowed, at, resource, r.acts(at, resource, n.Content[i+1]))
		}
	case n.Value == allWrites:
		for resource, acts := range r.can {
			allowed[resource] = slices.Sorted(slices.Values(acts))
		}
	default:
		r.doc.add(path, "must be %s, a list of resources ([contacts, deals]: create and update), or a mapping of resources "+
			"({contacts: [create, update, delete]})", allWrites)
	}
	if len(allowed) == 0 {
		return nil
	}
	return allowed
}

// words returns the texts of a list, which must have some.
func (r writesReader) words(path string, n *yaml.Node) []string {
	var words []string
	r.doc.decode(n, reflect.ValueOf(&words).Elem(), path)
	if len(words) == 0 {
		r.doc.addOnce(path, "is empty: name what may be written, or leave the key out")
	}
	return words
}

// acts returns the acts in a list, each of which the connector must have.
func (r writesReader) acts(path, resource string, n *yaml.Node) []string {
	words := r.words(path, n)
	for i, word := range words {
		at, every := fmt.Sprintf("%s[%d]", path, i), everyAct()
		switch {
		case !slices.Contains(every, word):
			r.doc.addOnce(at, "unknown word: use one of %s%s", strings.Join(every, ", "), spelling.Suggest(word, every))
		case slices.Contains(words[:i], word):
			r.doc.add(at, "is here a second time: remove one of the two")
		case len(r.can[resource]) > 0 && !slices.Contains(r.can[resource], word):
			r.doc.add(at, "connector %s cannot %s %s: it can %s", r.connector, word, resource, strings.Join(r.can[resource], ", "))
		}
	}
	return words
}

// allow allows acts on a resource, which the connector must be able to write.
func (r writesReader) allow(allowed map[string][]string, path, resource string, acts []string) {
	names := slices.Sorted(maps.Keys(r.can))
	switch {
	case allowed[resource] != nil:
		r.doc.add(path, "is here a second time: remove one of the two")
	case r.can[resource] != nil && len(acts) == 0:
		can := strings.Join(r.can[resource], ", ")
		r.doc.addOnce(path, "of %s, connector %s can only %s: write {%s: [%s]}", resource, r.connector, can, resource, can)
	case r.can[resource] != nil:
		allowed[resource] = slices.Sorted(slices.Values(acts))
	case len(names) == 0:
		r.doc.add(path, "connector %s writes nothing: leave the key writes out", r.connector)
	case writesOfAPI()[resource] != nil:
		r.doc.add(path, "connector %s cannot write %s: use one of %s", r.connector, resource, strings.Join(names, ", "))
	default:
		r.doc.addOnce(path, "unknown resource: use one of %s%s", strings.Join(names, ", "), spelling.Suggest(resource, names))
	}
}

// proofReadBack is the proof of sources that name none.
const proofReadBack = "read_back"

// readProof returns the proof of a name in the configuration.
func readProof(doc *document, path, name string) crmstreamv1.WriteProof {
	if name == "" || name == proofReadBack {
		return crmstreamv1.WriteProof_WRITE_PROOF_UNSPECIFIED
	}
	names := []string{proofReadBack}
	enum := crmstreamv1.WriteProof(0).Descriptor()
	for i := 1; i < enum.Values().Len(); i++ {
		value := enum.Values().Get(i)
		if shortEnum(enum, value) == name {
			return crmstreamv1.WriteProof(value.Number())
		}
		names = append(names, shortEnum(enum, value))
	}
	doc.add(path, "unknown proof: use one of %s%s", strings.Join(names, ", "), spelling.Suggest(name, names))
	return crmstreamv1.WriteProof_WRITE_PROOF_UNSPECIFIED
}

// proofName returns the name of a proof in the configuration.
func proofName(proof crmstreamv1.WriteProof) string {
	if proof == crmstreamv1.WriteProof_WRITE_PROOF_UNSPECIFIED {
		return proofReadBack
	}
	return shortEnum(proof.Descriptor(), proof.Descriptor().Values().ByNumber(proof.Number()))
}

// printWrites prints the writes that a source allows, with their costs, and warns of creates with an outcome that only a person
// can settle.
func (s sourceSetup) printWrites(con *console) error {
	if s.allowed == nil {
		return nil
	}
	var byHand []string // what a person settles, whatever the settings are
	lines := [][]string{{fmt.Sprintf("source %s may write (proof: %s)", s.name, proofName(s.proof))}}
	for _, w := range s.can {
		if !slices.Contains(s.allowed[w.Resource], w.Act.String()) {
			continue
		}
		lines = append(lines, []string{"  " + w.Act.String() + " " + w.Resource, w.Op, w.Cost})
		switch {
		case w.Settling != connectors.SettledByContent && w.Settling != connectors.SettledByPerson:
		case w.Act == connectors.Create && takesMarker(w) && s.hasMarkers():
			con.say("warning: source %s: a create of %s whose answer is lost waits for a person: name a text field of theirs in settings.%s",
				s.name, w.Resource, markerFields)
		default:
			byHand = append(byHand, w.Act.String()+" "+w.Resource)
		}
	}
	if len(byHand) > 0 {
		con.say("note: source %s: if the answer to one of these is lost, a person looks whether it was executed: %s", s.name, strings.Join(byHand, ", "))
	}
	if line := s.uploadLine(); line != nil {
		lines = append(lines, line)
	}
	return con.printColumns(lines)
}

// takesMarker reports whether the records of a write have custom fields, one of which can hold a marker.
func takesMarker(w connectors.Write) bool {
	return slices.ContainsFunc(w.Fields, func(f connectors.WritableField) bool { return f.Name == "fields" })
}

// markerFields is the setting of connectors that can mark what they create.
const markerFields = "marker_fields"

// hasMarkers reports whether the source's connector has the setting.
func (s sourceSetup) hasMarkers() bool {
	return slices.Contains(keysOf(reflect.TypeOf(s.settings).Elem()), markerFields)
}
