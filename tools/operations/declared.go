package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/all"
	"github.com/crmstream/crmstream/internal/api"
)

// upstream is what the code has of one upstream.
type upstream struct {
	name, docs   string
	declarations []declaration
	tests        testNames
}

// declaration is one thing that a connector declares: a list, a look-up or a write.
type declaration struct {
	// name is for errors: "list contacts".
	name string
	ops  []string
	// methods are the methods of the API that serve it.
	methods []*api.Method
	// tests are the tests that all declarations of the kind have.
	tests []string
}

// accounts are the settings of accounts that are never asked, by connector, besides secrets.
func accounts() map[string]string {
	return map[string]string{
		"administrate": "{base_url: https://administrate.test, login: me}",
		"apro":         "{base_urls: [http://apro.test], sms_key: '${KEY}', call_key: '${KEY}'}",
		"proxima":      "{base_url: https://proxima.test, first_day: 2024-01-01}",
		"solos":        "{base_url: https://solos.test}",
	}
}

// upstreamsOf returns the upstreams of all connectors, given the root of the repository with their tests.
func upstreamsOf(root string) ([]upstream, error) {
	methods, err := api.Methods()
	if err != nil {
		return nil, err
	}
	var upstreams []upstream
	for _, driver := range all.Drivers() {
		u := upstream{name: driver.Name, docs: driver.DocsURL}
		client, err := open(driver)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", u.name, err)
		}
		folder := filepath.Join(root, "connectors", u.name)
		if u.tests, err = readTests(folder); err != nil {
			return nil, err
		}
		if u.declarations, err = declarations(client, methods, folder); err != nil {
			return nil, fmt.Errorf("%s: %w", u.name, err)
		}
		upstreams = append(upstreams, u)
	}
	return upstreams, nil
}

// open returns a client of an account that is never asked.
func open(driver connectors.Driver) (connectors.Client, error) {
	settings := driver.Settings()
	if err := yaml.Unmarshal([]byte(accounts()[driver.Name]), settings); err != nil {
		return nil, err
	}
	for _, secret := range settings.Secrets() {
		*secret = connectors.NewSecret(strings.Repeat("x", 32))
	}
	if err := settings.Validate(); err != nil {
		return nil, fmt.Errorf("complete the settings in tools/operations: %w", err)
	}
	return driver.New(connectors.Account{Source: driver.Name}, settings)
}

// declarations returns what a client declares. folder is the connector's.
func declarations(client connectors.Client, methods []*api.Method, folder string) ([]declaration, error) {
	var found []declaration
	for _, l := range client.Lists() {
		found = append(found, declaration{"list " + l.Resource, l.Ops, taking(methods, l.Request()), nil})
	}
	for _, l := range client.LookUps() {
		found = append(found, declaration{"look-up " + l.Resource, l.Ops, lookingUp(methods, l.Resource), nil})
	}
	for _, w := range client.Writes() {
		golden := "TestGoldenBodies"
		if _, err := os.Stat(filepath.Join(folder, "testdata", "writes", w.Resource+".golden")); err == nil {
			golden += "/" + w.Resource
		}
		name, tests, serving := fmt.Sprintf("%s %s", w.Act, w.Resource), []string{golden, "TestWriteConformance"}, taking(methods, w.Request())
		if w.BatchOp != "" {
			batches := slices.DeleteFunc(slices.Clone(serving), func(m *api.Method) bool { return !m.Kind.Batch() })
			found = append(found, declaration{"batch " + name, []string{w.BatchOp}, batches, tests})
			serving = slices.DeleteFunc(serving, func(m *api.Method) bool { return m.Kind.Batch() })
		}
		found = append(found, declaration{name, []string{w.Op}, serving, tests})
	}
	if uploader, ok := client.(connectors.Uploader); ok {
		uploads := slices.DeleteFunc(slices.Clone(methods), func(m *api.Method) bool { return m.Kind != api.Upload })
		found = append(found, declaration{"upload", []string{uploader.Upload().Op}, uploads, []string{"TestUploadsOnTheWire"}})
	}
	if receiver, ok := client.(connectors.Receiver); ok {
		found = append(found, received(receiver.Inbound(), methods)...)
	}
	for _, d := range found {
		if len(d.ops) == 0 || slices.Contains(d.ops, "") {
			return nil, fmt.Errorf("%s: the declaration names no upstream operation", d.name)
		}
		if len(d.methods) == 0 {
			return nil, fmt.Errorf("%s: the API has no method for it", d.name)
		}
	}
	return found, nil
}

// received returns what an upstream asks for. A watch delivers it, and another method answers for text messages.
func received(in connectors.Inbound, methods []*api.Method) []declaration {
	serving := func(resource string, watch bool) []*api.Method {
		return slices.DeleteFunc(slices.Clone(methods), func(m *api.Method) bool {
			return m.Resource() != resource || (m.Kind == api.Watch) != watch
		})
	}
	var found []declaration
	if in.Webhook != nil {
		found = append(found, declaration{"watch events", []string{in.Webhook.Op}, serving("events", true), nil})
	}
	if in.SMS != nil {
		found = append(found,
			declaration{"watch outgoingSms", []string{in.SMS.SendOp}, serving("outgoingSms", true), nil},
			declaration{"status of outgoingSms", []string{in.SMS.StatusOp}, serving("outgoingSms", false), nil})
	}
	if in.Calls != nil {
		found = append(found, declaration{"watch callRequests", []string{in.Calls.Op}, serving("callRequests", true), nil})
	}
	return found
}

// taking returns the methods that take a request, or many of them.
func taking(methods []*api.Method, request protoreflect.MessageType) []*api.Method {
	want := request.Descriptor().FullName()
	return slices.DeleteFunc(slices.Clone(methods), func(m *api.Method) bool {
		taken := m.Request.Descriptor()
		if many := taken.Fields().ByName("requests"); many != nil && many.Message() != nil {
			taken = many.Message()
		}
		return taken.FullName() != want
	})
}

// lookingUp returns the methods that look up records of a resource, of which a look-up serves all.
func lookingUp(methods []*api.Method, resource string) []*api.Method {
	return slices.DeleteFunc(slices.Clone(methods), func(m *api.Method) bool {
		return m.Resource() != resource || m.Kind != api.Get && m.Kind != api.BatchGet
	})
}
