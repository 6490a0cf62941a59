package inbound

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/crmstream/crmstream/connectors"
)

// maxParameters is the most parameters of a form.
const maxParameters = 200

// formOf returns the parameters of a request, and false if they cannot be read. A body without a type, or with that of plain text, is
// read as a form: some callers send forms so.
func formOf(req *http.Request, request Request) ([]connectors.Parameter, bool) {
	if req.Method == http.MethodGet {
		return parseForm(req.URL.RawQuery)
	}
	if request.Encoding != "" && !strings.EqualFold(request.Encoding, "identity") {
		return nil, false
	}
	kind, _, _ := strings.Cut(req.Header.Get("Content-Type"), ";")
	switch strings.ToLower(strings.TrimSpace(kind)) {
	case "", "text/plain", "application/x-www-form-urlencoded":
		return parseForm(string(request.Body))
	case "multipart/form-data":
		_, params, err := mime.ParseMediaType(req.Header.Get("Content-Type"))
		if err != nil {
			return nil, false
		}
		return parseMultipart(request.Body, params["boundary"])
	default:
		return nil, false
	}
}

// parseForm returns the parameters of an encoded form, in order, and false if there are too many. Only `&` parts them. A part without
// `=` is a name. Every text is a form.
func parseForm(text string) ([]connectors.Parameter, bool) {
	var params []connectors.Parameter
	for part := range strings.SplitSeq(text, "&") {
		if part == "" {
			continue
		}
		if len(params) == maxParameters {
			return nil, false
		}
		name, value, _ := strings.Cut(part, "=")
		params = append(params, connectors.Parameter{Name: unescape(name), Value: unescape(value)})
	}
	return params, true
}

// unescape decodes a name or a value: `+` is a blank, `%` with two hexadecimal digits is a byte, and another `%` stays.
func unescape(text string) string {
	if !strings.ContainsAny(text, "+%") {
		return text
	}
	plain := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '+' {
			c = ' '
		}
		if c == '%' && i+2 < len(text) {
			high, isHigh := digit(text[i+1])
			low, isLow := digit(text[i+2])
			if isHigh && isLow {
				c = high<<4 | low
				i += 2
			}
		}
		plain = append(plain, c)
	}
	return string(plain)
}

// digit returns the value of a hexadecimal digit.
func digit(c byte) (value byte, ok bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// parseMultipart returns the parameters of a form of the type multipart/form-data, and false for another body, for files and for too
// many parameters. Values are as they were sent: no transfer encoding is decoded.
func parseMultipart(body []byte, boundary string) ([]connectors.Parameter, bool) {
	if boundary == "" {
		return nil, false
	}
	var params []connectors.Parameter
	parts := multipart.NewReader(bytes.NewReader(body), boundary)
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return params, true
		}
		if err != nil || len(params) == maxParameters {
			return nil, false
		}
		disposition, names, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
		name, named := names["name"]
		_, file := names["filename"]
		if err != nil || disposition != "form-data" || !named || file {
			return nil, false
		}
		value, err := io.ReadAll(part)
		if err != nil {
			return nil, false
		}
		params = append(params, connectors.Parameter{Name: name, Value: string(value)})
	}
}
