package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// queryInt returns the number of a parameter, 0 for none.
func queryInt(r *http.Request, name string) int {
	n, _ := strconv.Atoi(r.FormValue(name))
	return n
}

// aproUpstream answers as APRO does: contacts by their activity, which is that of the rows' numbers where theirs is nasty.
func aproUpstream(rows []nastyRow) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "purchaser/filter") {
			_, _ = w.Write([]byte(`{"status":"success","data":[]}`))
			return
		}
		_ = r.ParseForm() // else nothing is asked for
		var found []nastyRow
		for key, values := range r.PostForm {
			if strings.HasPrefix(key, "params[byid]") {
				for _, row := range rows {
					if slices.Contains(values, strconv.Itoa(row.id)) {
						found = append(found, row)
					}
				}
			}
		}
		slices.SortFunc(found, func(a, b nastyRow) int { return cmp.Compare(a.id, b.id) })
		_, _ = fmt.Fprintf(w, `{"status":"success","data":{"list":[%s],"count":%d}}`, joinRows(found), len(found))
	}
}

// solosUpstream answers as Solos does.
func solosUpstream(rows []nastyRow) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from, count := queryInt(r, "offset"), queryInt(r, "count")
		from = min(from, len(rows))
		if count == 0 { // steps have no pages
			count = len(rows)
		}
		rows := slices.Clone(rows)
		if r.FormValue("reverse") == "1" {
			slices.Reverse(rows)
		}
		_, _ = fmt.Fprintf(w, `{"payload":[%s]}`, joinRows(rows[from:min(from+count, len(rows))]))
	}
}

// administrateUpstream answers as Administrate does: tasks above an id.
func administrateUpstream(rows []nastyRow) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from := min(queryInt(r, "id__gt"), len(rows))
		_, _ = fmt.Fprintf(w, `[%s]`, joinRows(rows[from:min(from+queryInt(r, "_limit"), len(rows))]))
	}
}

// proximaUpstream answers as Proxima does: all rows of a function at once. Cards belong to visits, one for each.
func proximaUpstream(rows []nastyRow) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "login") {
			_, _ = w.Write([]byte(`{"token":"eeeeeeee","expires_at":"2999-01-01T00:00:00Z"}`))
			return
		}
		body := new(strings.Builder)
		var run map[string]any
		_ = json.NewDecoder(r.Body).Decode(&run) // else the rows are not those of visits
		asked := fmt.Sprint(run)
		switch {
		case strings.Contains(asked, "api_get_entitymap"):
			body.WriteString(`[]`)
		case strings.Contains(asked, "api_get_tasks_json") && !strings.Contains(string(rows[0].sent), "task_datefrom"):
			for i, row := range rows {
				_, _ = fmt.Fprintf(body, `%s{"task_id":%d,"task_datefrom":"2025-01-02T10:00:00Z"}`, strings.Repeat(",", min(i, 1)), row.id)
			}
			_, _ = fmt.Fprintf(w, "[%s]", body)
			return
		case strings.HasPrefix(string(rows[0].sent), "{"):
			_, _ = fmt.Fprintf(body, "[%s]", joinRows(rows))
		default:
			w.Header().Set("Content-Type", "text/csv")
			body.WriteString(strings.Join(csvColumns(), ",") + "\r\n")
			for _, row := range rows {
				body.WriteString(string(row.sent) + "\r\n")
			}
		}
		_, _ = w.Write([]byte(body.String()))
	}
}

// joinRows joins what was sent of rows by commas.
func joinRows(rows []nastyRow) string {
	var all []string
	for _, row := range rows {
		all = append(all, string(row.sent))
	}
	return strings.Join(all, ",")
}
