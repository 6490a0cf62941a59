package administrate

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

// maxBody is far above the size of any task.
const maxBody = 1 << 20

// requiredKeys must be present and not null to create a task.
var requiredKeys = []string{"status", "user_id", "account_id", "type_id"}

// writers each set one key of a task from its JSON. Other keys of a body are ignored.
var writers = map[string]func(*task, json.RawMessage) error{
	"status": func(t *task, raw json.RawMessage) error { return decode(raw, &t.status) },
	"subject": func(t *task, raw json.RawMessage) error {
		return decodeOpt(raw, &t.subject, func(s string) (string, error) { return s, nil })
	},
	"description": func(t *task, raw json.RawMessage) error {
		return decodeOpt(raw, &t.description, func(s string) (string, error) { return s, nil })
	},
	"user_id": func(t *task, raw json.RawMessage) error { return decodeReference(raw, &t.userID, userCount) },
	"type_id": func(t *task, raw json.RawMessage) error { return decodeReference(raw, &t.typeID, typeCount) },
	"account_id": func(t *task, raw json.RawMessage) error {
		return decodeOpt(raw, &t.accountID, func(n int64) (int64, error) { return n, within(n, accountCount) })
	},
	"contact_id":     func(t *task, raw json.RawMessage) error { return decodeOpt(raw, &t.contactID, anyID) },
	"event_id":       func(t *task, raw json.RawMessage) error { return decodeOpt(raw, &t.eventID, anyID) },
	"opportunity_id": func(t *task, raw json.RawMessage) error { return decodeOpt(raw, &t.opportunityID, anyID) },
	"created_on": func(t *task, raw json.RawMessage) error {
		var at opt[int64]
		if err := decodeOpt(raw, &at, parseTime); err != nil {
			return err
		}
		if !at.set {
			return errors.New("may not be null")
		}
		t.createdOn = at.v
		return nil
	},
	"start_datetime":   func(t *task, raw json.RawMessage) error { return decodeOpt(raw, &t.startDatetime, parseTime) },
	"end_datetime":     func(t *task, raw json.RawMessage) error { return decodeOpt(raw, &t.endDatetime, parseTime) },
	"show_on_calendar": func(t *task, raw json.RawMessage) error { return decode(raw, &t.showOnCalendar) },
}

// decode reads a value that may not be null.
func decode[T any](raw json.RawMessage, into *T) error {
	if string(raw) == "null" {
		return errors.New("may not be null")
	}
	return json.Unmarshal(raw, into)
}

// decodeOpt reads a value that may be null, and converts it into the stored value.
func decodeOpt[W, T any](raw json.RawMessage, into *opt[T], convert func(W) (T, error)) error {
	if string(raw) == "null" {
		*into = opt[T]{}
		return nil
	}
	var w W
	if err := json.Unmarshal(raw, &w); err != nil {
		return err
	}
	v, err := convert(w)
	if err != nil {
		return err
	}
	*into = some(v)
	return nil
}

func decodeReference(raw json.RawMessage, into *int64, count int64) error {
	var id int64
	if err := decode(raw, &id); err != nil {
		return err
	}
	if err := within(id, count); err != nil {
		return err
	}
	*into = id
	return nil
}

// within returns an error unless an id is in the tenant's reference data.
func within(id, count int64) error {
	if id < 1 || id > count {
		return fmt.Errorf("%d does not exist", id)
	}
	return nil
}

// anyID accepts any id that an entity outside the emulator could have.
func anyID(id int64) (int64, error) {
	if id < 1 {
		return 0, fmt.Errorf("%d does not exist", id)
	}
	return id, nil
}

// readBody reads the JSON object of a request. If ok is false, it has answered.
func readBody(w http.ResponseWriter, r *http.Request) (body map[string]json.RawMessage, ok bool) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, "the body must be application/json")
		return nil, false
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		err = json.Unmarshal(data, &body)
	}
	if err != nil || body == nil {
		refuse(w, http.StatusBadRequest, "the body is not a JSON object")
		return nil, false
	}
	return body, true
}

// assign writes the known keys of a body into a task.
func assign(t *task, body map[string]json.RawMessage) error {
	var errs []error
	for key, raw := range body {
		if write, ok := writers[key]; ok {
			if err := write(t, raw); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", key, err))
			}
		}
	}
	return errors.Join(errs...)
}

// create answers POST of the collection.
func (s *Server) create(w http.ResponseWriter, r *http.Request, effect Effect) {
	body, ok := readBody(w, r)
	if !ok {
		return
	}
	var missing []string
	for _, key := range requiredKeys {
		if raw, ok := body[key]; !ok || string(raw) == "null" {
			missing = append(missing, key)
		}
	}
	if len(missing) > 0 {
		refuse(w, s.settings.CreateFailure, "could not create: missing "+strings.Join(missing, ", "))
		return
	}
	t := task{createdOn: s.now()}
	if err := assign(&t, body); err != nil {
		refuse(w, s.settings.CreateFailure, "could not create: "+err.Error())
		return
	}
	s.answerWritten(w, effect, s.store.insert(t))
}

// update answers PUT of one task: keys that are not in the body stay unchanged.
func (s *Server) update(w http.ResponseWriter, r *http.Request, effect Effect, id int64) {
	body, ok := readBody(w, r)
	if !ok {
		return
	}
	t, err := s.store.update(id, func(t *task) error { return assign(t, body) })
	switch {
	case errors.As(err, new(errNoTask)):
		refuse(w, http.StatusNotFound, err.Error())
	case err != nil:
		refuse(w, http.StatusBadRequest, err.Error())
	default:
		s.answerWritten(w, effect, t)
	}
}
