package solos

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// upstreamRequest is a request for records in the upstream's words.
type upstreamRequest struct {
	operation *operation
	// query holds the arguments of a GET besides count and offset.
	query url.Values
	// filter is the body of a POST, nil for a GET. Its count and offset are set for each page.
	filter     *filterBody
	descending bool
	// single reports whether at most one record can match.
	single  bool
	checks  []check
	created createdRange
	// suspect is the request field to name when the upstream refuses the request, "" when only paging can be the reason.
	suspect string
	// owner is the request field with the id of a record that may not exist, "" where no record can be missing.
	owner string
	// constants are encoded fields of every record.
	constants []byte
	// raw reports whether each record gets the upstream's JSON.
	raw bool
}

// everything is the count of a request to an operation without pages.
const everything = 0

// request returns the request for one page (Проекты, "GET Проекты" and "POST Фильтр проектов", and all that follow). Every
// paging argument is always sent, since no default is documented.
func (l *upstreamRequest) request(offset, count int) (rest.Request, error) {
	r := rest.Request{
		Op:     l.operation.name,
		Method: l.operation.method,
		Path:   l.operation.path,
		Header: http.Header{"Accept": {"application/json"}},
		Safe:   true, // a POST is safe too, since the filter changes nothing
	}
	if l.filter == nil {
		r.Query = maps.Clone(l.query)
		if count != everything {
			r.Query.Set("count", strconv.Itoa(count))
			r.Query.Set("offset", strconv.Itoa(offset))
		}
		return r, nil
	}
	page := *l.filter
	page.Count, page.Offset = count, offset
	var err error
	r.Body, err = json.Marshal(page)
	r.ContentType = "application/json"
	return r, err
}

// reversible reports whether the upstream can send the opposite order.
func (l *upstreamRequest) reversible() bool { return l.filter != nil || l.query.Has("reverse") }

// reversed returns the same list in the opposite order.
func (l *upstreamRequest) reversed() *upstreamRequest {
	r := *l
	r.descending = !l.descending
	if l.filter != nil {
		filter := *l.filter
		filter.Reverse = digit(r.descending)
		r.filter = &filter
		return &r
	}
	r.query = maps.Clone(l.query)
	r.query.Set("reverse", digit(r.descending))
	return &r
}

// get requests one page, and fewer records where an answer of so many is too large. The answer states how many were requested.
func (c *Client) get(ctx context.Context, l *upstreamRequest, offset, count int) (answer, error) {
	return rest.Fit(&l.operation.fitting, count, 1, func(rows int) (answer, error) { return c.ask(ctx, l, offset, rows) })
}

// ask sends the request for one page of so many records.
func (c *Client) ask(ctx context.Context, l *upstreamRequest, offset, count int) (answer, error) {
	request, err := l.request(offset, count)
	if err != nil {
		return answer{}, l.errorf(connectors.KindInvalidRequest, "%w", err)
	}
	request.Authorize = func(_ context.Context, r *http.Request) error {
		r.Header.Set("X-Crypto-Token", c.settings.Token.Reveal())
		r.Header.Set("X-Crypto-Secret", c.settings.Secret.Reveal())
		return nil
	}
	var a answer
	request.Classify = func(resp rest.Response) (err error) {
		a, err = l.classify(resp)
		return err
	}
	resp, err := c.rest.Do(ctx, request)
	switch {
	case err != nil && count == everything:
		return answer{}, rest.Advised(err, "no setting makes the answer smaller, since one answer has all requested records")
	case err != nil:
		return answer{}, rest.AskLess(err, "page_size", count)
	}
	l.operation.fitting.Fits(a.list.Len(), len(resp.Body))
	a.asked = count
	return a, nil
}

// context returns the context in which the records of one page are transcoded.
func (c *Client) context(l *upstreamRequest) *transcode.Context {
	return &transcode.Context{Zone: c.zone, Raw: l.raw, Constants: l.constants}
}

// collect reads the rows of an answer in any order and verifies them by the request. The key of a record is its id; records
// without an id come first.
func (l *upstreamRequest) collect(a answer, tc *transcode.Context) ([]connectors.Record, error) {
	var records []connectors.Record
	err := l.operation.table.Rows(a.list, tc, func(row *transcode.Row) error {
		r := row.Record
		r.Key = connectors.NumberKey(nil)
		if r.Identified() {
			r.Key = connectors.NumberKey(r.ID)
		}
		records = append(records, r)
		if r.Err != nil {
			return nil
		}
		_, err := l.verify(row)
		return err
	})
	return records, err
}

// parseIDs reads the ids of a filter.
func parseIDs(field string, ids []string) ([]uint64, error) {
	numbers := make([]uint64, 0, len(ids))
	for _, id := range ids {
		n, err := connectors.ParseID(field, id, 0)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}
