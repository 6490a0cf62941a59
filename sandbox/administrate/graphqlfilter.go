package administrate

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// The bounds of the filters of one list, far above those of any client.
const (
	maxConditions = 100
	maxOperands   = 1000
)

// column is a value of a filter enum: how a filter reads its operands, and what it compares.
type column[T any] struct {
	kind   kind
	entity *entity // of the global ids that the operands are; nil for other columns
	of     func(T) value
}

// condition reports whether a row fulfils a filter.
type condition[T any] func(T) bool

// taskColumns returns the columns of TaskField.
func (s *Server) taskColumns() map[string]column[*task] {
	updated := column[*task]{kind: kindTime, of: func(t *task) value { return value{n: s.store.changedOn(t)} }}
	global := func(e entity, of func(*task) opt[int64]) column[*task] {
		return column[*task]{kind: kindInteger, entity: &e, of: func(t *task) value { return optional(of(t)) }}
	}
	return map[string]column[*task]{
		"id":            global(taskEntity, func(t *task) opt[int64] { return some(t.id) }),
		"typeId":        global(typeEntity, func(t *task) opt[int64] { return some(t.typeID) }),
		"assigneeId":    global(userEntity, func(t *task) opt[int64] { return some(t.userID) }),
		"accountId":     global(accountEntity, func(t *task) opt[int64] { return t.accountID }),
		"contactId":     global(contactEntity, func(t *task) opt[int64] { return t.contactID }),
		"eventId":       global(eventEntity, func(t *task) opt[int64] { return t.eventID }),
		"opportunityId": global(opportunityEntity, func(t *task) opt[int64] { return t.opportunityID }),
		"legacyId":      {kind: kindInteger, of: func(t *task) value { return value{n: t.id} }},
		"status":        {kind: kindText, of: func(t *task) value { return value{text: t.status} }},
		"subject":       {kind: kindText, of: func(t *task) value { return value{null: !t.subject.set, text: t.subject.v} }},
		"createdAt":     {kind: kindTime, of: func(t *task) value { return value{n: t.createdOn} }},
		"start":         {kind: kindTime, of: func(t *task) value { return optional(t.startDatetime) }},
		"end":           {kind: kindTime, of: func(t *task) value { return optional(t.endDatetime) }},
		"showOnCalendar": {kind: kindFlag, of: func(t *task) value {
			return value{n: int64(boolToInt(t.showOnCalendar))}
		}},
		updatedAt:     updated,
		lastUpdatedAt: updated,
	}
}

// referenceColumns returns the columns of the filter enum of a reference, such as UserField.
func referenceColumns(e entity) map[string]column[int64] {
	number := func(n int64) value { return value{n: n} }
	return map[string]column[int64]{"id": {kind: kindInteger, entity: &e, of: number}, "legacyId": {kind: kindInteger, of: number}}
}

// conditionsOf reads the argument filters, of which all must hold. A null among them is none.
func conditionsOf[T any](s *Server, columns map[string]column[T], filters any) ([]condition[T], error) {
	items, _ := filters.([]any)
	if len(items) > maxConditions {
		return nil, fmt.Errorf("filters: there are %d; use %d at most", len(items), maxConditions)
	}
	var conditions []condition[T]
	for i, item := range items {
		filter, ok := item.(map[string]any)
		if !ok {
			continue
		}
		c, err := conditionOf(s, columns, filter)
		if err != nil {
			return nil, fmt.Errorf("filters[%d]: field %v, operation %v: %w", i, filter["field"], filter["operation"], err)
		}
		conditions = append(conditions, c)
	}
	return conditions, nil
}

// conditionOf reads one filter. A comparison with null is never true, as in REST.
func conditionOf[T any](s *Server, columns map[string]column[T], filter map[string]any) (condition[T], error) {
	name, _ := filter["field"].(string)
	operation, _ := filter["operation"].(string)
	c, ok := columns[name]
	if !ok {
		return nil, errors.New("there is no such filter")
	}
	texts, err := operandsOf(operation, filter)
	if err != nil {
		return nil, err
	}
	switch operation {
	case "isnull":
		return func(row T) bool { return c.of(row).null }, nil
	case "notnull":
		return func(row T) bool { return !c.of(row).null }, nil
	case "like", "wordlike", "contains":
		if c.kind != kindText {
			return nil, errors.New("the operation is for texts only")
		}
		return whereText(c, operation, texts), nil
	}
	operands := make(map[value]bool, len(texts))
	var first value
	for i, text := range texts {
		v, err := s.operand(c.kind, c.entity, text)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			first = v
		}
		operands[v] = true
	}
	switch operation {
	case "in", "eq":
		return func(row T) bool { return operands[c.of(row)] }, nil
	case "notin", "ne":
		return func(row T) bool { v := c.of(row); return !v.null && !operands[v] }, nil
	}
	if c.entity != nil {
		return nil, errors.New("global ids have no order")
	}
	return whereOrdered(c, operation, first), nil
}

// operandsOf returns the operands of an operation: values for the lists, value for the others, and none for the tests of null.
func operandsOf(operation string, filter map[string]any) ([]string, error) {
	single, hasValue := filter["value"].(string)
	list, hasValues := filter["values"].([]any)
	switch operation {
	case "isnull", "notnull":
		return nil, nil
	case "in", "notin", "contains":
		if !hasValues || hasValue {
			return nil, errors.New("the operation needs values, and no value")
		}
		if len(list) > maxOperands {
			return nil, fmt.Errorf("there are %d values; use %d at most", len(list), maxOperands)
		}
		texts := make([]string, len(list))
		for i, v := range list {
			text, ok := v.(string)
			if !ok {
				return nil, fmt.Errorf("values[%d] is null", i)
			}
			texts[i] = text
		}
		return texts, nil
	default:
		if !hasValue || hasValues {
			return nil, errors.New("the operation needs a value, and no values")
		}
		return []string{single}, nil
	}
}

// operand reads an operand.
func (s *Server) operand(k kind, e *entity, text string) (value, error) {
	switch {
	case e != nil:
		n, err := e.number(text)
		return value{n: n}, err
	case k == kindTime:
		n, err := s.moment(text)
		return value{n: n}, err
	default:
		return parseValue(k, text)
	}
}

// moment reads a time of a filter or an input. A bare date is taken in both forms of times.
func (s *Server) moment(text string) (int64, error) {
	if !s.settings.GraphQL.Zoned {
		return parseTime(text)
	}
	for _, form := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(form, text); err == nil {
			return t.Unix(), nil
		}
	}
	return 0, fmt.Errorf("%.60q is not a date-time with an offset, such as 2026-01-31T09:30:00Z", text)
}

func whereOrdered[T any](c column[T], operation string, operand value) condition[T] {
	holds := map[string]func(int) bool{
		"gt": func(c int) bool { return c > 0 }, "ge": func(c int) bool { return c >= 0 },
		"lt": func(c int) bool { return c < 0 }, "le": func(c int) bool { return c <= 0 },
	}[operation]
	return func(row T) bool {
		v := c.of(row)
		return !v.null && holds(v.compare(operand))
	}
}

// whereText returns the condition of an operation on texts: like and wordlike compare a text, or one of its words, with a pattern,
// and ignore the case of letters; contains looks for each operand as it is.
func whereText[T any](c column[T], operation string, operands []string) condition[T] {
	return func(row T) bool {
		v := c.of(row)
		if v.null {
			return false
		}
		switch operation {
		case "like":
			return like(v.text, operands[0])
		case "wordlike":
			for word := range strings.FieldsSeq(v.text) {
				if like(word, operands[0]) {
					return true
				}
			}
			return false
		}
		for _, operand := range operands {
			if !strings.Contains(v.text, operand) {
				return false
			}
		}
		return true
	}
}

// like reports whether a text has the form of a pattern, in which % stands for any characters.
func like(text, pattern string) bool {
	text = strings.ToLower(text)
	pieces := strings.Split(strings.ToLower(pattern), "%")
	last := len(pieces) - 1
	if last == 0 {
		return text == pieces[0]
	}
	rest, ok := strings.CutPrefix(text, pieces[0])
	if !ok {
		return false
	}
	for _, piece := range pieces[1:last] {
		if _, rest, ok = strings.Cut(rest, piece); !ok {
			return false
		}
	}
	return strings.HasSuffix(rest, pieces[last])
}
