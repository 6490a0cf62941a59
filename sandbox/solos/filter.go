package solos

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// condition is one condition of a filter. It reports whether the condition holds for a project.
type condition func(project) bool

// filterBody is the body of the filter as it was sent; the paging arguments are read separately.
type filterBody struct {
	Condition *string                    `json:"condition"`
	Having    *string                    `json:"having"`
	BuiltIn   map[string]json.RawMessage `json:"buildin_data"`
	Data      map[string]json.RawMessage `json:"data"`
}

// having are the additional conditions.
var having = map[string]condition{
	"actions":            func(p project) bool { return p.actionTypes()[0] != 0 },
	"payments":           project.hasPayments,
	"tasks":              project.hasTasks,
	"goods":              func(p project) bool { return p.goods()[0] != 0 },
	"no_actions":         func(p project) bool { return p.actionTypes()[0] == 0 },
	"no_payments":        func(p project) bool { return !p.hasPayments() },
	"no_tasks":           func(p project) bool { return !p.hasTasks() },
	"no_goods":           func(p project) bool { return p.goods()[0] == 0 },
	"checklists_expired": project.hasExpired,
}

// references are the built-in fields that are filtered by an array of ids. A field may have several values; 0 means none.
var references = map[string]func(project) [2]int64{
	"sales_funnel_id":       func(p project) [2]int64 { return [2]int64{p.funnelID()} },
	"step_id":               func(p project) [2]int64 { return [2]int64{p.stepID()} },
	"user_id":               func(p project) [2]int64 { return [2]int64{p.userID()} },
	"group_id":              func(p project) [2]int64 { return [2]int64{p.groupID()} },
	"currency_id":           func(p project) [2]int64 { return [2]int64{p.currencyID()} },
	"participants_user_id":  project.participants,
	"participants_group_id": project.participantGroups,
	"actions_type_id":       project.actionTypes,
	"good_id":               project.goods,
}

// applyFilter adds the conditions of a body to a query.
func (s *Server) applyFilter(q *query, body filterBody) error {
	anyOf := false
	switch text := value(body.Condition); text {
	case "", "and":
	case "or":
		anyOf = true
	default:
		return fmt.Errorf(`condition: %q is neither "and" nor "or"`, text)
	}
	conditions, err := s.dynamicConditions(body.Data)
	if err != nil {
		return err
	}
	builtIn, err := s.builtInConditions(body.BuiltIn)
	if err != nil {
		return err
	}
	conditions = append(conditions, builtIn...)
	if raw, ok := body.BuiltIn["created"]; ok {
		from, before, err := s.parseCreated(raw)
		if err != nil {
			return err
		}
		if anyOf && len(conditions) > 0 {
			conditions = append(conditions, func(p project) bool { return p.created >= from && p.created < before })
		} else {
			q.createdFrom, q.createdBefore = from, before
		}
	}
	q.match = join(conditions, anyOf)
	if text := value(body.Having); text != "" {
		c, ok := having[text]
		if !ok {
			return fmt.Errorf("having: %q is not one of its values", text)
		}
		if q.match == nil {
			q.match = c
		} else {
			q.match = join([]condition{q.match, c}, false)
		}
	}
	return nil
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// join makes one condition of several; all or any of them must hold. It returns nil when there is none.
func join(conditions []condition, anyOf bool) condition {
	if len(conditions) == 0 {
		return nil
	}
	return func(p project) bool {
		for _, c := range conditions {
			if c(p) == anyOf {
				return anyOf
			}
		}
		return !anyOf
	}
}

// builtInConditions reads buildin_data without the creation range.
func (s *Server) builtInConditions(fields map[string]json.RawMessage) ([]condition, error) {
	var conditions []condition
	for key, raw := range fields {
		switch of, ok := references[key]; {
		case ok:
			ids, err := parseIDs(key, raw)
			if err != nil {
				return nil, err
			}
			if len(ids) > 0 {
				conditions = append(conditions, func(p project) bool {
					v := of(p)
					return v[0] != 0 && slices.Contains(ids, v[0]) || v[1] != 0 && slices.Contains(ids, v[1])
				})
			}
		case key == "price":
			var price json.Number
			if err := json.Unmarshal(raw, &price); err != nil || raw[0] == '"' || price == "" {
				return nil, fmt.Errorf("price: %s is not a number", raw)
			}
			text := shortNumber(price.String())
			conditions = append(conditions, func(p project) bool {
				v := p.price()
				return v.set && shortDecimal(v.v) == text
			})
		case key != "created":
			if err := s.unknown("buildin_data." + key); err != nil {
				return nil, err
			}
		}
	}
	return conditions, nil
}

func parseIDs(key string, raw json.RawMessage) ([]int64, error) {
	var ids []int64
	if err := json.Unmarshal(raw, &ids); err != nil || ids == nil {
		return nil, fmt.Errorf("%s: %s is not an array of integers", key, raw)
	}
	return ids, nil
}

// parseCreated reads two days that are joined by a semicolon; either may be empty.
func (s *Server) parseCreated(raw json.RawMessage) (from, before int64, err error) {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return 0, 0, fmt.Errorf("created: %s is not a text", raw)
	}
	first, last, found := strings.Cut(text, ";")
	if !found {
		return 0, 0, fmt.Errorf("created: %q is not two dates joined by a semicolon", text)
	}
	from, before = math.MinInt64, math.MaxInt64
	if first != "" {
		if from, err = parseDay("created", first); err != nil {
			return 0, 0, err
		}
	}
	if last != "" {
		if before, err = parseDay("created", last); err != nil {
			return 0, 0, err
		}
		if s.settings.CreatedRange == rangeInclusive {
			before += day
		}
	}
	return from, before, nil
}

func parseDay(key, text string) (int64, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, fmt.Errorf("%s: %q is not a date such as 2026-01-31", key, text)
	}
	return t.Unix(), nil
}

// dynamicConditions reads data.
func (s *Server) dynamicConditions(fields map[string]json.RawMessage) ([]condition, error) {
	var conditions []condition
	for key, raw := range fields {
		i := slices.IndexFunc(dynamicFields, func(f dynamicField) bool { return f.key == key })
		if i < 0 {
			if err := s.unknown("data." + key); err != nil {
				return nil, err
			}
			continue
		}
		operands, err := parseOperands(key, raw)
		if err != nil {
			return nil, err
		}
		if len(operands) > 0 {
			is := dynamicFields[i].is
			conditions = append(conditions, func(p project) bool {
				return !p.bare() && slices.ContainsFunc(operands, func(o string) bool { return is(p, o) })
			})
		}
	}
	return conditions, nil
}

// parseOperands reads the operands of a dynamic field: a scalar, or an array of scalars of which any may match.
func parseOperands(key string, raw json.RawMessage) ([]string, error) {
	switch key {
	case "client_id":
		if _, err := parseIDs(key, raw); err != nil {
			return nil, err
		}
	case "contract_date":
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return nil, fmt.Errorf("%s: %s is not a text", key, raw)
		}
		if _, err := parseDay(key, text); err != nil {
			return nil, err
		}
	}
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil || items == nil {
		items = []json.RawMessage{raw}
	}
	operands := make([]string, 0, len(items))
	for _, item := range items {
		var text string
		switch first := item[0]; {
		case first == '"':
			if err := json.Unmarshal(item, &text); err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
		case first == 't':
			text = "1"
		case first == 'f':
			text = "0"
		case first == '-' || first >= '0' && first <= '9':
			text = shortNumber(string(item))
		default:
			return nil, fmt.Errorf("%s: %s is not a text, a number or an array of them", key, raw)
		}
		operands = append(operands, text)
	}
	return operands, nil
}

// unknown returns the error for a condition on an unknown key, or nil where the tenant ignores such conditions.
func (s *Server) unknown(key string) error {
	if s.settings.UnknownFilter == ignore {
		return nil
	}
	return fmt.Errorf("%s: there is no such field", key)
}
