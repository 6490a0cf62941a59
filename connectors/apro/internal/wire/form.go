package wire

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
)

// MaxElements is how many elements the params of one request may have. The vendor documents 1000; PHP also silently drops what
// is beyond. The difference leaves room for the parameters that every request has besides its filters.
const MaxElements = 900

// Form is the params of a request in PHP's bracket notation, in the order in which they were set.
type Form struct {
	Pairs [][2]string // name with brackets, value
}

// Set adds a parameter, or a nested one for more than one name.
func (f *Form) Set(value string, names ...string) {
	f.SetIn(value, "params", names...)
}

// SetIn is Set for requests that have their parameters beside params: in the parameter first.
func (f *Form) SetIn(value, first string, names ...string) {
	key := first
	for _, n := range names {
		key += "[" + n + "]"
	}
	f.Pairs = append(f.Pairs, [2]string{key, value})
}

// List adds a parameter that is a list. A form cannot have an empty list, which is left out.
func (f *Form) List(values []string, name string) {
	for i, v := range values {
		f.Set(v, name, strconv.Itoa(i))
	}
}

// Clone returns a form that can be added to without changing f.
func (f Form) Clone() Form { return Form{Pairs: slices.Clone(f.Pairs)} }

// fits checks the number of elements. Its error names the request field.
func (f Form) fits(field string) error {
	if len(f.Pairs) > MaxElements {
		return connectors.Invalid(field, "the upstream accepts %d values in one request, but these filters have %d: split the request", MaxElements, len(f.Pairs))
	}
	return nil
}

// encode returns the body of a request: the key, then the params.
func (f Form) encode(key connectors.Secret) []byte {
	return keyed(url.QueryEscape(key.Reveal()), f.Params())
}

// Shown returns the body of a request with *** in place of the key.
func (f Form) Shown() []byte { return keyed("***", f.Params()) }

// Params returns the body of a request without the key.
func (f Form) Params() []byte {
	var b []byte
	for _, p := range f.Pairs {
		if len(b) > 0 {
			b = append(b, '&')
		}
		b = append(b, url.QueryEscape(p[0])...)
		b = append(b, '=')
		b = append(b, url.QueryEscape(p[1])...)
	}
	return b
}

// keyed returns a body with a key before the params.
func keyed(key string, params []byte) []byte {
	b := append(make([]byte, 0, len(key)+len(params)+8), "apikey="+key...)
	if len(params) > 0 {
		b = append(b, '&')
	}
	return append(b, params...)
}
