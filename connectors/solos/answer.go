package solos

import (
	"errors"
	"slices"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// answer is the content of an upstream's list answer.
type answer struct {
	// list is the records, an array or an object whose values are the records.
	list transcode.JSON
	// asked is the number of requested records.
	asked int
	// total is the length of the whole list, if the upstream states it, else nil. It is an estimate.
	total *int
}

// listKeys are the members that may hold the records, in the order in which they are tried and before the operation's own.
// totalKeys are the members that may hold a total.
var (
	listKeys  = []string{"payload", "data", "items", "result", "rows", "list"}
	totalKeys = []string{"total", "total_count", "all", "count"}
)

var (
	errNoList   = errors.New("the answer has no list of records: it is no array, and no member with a known name is one")
	errNoRecord = errors.New("the answer has no record: neither the answer nor a member with a known name has an id")
)

// parse finds the records in a body. The shape of answers is documented nowhere, so parse accepts all likely shapes
// (docs/upstreams/solos.md, Answers).
func (o *operation) parse(body transcode.JSON) (answer, error) {
	if o.single {
		return o.parseRecord(body)
	}
	if body.Kind() == '[' {
		return answer{list: body}, nil
	}
	for _, key := range o.keys() {
		if list, ok := body.Member(key); ok && listLike(list) {
			return answer{list: list, total: parseTotal(body)}, nil
		}
	}
	return answer{}, errNoList
}

// parseRecord finds the record in the answer of a look-up. PHP has several ways to say that there is none: null, false, an
// empty array or object, each with or without an envelope. The record is returned as a list, which is empty then.
func (o *operation) parseRecord(body transcode.JSON) (answer, error) {
	value := body
	if !bare(value) {
		for _, key := range o.keys() {
			if inner, ok := value.Member(key); ok {
				value = inner
				break
			}
		}
	}
	switch {
	case nothing(value):
		return answer{list: none}, nil
	case bare(value):
		return answer{list: value.Alone()}, nil
	case listLike(value):
		return answer{list: value}, nil
	}
	for name := range value.Members() {
		if slices.Contains(o.keys(), name) {
			return answer{list: none}, nil // the member is null, which Member skips
		}
	}
	return answer{}, errNoRecord
}

// none is a list without records.
var none = transcode.MustParse("[]")

// bare reports whether a value is a record without an envelope: an object with an id.
func bare(value transcode.JSON) bool { return !nothing(member(value, "id")) }

// keys returns the members that may hold the records.
func (o *operation) keys() []string {
	return append(listKeys[:len(listKeys):len(listKeys)], o.key)
}

// listLike reports whether a value can be a list: an array, or an object of objects, since PHP writes an array with gaps in
// that form.
func listLike(value transcode.JSON) bool {
	switch value.Kind() {
	case '[':
		return true
	case '{':
		for element := range value.Elements() {
			if element.Kind() != '{' {
				return false
			}
		}
		return true
	default:
		return false
	}
}

func parseTotal(object transcode.JSON) *int {
	for _, key := range totalKeys {
		value, _ := object.Member(key)
		if n, ok := value.Int(); ok && n >= 0 {
			return &n
		}
	}
	return nil
}

// plausible returns the total if it can be the total of a list with so many known rows. Some servers may count only the rows of
// the page.
func (a answer) plausible(known int, ended bool) *int {
	if a.total == nil || *a.total < known || *a.total == known && !ended {
		return nil
	}
	return a.total
}

// refusal is a failure that an answer with status 200 states.
type refusal struct {
	// status is the HTTP status that the answer names, 0 for none.
	status int
	// message is the upstream's text.
	message string
}

// parseRefusal reports whether an object states a failure: an error that is not empty, or a success or status that is false
// (docs/upstreams/solos.md, Errors).
func parseRefusal(object transcode.JSON) (r refusal, refused bool) {
	cause := member(object, "error")
	if nothing(cause) {
		cause = member(object, "errors")
	}
	success, known := member(object, "success").Text()
	status, _ := member(object, "status").Text()
	refused = !nothing(cause) || known && (success == "0" || success == "false") || slices.Contains(failures, status)
	if !refused {
		return refusal{}, false
	}
	for _, from := range []transcode.JSON{cause, object} {
		for _, key := range []string{"code", "status"} {
			if n, ok := member(from, key).Int(); ok && n >= 400 && n < 600 && r.status == 0 {
				r.status = n
			}
		}
	}
	for _, text := range []transcode.JSON{cause, member(cause, "message"), member(object, "message")} {
		if text.Kind() == '"' && r.message == "" {
			r.message, _ = text.Text()
		}
	}
	if r.message == "" {
		r.message = string(cause.Raw())
	}
	return r, true
}

// failures are the statuses that mean a failure.
var failures = []string{"false", "error", "fail", "failed"}

// member returns the value of a member, or an absent value.
func member(object transcode.JSON, key string) transcode.JSON {
	value, _ := object.Member(key)
	return value
}

// nothing reports whether a value means that there is none, in one of PHP's ways.
func nothing(value transcode.JSON) bool {
	if text, ok := value.Text(); ok {
		return text == "" || text == "0" || text == "false"
	}
	for range value.Elements() {
		return false
	}
	return true
}
