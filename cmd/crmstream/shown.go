package main

import (
	"cmp"
	"fmt"
	"reflect"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server"
)

// The tag `show` states what /config shows of a field of a configuration: its value, the reference of its secret, or nothing.
const (
	showValue = "yes"
	showName  = "name"
	showNone  = "no"
)

// shown returns the configuration of a setup, with its defaults, for /config.
func (s setup) shown() any {
	cfg := s.written
	cfg.StateDir, cfg.Hosts, cfg.Budgets, cfg.Sources = s.stateDir, s.hosts, s.budgets, nil
	tree := shownStruct(reflect.ValueOf(cfg))
	sources := make([]any, len(s.sources))
	for i, of := range s.sources {
		source := shownStruct(reflect.ValueOf(sourceConfig{
			Name: of.name, Connector: of.driver.Name, TimeZone: of.zone.String(), Budget: of.budget, Account: of.account,
			CatalogueAge: cmp.Or(of.catalogueAge, server.DefaultCatalogueAge), MaxStaleness: of.maxStaleness, ParallelReads: of.parallelReads,
			Proof: proofName(of.proof),
		}))
		source["inbound"] = shownEndpoints(of.inbound)
		source["writes"] = of.allowed
		source["settings"] = shownStruct(reflect.Indirect(reflect.ValueOf(of.settings)))
		sources[i] = source
	}
	tree["sources"] = sources
	return tree
}

// shownEndpoints returns the endpoints of a source, with references in place of tokens.
func shownEndpoints(endpoints map[string]server.EndpointConfig) map[string]any {
	tree := map[string]any{}
	for name, e := range endpoints {
		shown := endpointConfig{Tokens: e.Tokens, AllowGET: e.AllowGET, Probe: e.Probe, AllowFrom: []string{}}
		for _, network := range e.AllowFrom {
			shown.AllowFrom = append(shown.AllowFrom, network.String())
		}
		tree[name] = shownStruct(reflect.ValueOf(shown))
	}
	return tree
}

// shownStruct returns the shown fields of a struct, by their YAML keys.
func shownStruct(v reflect.Value) map[string]any {
	tree := map[string]any{}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		key := keyOf(field)
		if key == "" {
			continue
		}
		switch field.Tag.Get("show") {
		case showValue:
			tree[key] = shownValue(v.Field(i))
		case showName:
			tree[key] = shownSecrets(v.Field(i).Interface())
		}
	}
	return tree
}

// shownValue returns a value for JSON. A secret with the tag of a value is still hidden.
func shownValue(v reflect.Value) any {
	switch value := v.Interface().(type) {
	case time.Duration:
		return value.String()
	case fmt.Stringer:
		return value.String()
	}
	switch v.Kind() {
	case reflect.Struct:
		return shownStruct(v)
	case reflect.Slice:
		values := make([]any, v.Len())
		for i := range values {
			values[i] = shownValue(v.Index(i))
		}
		return values
	default:
		return v.Interface()
	}
}

// shownSecrets returns the references of secrets.
func shownSecrets(v any) any {
	switch v := v.(type) {
	case connectors.Secret:
		return v.Reference()
	case []connectors.Secret:
		names := make([]string, len(v))
		for i := range v {
			names[i] = v[i].Reference()
		}
		return names
	default:
		return "***"
	}
}

// hidden returns a tree with the secrets in its texts hidden. A secret may be in a wrong place, such as an address.
func hidden(tree any, hide *redact.Redactor) any {
	switch v := tree.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, value := range v {
			out[key] = hidden(value, hide)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, value := range v {
			out[i] = hidden(value, hide)
		}
		return out
	case []string:
		out := make([]string, len(v))
		for i, text := range v {
			out[i] = hide.Text(text)
		}
		return out
	case map[string]string:
		out := map[string]string{}
		for key, text := range v {
			out[key] = hide.Text(text)
		}
		return out
	case string:
		return hide.Text(v)
	default:
		return v
	}
}
