package api_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/api"
)

// byName returns the methods of the API by name, without the package.
func byName(t *testing.T) map[string]*api.Method {
	t.Helper()
	methods, err := api.Methods()
	require.NoError(t, err)
	found := map[string]*api.Method{}
	for _, m := range methods {
		found[strings.TrimPrefix(m.Name, "/crmstream.v1.")] = m
	}
	require.Len(t, found, len(methods))
	return found
}

func TestMethodsAreOfAKind(t *testing.T) {
	methods := byName(t)
	for name, want := range map[string]struct {
		kind              api.Kind
		resource, service string
		record            string
	}{
		"ContactsService/ListContacts":       {api.List, "contacts", "contacts", "Contact"},
		"ContactsService/ListContactLinks":   {api.List, "contactLinks", "contacts", "ContactLinks"},
		"ContactsService/GetContact":         {api.Get, "contacts", "contacts", "Contact"},
		"ContactsService/BatchGetContacts":   {api.BatchGet, "contacts", "contacts", "Contact"},
		"StockService/ListStockItems":        {api.List, "stockItems", "stock", "StockItem"},
		"FormsService/GetForm":               {api.Get, "forms", "forms", "Form"},
		"SourcesService/ListFields":          {api.List, "fields", "sources", "Field"},
		"SourcesService/GetSource":           {api.Other, "", "sources", "Source"},
		"SourcesService/ListSources":         {api.Other, "", "sources", "Source"},
		"ContactsService/CreateContact":      {api.Create, "contacts", "contacts", "Contact"},
		"ContactsService/UpdateContact":      {api.Update, "contacts", "contacts", "Contact"},
		"ContactsService/DeleteContact":      {api.Delete, "contacts", "contacts", "Contact"},
		"StockService/BatchCreateStockItems": {api.BatchCreate, "stockItems", "stock", "StockItem"},
		"StockService/BatchUpdateStockItems": {api.BatchUpdate, "stockItems", "stock", "StockItem"},
		"StockService/BatchDeleteStockItems": {api.BatchDelete, "stockItems", "stock", "StockItem"},
		"WritesService/GetWrite":             {api.Other, "", "writes", "Write"},
		"FilesService/UploadFiles":           {api.Upload, "files", "files", "UploadedFile"},
		"EventsService/WatchEvents":          {api.Watch, "events", "events", "PushedEvent"},
		"SmsService/WatchOutgoingSms":        {api.Watch, "outgoingSms", "sms", "OutgoingSms"},
		"SmsService/UpdateSmsStatus":         {api.Other, "outgoingSms", "sms", "OutgoingSms"},
		"CallsService/WatchCallRequests":     {api.Watch, "callRequests", "calls", "CallRequest"},
	} {
		m := methods[name]
		require.NotNil(t, m, name)
		require.Equal(t, want.kind, m.Kind, name)
		require.Equal(t, want.resource, m.Resource(), name)
		require.Equal(t, want.service, m.Service(), name)
		require.Equal(t, want.record, string(m.Record().Name()), name)
	}
}

// TestResourcesAreOfOneMethodOfAKind guards what the server, the gateway and the command line look up by resource.
func TestResourcesAreOfOneMethodOfAKind(t *testing.T) {
	seen := map[string]string{}
	for name, m := range byName(t) {
		if m.Kind == api.Other {
			continue
		}
		require.NotEmpty(t, m.Resource(), name)
		key := string(rune('0'+m.Kind)) + m.Resource()
		require.Empty(t, seen[key], "%s has the resource of %s", name, seen[key])
		seen[key] = name
	}
}

// TestEveryListTakesLongRequests requires a POST form beside the GET form of all lists and look-ups of many records.
func TestEveryListTakesLongRequests(t *testing.T) {
	for name, m := range byName(t) {
		require.NotEmpty(t, m.Bindings, name)
		if m.Kind != api.Other && m.Kind != api.Upload && !m.Kind.Writes() {
			require.Equal(t, "GET", m.Bindings[0].Verb, name)
		}
		if m.Kind == api.List || m.Kind == api.BatchGet {
			require.True(t, slices.ContainsFunc(m.Bindings, func(b api.Binding) bool { return b.Verb == "POST" && b.Body == "*" }), name)
		}
	}
}
