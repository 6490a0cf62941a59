package apro

import (
	"bytes"
	"encoding/json"
	"slices"
)

// member is a member of a JSON object.
type member struct {
	key   string
	value json.RawMessage
}

// members returns the members of a JSON object in order; another value, such as an empty map of PHP, has none.
func members(object []byte) []member {
	var all []member
	decoder := json.NewDecoder(bytes.NewReader(object))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return nil
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return all
		}
		m := member{}
		m.key, _ = key.(string)
		if err := decoder.Decode(&m.value); err != nil {
			return all
		}
		all = append(all, m)
	}
	return all
}

// derived are the keys of snapshots that follow from others, and so are no properties that change.
func derived(key string) bool {
	return slices.Contains([]string{
		"parentname", "typename", "stock_activity_type", "stock_activity_date", "sales_type_name", "sales_status_name",
		"customer_name", "customer_surname", "customer_patronymic", "customer_email", "sale_activity_type", "sale_activity_date",
	}, key)
}

// formerValues compares two snapshots of a row, and returns the properties that differ, in the order of the snapshot. Where a request
// writes an activity's contact, the contact's addresses change with it, so "email" of a request is derived, too.
func formerValues(was, now []byte) []former {
	var changed []former
	old := map[string]json.RawMessage{}
	for _, m := range members(was) {
		old[m.key] = m.value
	}
	_, request := old["request_id"]
	for _, m := range members(now) {
		switch {
		case m.key == "extproperty":
			changed = append(changed, formerFields(old[m.key], m.value)...)
		case derived(m.key) || request && m.key == "email" || bytes.Equal(old[m.key], m.value):
		default:
			changed = append(changed, former{m.key, old[m.key], m.value})
		}
	}
	return changed
}

// formerFields compares the custom fields of two snapshots. The former value of a price without a value is 0.00, as in the
// captured webhook, while the snapshot has null.
func formerFields(was, now []byte) []former {
	type property struct {
		Type  string          `json:"type"`
		Value json.RawMessage `json:"value"`
	}
	read := func(m json.RawMessage) property {
		p := property{Value: json.RawMessage("null")}
		_ = json.Unmarshal(m, &p) // the emulator wrote it
		return p
	}
	old := map[string]json.RawMessage{}
	for _, m := range members(was) {
		old[m.key] = m.value
	}
	var changed []former
	for _, m := range members(now) {
		before, after := read(old[m.key]), read(m.value)
		if old[m.key] == nil {
			before.Value = json.RawMessage("null")
		}
		if bytes.Equal(before.Value, after.Value) {
			continue
		}
		if after.Type == "price" && string(before.Value) == "null" {
			before.Value = json.RawMessage(`"0.00"`)
		}
		changed = append(changed, former{m.key, before.Value, after.Value})
	}
	return changed
}

// editEvent returns the event of a change. A change of only the supervisor, or of only the status, has an event of its own.
func editEvent(object string, changed []former) string {
	if len(changed) != 1 {
		return eventEdit
	}
	switch object + " " + changed[0].key {
	case "customer manager_id", "request manager", "sale employee_id":
		return eventManager
	case "request status":
		return eventStatus
	case "sale sales_status_id":
		return eventStage
	}
	return eventEdit
}
