package proxima

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxBody bounds request bodies; the vendor states no limit.
const maxBody = 1 << 20

// object is a JSON object with keys that must match exactly, as upstream.
type object map[string]json.RawMessage

// readObject reads a request body, which must be one JSON object.
func readObject(w http.ResponseWriter, r *http.Request) (object, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return nil, errors.New("the body cannot be read")
	}
	var o object
	if err := json.Unmarshal(body, &o); err != nil || o == nil {
		return nil, errors.New("the body must be a JSON object")
	}
	return o, nil
}

// text returns the value of a key, which must be a string.
func (o object) text(key string) (string, error) {
	raw, ok := o[key]
	if !ok || string(raw) == "null" {
		return "", fmt.Errorf("%s is required", key)
	}
	var v string
	if err := json.Unmarshal(raw, &v); err != nil {
		return "", fmt.Errorf("%s must be a string", key)
	}
	return v, nil
}

// readRun reads the body of a run request: a function, its format and its arguments. It returns the function, and read, which
// reads the rows.
func (s *Server) readRun(w http.ResponseWriter, r *http.Request) (f function, read func() rows, err error) {
	if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != "application/json" {
		return f, nil, errors.New("function is required")
	}
	body, err := readObject(w, r)
	if err != nil {
		return f, nil, err
	}
	name, err := body.text("function")
	if err != nil {
		return f, nil, err
	}
	f, ok := s.known[name]
	if !ok {
		return f, nil, fmt.Errorf("function %q does not exist", name)
	}
	format, err := body.text("format")
	if err != nil {
		return f, nil, err
	}
	if format != f.format {
		return f, nil, fmt.Errorf("format %q is not supported by %s", format, name)
	}
	var arguments object
	if raw, ok := body["arguments"]; !ok || json.Unmarshal(raw, &arguments) != nil {
		return f, nil, errors.New("arguments must be an object")
	}
	read, err = f.prepare(arguments)
	return f, read, err
}

// readQuery reads the arguments of a function that lists visits or events.
func (s *Server) readQuery(arguments object) (query, error) {
	q, err := s.readWindow(arguments)
	if err != nil {
		return query{}, err
	}
	if q.ids, err = optionalIDs(arguments, "ids"); err != nil {
		return query{}, err
	}
	if raw := arguments["user_id"]; present(raw) {
		user, err := strconv.ParseInt(string(raw), 10, 64)
		if err != nil {
			return query{}, errors.New("user_id must be an integer")
		}
		q.user = &user
	}
	return q, nil
}

// readWindow reads the period that a function requires.
func (s *Server) readWindow(arguments object) (query, error) {
	from, err := s.day(arguments, "date_from")
	if err != nil {
		return query{}, err
	}
	till, err := s.day(arguments, "date_till")
	if err != nil {
		return query{}, err
	}
	return query{from: from, till: till + day, test: s.settings.WindowTest, withObserver: s.settings.UserMatchesObserver}, nil
}

func present(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

// day returns the second at which an argument's day begins, in the zone of window_zone.
func (s *Server) day(arguments object, key string) (int64, error) {
	text, err := arguments.text(key)
	if err != nil {
		return 0, err
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, fmt.Errorf("%s must be a date, YYYY-MM-DD", key)
	}
	if s.settings.WindowZone == zoneTenant {
		return t.Unix() - int64(s.settings.TenantOffsetMinutes)*minute, nil
	}
	return t.Unix(), nil
}

// readIDs reads an argument that is a string of numbers joined by commas. A number that is too large for an id matches nothing.
func readIDs(arguments object, key string) ([]int64, error) {
	text, err := arguments.text(key)
	if err != nil {
		return nil, err
	}
	ids := []int64{}
	for part := range strings.SplitSeq(text, ",") {
		if part == "" || strings.Trim(part, "0123456789") != "" {
			return nil, fmt.Errorf("%s must be numbers joined by commas", key)
		}
		id, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			id = math.MaxInt64
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}
