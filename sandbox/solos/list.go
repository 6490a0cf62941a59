package solos

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
)

// defaultCount is the page size of a request without a count.
const defaultCount = 100

// paging has the arguments that both lists share, as text; nil is absent.
type paging struct {
	count, offset, orderBy, reverse, deleted *string
}

// query reads the paging arguments.
func (s *Server) query(p paging) (query, error) {
	q := everything(view{active: true})
	var err error
	if q.count, err = parseNumber("count", p.count, defaultCount); err != nil {
		return query{}, err
	}
	if top := s.settings.MaxCount; top > 0 && q.count > top {
		if s.settings.OverMaxCount == refuse400 && p.count != nil {
			return query{}, fmt.Errorf("count: %d is more than %d", q.count, top)
		}
		q.count = top
	}
	if q.offset, err = parseNumber("offset", p.offset, 0); err != nil {
		return query{}, err
	}
	if q.reverse, err = parseSwitch("reverse", p.reverse); err != nil {
		return query{}, err
	}
	deleted, err := parseSwitch("deleted", p.deleted)
	if err != nil {
		return query{}, err
	}
	switch {
	case deleted:
		q.view = view{deleted: true}
	case p.deleted == nil && s.settings.OmittedDeleted == omittedBoth:
		q.view = view{active: true, deleted: true}
	}
	if order := value(p.orderBy); order != "" && order != "id" && s.settings.OrderByOther == refuse400 {
		return query{}, fmt.Errorf("order_by: %q is not a field to sort by", order)
	}
	q.total = s.settings.Envelope == envelopeData
	return q, nil
}

func parseNumber(key string, text *string, absent int64) (int64, error) {
	if text == nil {
		return absent, nil
	}
	n, err := strconv.ParseUint(*text, 10, 63)
	if err != nil {
		return 0, fmt.Errorf("%s: %q is not an unsigned integer", key, *text)
	}
	return int64(n), nil
}

// parseSwitch reads "0" or "1".
func parseSwitch(key string, text *string) (bool, error) {
	switch {
	case text == nil || *text == "0":
		return false, nil
	case *text == "1":
		return true, nil
	}
	return false, fmt.Errorf(`%s: %q is neither "0" nor "1"`, key, *text)
}

// projects answers the plain list.
func (s *Server) projects(w http.ResponseWriter, r *http.Request) {
	args := r.URL.Query()
	q, err := s.query(paging{
		count: argument(args, "count"), offset: argument(args, "offset"), orderBy: argument(args, "order_by"),
		reverse: argument(args, "reverse"), deleted: argument(args, "deleted"),
	})
	if err != nil {
		s.refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	s.answerPage(w, OpProjects, q)
}

func argument(args url.Values, key string) *string {
	if !args.Has(key) {
		return nil
	}
	return new(args.Get(key))
}

// maxBody is far above the size of any filter.
const maxBody = 1 << 20

// filter answers the filtered list.
func (s *Server) filter(w http.ResponseWriter, r *http.Request) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/json" {
		s.refuse(w, http.StatusBadRequest, "the body must be application/json")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		s.refuse(w, http.StatusBadRequest, "the body cannot be read")
		return
	}
	q, err := s.filterQuery(body)
	if err != nil {
		s.refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	s.answerPage(w, OpFilter, q)
}

// filterKeys are the keys of a filter's body.
var filterKeys = []string{"count", "offset", "order_by", "reverse", "deleted", "condition", "having", "buildin_data", "data"}

func (s *Server) filterQuery(body []byte) (query, error) {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(body, &keys); err != nil || keys == nil {
		return query{}, fmt.Errorf("the body is not a JSON object")
	}
	for key := range keys {
		if !slices.Contains(filterKeys, key) {
			if err := s.unknown(key); err != nil {
				return query{}, err
			}
		}
	}
	// PHP clients write an empty map as [].
	for _, key := range []string{"buildin_data", "data"} {
		if bytes.Equal(keys[key], []byte("[]")) {
			delete(keys, key)
		}
	}
	var p paging
	for key, into := range map[string]**string{"count": &p.count, "offset": &p.offset} {
		if raw, ok := keys[key]; ok {
			*into = new(string(raw)) // parsing refuses a quoted number
		}
	}
	for key, into := range map[string]**string{"order_by": &p.orderBy, "reverse": &p.reverse, "deleted": &p.deleted} {
		if raw, ok := keys[key]; ok {
			if err := json.Unmarshal(raw, into); err != nil {
				return query{}, fmt.Errorf("%s: %s is not a text", key, raw)
			}
		}
	}
	q, err := s.query(p)
	if err != nil {
		return query{}, err
	}
	var conditions filterBody
	for key, into := range map[string]any{
		"condition": &conditions.Condition, "having": &conditions.Having,
		"buildin_data": &conditions.BuiltIn, "data": &conditions.Data,
	} {
		if raw, ok := keys[key]; ok {
			if err := json.Unmarshal(raw, into); err != nil {
				return query{}, fmt.Errorf("%s: %s is not of the right type", key, raw)
			}
		}
	}
	return q, s.applyFilter(&q, conditions)
}

// answerPage makes the changes that are due, then answers with a page.
func (s *Server) answerPage(w http.ResponseWriter, op string, q query) {
	s.churn(op)
	s.mutate(q)
	rows, total := s.store.page(q)
	sendList(s, w, rows, style.appendProject, total)
}

// mutate moves a row between two pages, if Settings.MutateBetweenPages requires that.
func (s *Server) mutate(q query) {
	if q.offset == 0 || !q.view.active {
		return
	}
	switch s.settings.MutateBetweenPages {
	case mutateDelete:
		passed := q
		passed.offset, passed.count, passed.total = q.offset/2, 1, false
		if rows, _ := s.store.page(passed); len(rows) > 0 {
			_ = s.store.transfer(rows[0].id, inActive, inDeleted) // a row that is deleted already stays deleted
		}
	case mutateInsert:
		s.store.insert(s.now())
	case mutateRestore:
		first := everything(view{deleted: true})
		first.count, first.reverse = 1, q.reverse
		if rows, _ := s.store.page(first); len(rows) > 0 {
			_ = s.store.transfer(rows[0].id, inDeleted, inActive)
		}
	}
}

// info answers with one project of either list.
func (s *Server) info(w http.ResponseWriter, r *http.Request) {
	id, err := parseNumber("id", argument(r.URL.Query(), "id"), math.MaxInt64)
	if err != nil || id == math.MaxInt64 {
		s.refuse(w, http.StatusBadRequest, "id: an unsigned integer is required")
		return
	}
	p, ok := s.store.get(id)
	if !ok {
		s.answerMissing(w, noProject)
		return
	}
	s.sendOne(w, s.style.appendProject(nil, p))
}
