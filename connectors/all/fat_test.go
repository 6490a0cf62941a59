package all_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// fat is a server of rows with the ids 1 to n, whose answers are as large as if each row had so many bytes.
type fat struct {
	n, bytes int
	// thin is how many rows at the start are small.
	thin int
	// page reads what is asked for, and answer writes rows.
	page  func(*http.Request, fat) (rows []int, envelope string)
	row   func(id int) string
	asked []int // how many rows each answer had
}

func (f *fat) RoundTrip(r *http.Request) (*http.Response, error) {
	rows, envelope := f.page(r, *f)
	if envelope == "" || len(rows) > 0 {
		f.asked = append(f.asked, len(rows))
	}
	before, behind, _ := strings.Cut(envelope, "%s")
	parts, pad := []io.Reader{strings.NewReader(before)}, blanks(strings.Repeat(" ", 64<<10))
	for i, id := range rows {
		row, end, _ := strings.Cut(f.row(id), "PAD")
		if i > 0 {
			row = "," + row
		}
		parts = append(parts, strings.NewReader(row), io.LimitReader(pad, int64(f.size(id))), strings.NewReader(end))
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{}, Request: r, ContentLength: -1,
		Body: io.NopCloser(io.MultiReader(append(parts, strings.NewReader(behind))...)),
	}, nil
}

// size returns how many bytes a row has besides its own.
func (f *fat) size(id int) int {
	if id <= f.thin {
		return 0
	}
	return f.bytes
}

// blanks is a piece of what has no end. It is copied, not set byte by byte, since tests read gigabytes of it.
type blanks string

func (b blanks) Read(p []byte) (int, error) { return copy(p, b), nil }

// some returns the ids from one on, at most so many of n.
func some(from, count, n int) []int {
	var ids []int
	for id := from; id <= n && len(ids) < count; id++ {
		ids = append(ids, id)
	}
	return ids
}

// turned is some, of the ids from n down if the order is the opposite one.
func turned(descending bool, from, count, n int) []int {
	ids := some(from, count, n)
	if descending {
		for i := range ids {
			ids[i] = n + 1 - ids[i]
		}
	}
	return ids
}

func number(text string) int {
	n, _ := strconv.Atoi(text) // 0 for none
	return n
}

// clock is the activity of a contact: a minute for each.
func clock(id int) string {
	return time.Date(2024, 1, 1, 0, id, 0, 0, time.UTC).Format(time.DateTime)
}

// contactsAt is a server of contacts with these times of activity.
func contactsAt(clock func(int) string) fat {
	return fat{n: 120, bytes: 3 << 20, row: func(id int) string {
		return fmt.Sprintf(`{"id":"%d","pad":PAD"x","create_date":"%s","customer_activity_date":"%s"}`, id, clock(id), clock(id))
	}, page: func(r *http.Request, f fat) ([]int, string) {
		body, _ := io.ReadAll(r.Body)
		form, _ := url.ParseQuery(string(body))
		if !strings.HasSuffix(r.URL.Path, "purchaser/filter") {
			return nil, `{"status":"success","data":[]}`
		}
		from, until := form.Get("params[date][from]"), cmp.Or(form.Get("params[date][to]"), "9")
		page, limit := max(number(form.Get("params[page]")), 1), number(form.Get("params[limit]"))
		var ids []int
		for id := 1; id <= f.n; id++ {
			if clock(id) >= from && clock(id) <= until {
				ids = append(ids, id)
			}
		}
		if strings.EqualFold(form.Get("params[order]"), "desc") {
			slices.Reverse(ids)
		}
		total := len(ids)
		ids = ids[min((page-1)*limit, total):]
		ids = ids[:min(limit, len(ids))]
		return ids, `{"status":"success","data":{"list":[%s],"count":` + strconv.Itoa(total) + `}}`
	}}
}

// messagesAt is a server of messages of these seconds, the newest first.
func messagesAt(second func(int) int) fat {
	return fat{n: 60, bytes: 4 << 20, row: func(id int) string {
		return fmt.Sprintf(`{"hash":"%d","date":"%d","pad":PAD"x"}`, id, second(id))
	}, page: func(r *http.Request, f fat) ([]int, string) {
		page, count := formPage(r)
		last := number(r.PostFormValue("params[date]"))
		var ids []int
		for id := f.n; id > 0; id-- {
			if second(id) <= last {
				ids = append(ids, id)
			}
		}
		total := len(ids)
		ids = ids[min(page*count, total):min((page+1)*count, total)]
		return ids, `{"status":"success","data":{"list":[%s],"total":` + strconv.Itoa(total) + `}}`
	}}
}

// formPage returns the number and the size of the page that a form asks for.
func formPage(r *http.Request) (page, count int) {
	return number(r.PostFormValue("params[page]")), number(r.PostFormValue("params[count]"))
}

// fats are a list of each connector whose pages, as large as the settings have them, are too large for an answer.
func fats() map[string]struct {
	upstream
	fat
} {
	type entry = struct {
		upstream
		fat
	}
	return map[string]entry{
		"apro contacts": {
			upstream{connector: "apro", settings: aproSettings, request: &crmstreamv1.ListContactsRequest{}},
			contactsAt(clock),
		},
		"apro contacts of one time": {
			upstream{connector: "apro", settings: aproSettings, request: &crmstreamv1.ListContactsRequest{}},
			contactsAt(func(int) string { return clock(1) }),
		},
		"apro contacts by creation": {
			upstream{connector: "apro", settings: aproSettings, request: &crmstreamv1.ListContactsRequest{CreatedFrom: "2024-01-01"}},
			contactsAt(clock),
		},
		"apro contacts created at one time": {
			upstream{connector: "apro", settings: aproSettings, request: &crmstreamv1.ListContactsRequest{CreatedFrom: "2024-01-01"}},
			contactsAt(func(int) string { return clock(1) }),
		},
		"apro contacts by ids": {
			upstream{connector: "apro", settings: aproSettings, request: &crmstreamv1.ListContactsRequest{Ids: numbers(150)}},
			fat{
				n: 150, bytes: 2 << 20, row: func(id int) string { return fmt.Sprintf(`{"id":"%d","pad":PAD"x"}`, id) },
				page: func(r *http.Request, _ fat) ([]int, string) {
					ids := formIDs(r, "params[byid]")
					return ids, `{"status":"success","data":{"list":[%s],"count":` + strconv.Itoa(len(ids)) + `}}`
				},
			},
		},
		"apro events": {
			upstream{connector: "apro", settings: aproSettings, request: &crmstreamv1.ListCalendarEventsRequest{}},
			fat{
				n: 60, bytes: 4 << 20, row: func(id int) string { return fmt.Sprintf(`{"id":"%d","publ":"1","pad":PAD"x"}`, id) },
				page: func(r *http.Request, f fat) ([]int, string) {
					page, count := formPage(r)
					return some(1+page*count, count, f.n), `{"status":"success","data":{"list":[%s],"total":60}}`
				},
			},
		},
		"apro messages": {
			upstream{connector: "apro", settings: aproSettings, request: &crmstreamv1.ListDialogMessagesRequest{DialogTypeId: "1", ClientKey: "k"}},
			messagesAt(func(id int) int { return 1_700_000_000 + id }),
		},
		"apro messages of one time": {
			upstream{connector: "apro", settings: aproSettings, request: &crmstreamv1.ListDialogMessagesRequest{DialogTypeId: "1", ClientKey: "k"}},
			messagesAt(func(int) int { return 1_700_000_000 }),
		},
		"apro invoices": {
			upstream{connector: "apro", settings: aproSettings, request: &crmstreamv1.ListInvoicesRequest{}},
			fat{
				n: 130, bytes: 2 << 20, row: func(id int) string { return fmt.Sprintf(`{"id":"%d","pad":PAD"x"}`, id) },
				page: func(r *http.Request, f fat) ([]int, string) {
					body, _ := io.ReadAll(r.Body)
					form, _ := url.ParseQuery(string(body))
					page, limit := number(form.Get("params[page]")), number(form.Get("params[limit]"))
					return turned(form.Get("params[orderType]") == "DESC", 1+(page-1)*limit, limit, f.n), `{"status":"success","data":{"list":[%s],"total":130}}`
				},
			},
		},
		"solos projects": {
			upstream{connector: "solos", settings: solosSettings, request: &crmstreamv1.ListProjectsRequest{}},
			fat{
				n: 130, bytes: 2 << 20, row: func(id int) string { return fmt.Sprintf(`{"id":%d,"pad":PAD"x"}`, id) },
				page: func(r *http.Request, f fat) ([]int, string) {
					q := r.URL.Query()
					return turned(q.Get("reverse") == "1", 1+number(q.Get("offset")), number(q.Get("count")), f.n), `{"payload":[%s]}`
				},
			},
		},
		"solos payments of a project": {
			upstream{connector: "solos", settings: solosSettings, request: &crmstreamv1.ListProjectPaymentsRequest{ProjectId: "1"}},
			fat{
				n: 130, bytes: 2 << 20, row: func(id int) string { return fmt.Sprintf(`{"id":%d,"project_id":1PAD}`, id) },
				page: func(r *http.Request, f fat) ([]int, string) {
					q := r.URL.Query()
					return some(1+number(q.Get("offset")), number(q.Get("count")), f.n), `{"payload":[%s]}`
				},
			},
		},
		"administrate tasks": {
			upstream{connector: "administrate", settings: administrateSettings, request: &crmstreamv1.ListTasksRequest{}},
			fat{
				n: 130, bytes: 2 << 20, row: func(id int) string { return fmt.Sprintf(`{"id":%d,"pad":PAD"x"}`, id) },
				page: func(r *http.Request, f fat) ([]int, string) {
					q := r.URL.Query()
					count := number(q.Get("_limit"))
					if q.Get("_order") != "-id" {
						return some(1+number(q.Get("id__gt")), count, f.n), `[%s]`
					}
					highest := f.n
					if below := number(q.Get("id__lt")); below > 0 {
						highest = below - 1
					}
					var ids []int
					for id := highest; id > number(q.Get("id__gt")) && len(ids) < count; id-- {
						ids = append(ids, id)
					}
					return ids, `[%s]`
				},
			},
		},
		"proxima events": {
			upstream{
				connector: "proxima", settings: proximaSettings + ", pad_days: 1, window_days: 31}",
				request: &crmstreamv1.ListCalendarEventsRequest{StartFrom: "2024-01-01", StartBefore: "2024-03-01"},
			},
			fat{n: 60, bytes: 4 << 20, row: func(id int) string {
				day := time.Date(2023, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, id)
				return fmt.Sprintf(`{"action_id":%d,"action_datefrom":%q,"action_datetill":%qPAD}`, id,
					day.Format(time.RFC3339), day.Format(time.RFC3339))
			}, page: func(r *http.Request, f fat) ([]int, string) {
				if strings.HasSuffix(r.URL.Path, "login") {
					return nil, `{"token":"eeeeeeee"}`
				}
				var run struct {
					Arguments struct {
						From string `json:"date_from"`
						Till string `json:"date_till"`
					}
				}
				_ = json.NewDecoder(r.Body).Decode(&run) // else there are no rows
				var ids []int
				for id := 1; id <= f.n; id++ {
					day := time.Date(2023, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, id).Format(time.DateOnly)
					if day >= run.Arguments.From && day <= run.Arguments.Till {
						ids = append(ids, id)
					}
				}
				return ids, `[%s]`
			}},
		},
		"proxima contacts by ids": {
			upstream{connector: "proxima", settings: proximaSettings + "}", request: &crmstreamv1.ListContactsRequest{Ids: numbers(150)}},
			fat{
				n: 150, bytes: 2 << 20, row: func(id int) string { return fmt.Sprintf(`{"contact_id":%dPAD}`, id) },
				page: func(r *http.Request, _ fat) ([]int, string) {
					if strings.HasSuffix(r.URL.Path, "login") {
						return nil, `{"token":"eeeeeeee"}`
					}
					var run struct{ Arguments struct{ IDs string } }
					_ = json.NewDecoder(r.Body).Decode(&run) // else there are no rows
					var ids []int
					for id := range strings.SplitSeq(run.Arguments.IDs, ",") {
						ids = append(ids, number(id))
					}
					return ids, `[%s]`
				},
			},
		},
		"apro links": {
			upstream{connector: "apro", settings: aproSettings, request: &crmstreamv1.ListContactLinksRequest{ContactIds: numbers(150)}},
			fat{
				n: 150, bytes: 2 << 20, row: func(id int) string { return fmt.Sprintf(`"%d":{"stock":["7"]PAD}`, id) },
				page: func(r *http.Request, _ fat) ([]int, string) {
					return formIDs(r, "params[ids]"), `{"status":"success","data":{%s}}`
				},
			},
		},
		"apro comments": {
			upstream{connector: "apro", settings: aproSettings, request: &crmstreamv1.ListCommentsRequest{
				Parent: crmstreamv1.CommentParent_COMMENT_PARENT_DEAL, ParentIds: numbers(150),
			}},
			fat{
				n: 150, bytes: 2 << 20, row: func(id int) string { return fmt.Sprintf(`"%d":[{"id":%dPAD}]`, id, id) },
				page: func(r *http.Request, _ fat) ([]int, string) {
					return formIDs(r, "params[entity_id]"), `{"status":"success","data":{%s}}`
				},
			},
		},
	}
}

func formIDs(r *http.Request, key string) []int {
	body, _ := io.ReadAll(r.Body)
	form, _ := url.ParseQuery(string(body))
	var ids []int
	for name, values := range form {
		if strings.HasPrefix(name, key) {
			for _, v := range values {
				ids = append(ids, number(v))
			}
		}
	}
	slices.Sort(ids)
	return ids
}

func numbers(n int) []string {
	var ids []string
	for id := range n {
		ids = append(ids, strconv.Itoa(id+1))
	}
	return ids
}
