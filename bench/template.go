package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// kind is a kind of records that the upstream has any number of.
type kind struct {
	path    string // the operation that lists them
	noun    string // in the names of fields, as in stock_activity_date
	created string // the member with the creation, which is set to longAgo, or "" to leave it as it is
	most    int    // bytes of a row, above which its last custom fields are left out, or 0
	params  url.Values
}

// stockItems are what the rows read that compare the server alone.
func stockItems() kind {
	return kind{path: filterPath, noun: "stock", params: url.Values{"params[type]": {stockType}}}
}

// contacts are what the rows read that compare what users run.
func contacts() kind {
	return kind{path: contactsPath, noun: "customer", created: "create_date", most: 1_000}
}

// longAgo is the creation of all contacts. An account's rows are mostly created on an earlier day than their last activity, by which
// crmstream knows what the periods of requests compare.
const longAgo = "2000-01-01 00:00:00"

// template is a page of rows, stored twice, so that the rows of any page are one piece.
type template struct {
	bytes  []byte
	starts []int // start of each row, and the end
	times  []int // index of each row's activity time in the row
}

// idStart is the index of the id in each row.
const idStart = len(`{"id":"`)

// newTemplate makes a template from the rows of an emulator's page.
func newTemplate(emulator http.Handler, k kind) (*template, error) {
	list, err := samples(emulator, k)
	if err != nil {
		return nil, err
	}
	timeKey := `"` + k.noun + `_activity_date":"`
	t := &template{}
	for range 2 {
		for _, r := range list {
			if k.most > 0 {
				if r, err = shortened(r, k.most); err != nil {
					return nil, err
				}
			}
			id, rest, ok := bytes.Cut(r[min(idStart, len(r)):], []byte(`"`))
			at := bytes.Index(rest, []byte(timeKey))
			if !ok || at < 0 || len(id) == 0 {
				return nil, fmt.Errorf("the emulator's row %q is not as expected", r)
			}
			if k.created != "" {
				key := []byte(`"` + k.created + `":"`)
				copy(rest[bytes.Index(rest, key)+len(key):], longAgo)
			}
			t.starts = append(t.starts, len(t.bytes))
			t.times = append(t.times, idStart+len(strconv.Itoa(firstID))+len(`"`)+at+len(timeKey))
			t.bytes = fmt.Appendf(t.bytes, `{"id":"%d"%s,`, firstID, rest)
		}
	}
	t.starts = append(t.starts, len(t.bytes))
	return t, nil
}

// shortened returns a row without the last of its custom fields, so that it has at most so many bytes. The emulator's rows have a field
// of each type there is, more than those of most accounts.
func shortened(row []byte, most int) ([]byte, error) {
	const begin, end = `"fields":{`, `}}`
	head, _, ok := bytes.Cut(row, []byte(begin))
	if !ok {
		return row, nil // a contact without custom fields
	}
	short := append(bytes.Clone(head), begin...)
	fields := json.NewDecoder(bytes.NewReader(row[len(short)-len("{"):]))
	if _, err := fields.Token(); err != nil {
		return nil, err
	}
	for first := true; fields.More(); first = false {
		key, err := fields.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := fields.Decode(&value); err != nil {
			return nil, err
		}
		added := fmt.Sprintf("%q:%s", key, value)
		if !first {
			added = "," + added
		}
		if len(short)+len(added)+len(end) > most {
			break
		}
		short = append(short, added...)
	}
	return append(short, end...), nil
}

// samples returns the rows of an emulator's page.
func samples(emulator http.Handler, k kind) ([]json.RawMessage, error) {
	form := url.Values{
		"apikey": {apiKey}, "params[limit]": {strconv.Itoa(pageRows)},
		"params[order]": {"asc"}, "params[order_field]": {k.noun + "_activity_date"},
	}
	for name, values := range k.params {
		form[name] = values
	}
	r := httptest.NewRequest(http.MethodPost, k.path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	emulator.ServeHTTP(w, r)
	var answer struct {
		Data struct {
			List []json.RawMessage `json:"list"`
		} `json:"data"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		return nil, err
	}
	if n := len(answer.Data.List); n != pageRows {
		return nil, fmt.Errorf("the emulator's page of %s has %d rows: %.200s", k.path, n, w.Body)
	}
	return answer.Data.List, nil
}

// rowBytes returns the mean size of a row.
func (t *template) rowBytes() int { return len(t.bytes) / (len(t.starts) - 1) }

// appendRows appends n rows of a list from a place on, with commas between them.
func (t *template) appendRows(dst []byte, from, n int) []byte {
	if n <= 0 {
		return dst
	}
	first := from % pageRows
	start := len(dst) - t.starts[first]
	dst = append(dst, t.bytes[t.starts[first]:t.starts[first+n]-len(",")]...)
	activity := firstActivity().Add(time.Duration(from) * time.Second)
	for i := range n {
		r := dst[start+t.starts[first+i]:]
		strconv.AppendInt(r[idStart:idStart], int64(firstID+from+i), 10)
		activity.AppendFormat(r[t.times[first+i]:t.times[first+i]], time.DateTime)
		activity = activity.Add(time.Second)
	}
	return dst
}
