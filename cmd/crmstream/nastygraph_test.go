package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
)

// graphNasty is the list of tasks by GraphQL. All rows were created in one second, since the list is in the order of that time, so that
// a nasty one would be an upstream that ignores the order.
func graphNasty() nastyList {
	return nastyList{
		name: "administrate-graphql", connector: "administrate", resource: "tasks", settings: graphSettings + `}`, id: "id",
		plain: []string{`"subject":"plain"`, `"createdAt":"` + graphNastyTime + `"`}, columns: graphColumns(), rows: graphRows(), handler: graphUpstream,
	}
}

// graphNastyTime is when all rows were created.
const graphNastyTime = "2025-01-02T03:04:05"

// graphColumns are the columns that the connector selects, under the names that it gives them.
func graphColumns() []nastyColumn {
	notObjects := slices.DeleteFunc(slices.Clone(nastyContainers), func(v string) bool { return strings.HasPrefix(v, "{") }) // which have no id
	return []nastyColumn{
		nastyOf("id", "id", "id", ownID, ownIDs()),
		nastyOf("globalId", "global_id", "globalId", text_, nastyTexts()[:50], nastyContainers),
		nastyOf("description", "description", "description", text_, nastyTexts(), nastyContainers),
		nastyOf("status", "status", "status", text_, nastyTexts()[:50]),
		nastyOf("startTime", "start_time", "start", instant, nastyTimes, nastyContainers),
		nastyOf("updateTime", "update_time", "updatedAt", instant, nastyTimes),
		nastyOf("showOnCalendar", "show_on_calendar", "showOnCalendar", flag_, nastyFlags, nastyContainers),
		{path: "typeName", alters: "type_name", member: `"type":{"name":%s}`, kind: text_, values: together(nothings, nastyTexts()[:20])},
		{path: "typeId", alters: "type_id", member: `"type":{"id":%s}`, kind: ref, values: together(nothings, nastyIDs)},
		{path: "contactGlobalId", alters: "contact_global_id", member: `"contact":{"globalId":%s}`, kind: text_, values: together(nothings, nastyTexts()[:20])},
		{path: "contactId", alters: "contact_id", member: `"contact":%s`, kind: ref, values: together(notObjects, []string{`7`, `"7"`, `true`})},
		{path: "owner.email", alters: "owner.email", member: `"assignee":{"email":%s}`, kind: text_, values: together(nothings, nastyTexts()[:20])},
	}
}

// graphRows are tasks of shapes that readers get wrong.
func graphRows() []nastyShape {
	common := slices.DeleteFunc(commonRows("description", "start"), func(s nastyShape) bool { return s.name == "time twice" })
	return append(common,
		nastyShape{"time twice", `"start":"2025-01-02T03:04:05","start":"leaf one"`},
		nastyShape{"type twice", `"type":{"name":"leaf one"},"type":{"name":"leaf two"}`},
		nastyShape{"assignee with keys twice", `"assignee":{"id":7,"id":"leaf one","fullName":"leaf two"}`},
		nastyShape{"assignee with unknown keys", `"assignee":{"id":7,"zz_user":"leaf one"}`},
		nastyShape{"assignee a list", `"assignee":["leaf one"]`},
		nastyShape{"account a text", `"account":"leaf one"`},
		nastyShape{"account a list", `"account":["leaf one"]`},
		nastyShape{"contact a text", `"contact":"leaf one"`},
	)
}

// graphUpstream answers as Administrate's GraphQL does. Tokens and the schema are the sandbox's.
func graphUpstream(rows []nastyRow) http.HandlerFunc {
	settings := sandbox.Defaults()
	settings.HTTPScheme = "allow"
	server, err := sandbox.New(settings)
	if err != nil {
		panic(err) // the settings are right
	}
	for i := range rows {
		if string(rows[i].sent) == "null" { // no task, so that its place in the list is the row
			rows[i].told = []byte(`{"node":null}`)
		}
	}
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // else nothing is asked for
		var asked struct {
			Query     string
			Variables struct {
				First, Offset int
				Order         struct{ Direction string }
				Filters       []struct{ Operation, Value string }
			}
		}
		if json.Unmarshal(body, &asked) != nil || !strings.HasPrefix(asked.Query, "query Tasks(") {
			r.Body = io.NopCloser(bytes.NewReader(body))
			server.ServeHTTP(w, r)
			return
		}
		found := slices.Clone(rows)
		for _, f := range asked.Variables.Filters {
			if f.Operation == "isnull" || f.Operation == "ge" && f.Value > graphNastyTime || f.Operation == "lt" && f.Value <= graphNastyTime {
				found = nil
			}
		}
		if asked.Variables.Order.Direction == "desc" {
			slices.Reverse(found)
		}
		from := min(asked.Variables.Offset, len(found))
		page := found[from:min(from+asked.Variables.First, len(found))]
		var edges []string
		for _, row := range page {
			edges = append(edges, `{"node":`+string(row.sent)+`}`)
		}
		_, _ = fmt.Fprintf(w, `{"data":{"tasks":{"pageInfo":{"totalRecords":%d},"edges":[%s]}},"errors":[]}`, len(found), strings.Join(edges, ","))
	}
}
