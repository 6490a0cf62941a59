package apro

import (
	"slices"
	"strconv"
	"strings"
)

// args are the params of one request. A parameter becomes known when the operation reads it; all others are unknown.
type args struct {
	params  *value
	files   []sentFile
	dialect string
	ignored []string
	known   []string
	nth     int64 // number of the request among the requests of its operation
}

// get returns a parameter, or nil when it was not sent or when Settings.Ignore names it.
func (a *args) get(name string) *value {
	if slices.Contains(a.ignored, name) {
		return nil
	}
	a.known = append(a.known, name)
	if !a.params.isArray() {
		return nil
	}
	if name == bareIDs {
		return a.params
	}
	return a.params.items[name]
}

// dual returns a parameter that has another name in each dialect. The name of the other dialect stays unknown.
func (a *args) dual(english, intrum string) *value {
	var v *value
	if a.dialect != Intrum {
		v = a.get(english)
	}
	if v == nil && a.dialect != English {
		v = a.get(intrum)
	}
	return v
}

// unknown returns a parameter that was sent and never read, or "".
func (a *args) unknown() string {
	if a.params.isArray() {
		for _, key := range a.params.keys {
			if !slices.Contains(a.known, key) {
				return key
			}
		}
	}
	return ""
}

// text returns a scalar parameter; an array where a scalar is documented counts as not sent.
func (a *args) text(name string) string { return a.get(name).scalar() }

func (v *value) scalar() string {
	if v == nil {
		return ""
	}
	return v.text
}

// list returns the texts of an array, or a scalar as a list of one text. Empty texts are left out.
func (v *value) list() []string {
	var texts []string
	if v != nil && v.text != "" {
		texts = append(texts, v.text)
	}
	if v.isArray() {
		for _, key := range v.keys {
			if item := v.items[key]; item.text != "" {
				texts = append(texts, item.text)
			}
		}
	}
	return texts
}

// ids returns the numbers of a list of ids. A lone "0" means "no filter", since PHP's empty() is true for it. A text that is
// not a number is an id that no row has.
func (v *value) ids() []int64 {
	texts := v.list()
	if v != nil && !v.isArray() && len(texts) == 1 && texts[0] == "0" {
		return nil
	}
	ids := make([]int64, 0, len(texts))
	for _, t := range texts {
		id, err := strconv.ParseInt(strings.TrimSpace(t), 10, 64)
		if err != nil {
			id = -1
		}
		ids = append(ids, id)
	}
	return ids
}

// each returns the different numbers of a required list of ids, in the order in which they came.
func (a *args) each(name string) ([]int64, error) {
	var ids []int64
	for _, id := range a.get(name).ids() {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, badParams
	}
	return ids, nil
}

// bareIDs is the name for params that are a list of ids themselves.
const bareIDs = ""

// bare reports whether the params are a list and not a map, and makes its elements known.
func (a *args) bare() bool {
	if !a.params.isArray() || len(a.params.keys) == 0 || a.params.keys[0] != "0" {
		return false
	}
	a.known = append(a.known, a.params.keys...)
	return true
}

// flag reads a boolean in the forms that clients write.
func (v *value) flag() bool {
	t := strings.ToLower(v.scalar())
	return t == "1" || t == "true"
}

// number reads a number; fallback replaces an absent, empty or unreadable text.
func (a *args) number(name string, fallback int64) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(a.text(name)), 10, 64)
	if err != nil || n < 0 {
		return fallback
	}
	return n
}
