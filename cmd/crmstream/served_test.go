package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// servedList is a list of a source, with the filters that it cannot be read without.
type servedList struct {
	source, resource string
	filters          []string // KEY=VALUE
	ids              []string // of records to look up
}

func (l servedList) name() string { return l.source + "/" + l.resource }

func (l servedList) flags() []string {
	var flags []string
	for _, filter := range l.filters {
		flags = append(flags, "--filter="+filter)
	}
	return flags
}

// servedSource is what a source says of itself.
type servedSource struct {
	Name    string
	Lists   []servedCapability
	LookUps []string
}

// servedCapability is what a source says of a list.
type servedCapability struct {
	Resource      string
	RequestFields []string
	Where         []struct {
		Key       string
		Operators []string
	}
}

func (d demoProcess) sources(t *testing.T) []servedSource {
	t.Helper()
	code, body := get(t, d.web+"/v1/sources")
	require.Equal(t, http.StatusOK, code, body)
	var answer struct{ Sources []servedSource }
	require.NoError(t, json.Unmarshal([]byte(body), &answer))
	return answer.Sources
}

// lookUps returns all look-ups of all sources, each with ids of records that exist.
func (d demoProcess) lookUps(t *testing.T, binary string) []servedList {
	t.Helper()
	needed := map[string][]string{"proxima/visits": {"start_from=2024-01-01", "start_before=2027-01-01"}}
	var found []servedList
	for _, source := range d.sources(t) {
		for _, resource := range source.LookUps {
			l := servedList{source: source.Name, resource: resource}
			l.filters = needed[l.name()]
			switch l.name() {
			case "apro/forms":
				l.ids = []string{"1"} // there is no list of forms
			case "solos/projectEvents":
				l.ids = d.list(t, binary, l.source, resource, "--limit=2", d.firstProjectWith(t, binary, resource)).ids(t)
			default:
				l.ids = d.list(t, binary, l.source, resource, "--limit=2").ids(t)
			}
			require.NotEmpty(t, l.ids, l.name())
			found = append(found, l)
		}
	}
	return found
}

// firstProjectWith returns the flag that asks for the project that has records of a resource.
func (d demoProcess) firstProjectWith(t *testing.T, binary, resource string) string {
	t.Helper()
	for _, id := range d.list(t, binary, "solos", "projects", "--limit=20").ids(t) {
		if flag := "--filter=project_id=" + id; d.list(t, binary, "solos", resource, flag, "--limit=1").stdout != "" {
			return flag
		}
	}
	require.Fail(t, "no project has "+resource)
	return ""
}

// lists returns all lists of all sources.
func (d demoProcess) lists(t *testing.T, binary string) []servedList {
	t.Helper()
	some := func(source, resource, key string) []string {
		var filters []string
		for _, id := range d.list(t, binary, source, resource, "--limit=20").ids(t) {
			filters = append(filters, key+"="+id)
		}
		return filters
	}
	ofProject := func(resource string) []string {
		return []string{strings.TrimPrefix(d.firstProjectWith(t, binary, resource), "--filter=")}
	}
	dialog := "client_key=" + fmt.Sprintf("%016x%016x", 1, 1) // the sandbox's longest
	period := []string{"start_from=2025-01-01", "start_before=2025-07-01"}
	needed := map[string][]string{
		"apro/contactLinks":         some("apro", "contacts", "contact_ids"),
		"apro/dealLinks":            some("apro", "deals", "deal_ids"),
		"apro/comments":             append(some("apro", "contacts", "parent_ids"), "parent=COMMENT_PARENT_CONTACT"),
		"apro/dialogMessages":       {dialog, "dialog_type_id=1"},
		"apro/unreadDialogMessages": {dialog, "dialog_type_ids=1"},
		"apro/fields":               {"resource=contacts"},
		"apro/fieldOptions":         {"field_id=23"},
		"proxima/calendarEvents":    period,
		"proxima/fields":            {"resource=visitControls"},
		"proxima/visitArrangements": period,
		"proxima/visitControls":     period,
		"solos/projectChecklists":   ofProject("projectChecklists"),
		"solos/projectEvents":       ofProject("projectEvents"),
		"solos/projectGoods":        ofProject("projectGoods"),
		"solos/projectPayments":     ofProject("projectPayments"),
		"solos/projectSteps":        ofProject("projectSteps"),
	}
	var lists []servedList
	for _, source := range d.sources(t) {
		for _, list := range source.Lists {
			l := servedList{source: source.Name, resource: list.Resource}
			l.filters = needed[l.name()]
			lists = append(lists, l)
		}
	}
	return lists
}
