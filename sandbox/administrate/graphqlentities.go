package administrate

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

// entity is a kind of record that has global ids.
type entity struct {
	// name is the name of the GraphQL type. internal is the name in global ids, which is another one for some.
	name, internal string
	// list is the field of Query that lists the entity.
	list string
	// count is the number of records of a reference; their ids start at 1.
	count int64
}

var (
	taskEntity        = entity{name: "Task", internal: "CrmTask", list: "tasks"}
	userEntity        = entity{"User", "Person", "users", userCount}
	accountEntity     = entity{"Account", "Organisation", "accounts", accountCount}
	contactEntity     = entity{"Contact", "Contact", "contacts", contactCount}
	eventEntity       = entity{"Event", "Course", "events", eventCount}
	opportunityEntity = entity{"Opportunity", "Opportunity", "opportunities", opportunityCount}
	typeEntity        = entity{"TaskType", "CrmTaskType", "taskTypes", typeCount}

	// references are the entities that tasks refer to.
	references = []entity{userEntity, accountEntity, contactEntity, eventEntity, opportunityEntity, typeEntity}
)

// listed returns the references that the tenant's schema lists.
func (g GraphQLSettings) listed() []entity {
	switch g.ReferenceLists {
	case listsAll:
		return references
	case listsUsers:
		return references[:1]
	default:
		return nil
	}
}

// global returns the global id of a record: base64 of its internal name and its number.
func (e entity) global(number int64) string {
	return base64.StdEncoding.EncodeToString([]byte(e.internal + ":" + strconv.FormatInt(number, 10)))
}

// number returns the number in a global id of the entity.
func (e entity) number(global string) (int64, error) {
	text, err := base64.StdEncoding.DecodeString(global)
	_, digits, _ := strings.Cut(string(text), ":")
	n, errNumber := strconv.ParseUint(digits, 10, 63)
	if err != nil || errNumber != nil || e.global(int64(n)) != global {
		return 0, fmt.Errorf("%.60q is not the id of a %s", global, e.name)
	}
	return int64(n), nil
}

// cursorOf returns the cursor of a position in a list, from 0.
func cursorOf(position int64) string {
	return base64.StdEncoding.EncodeToString([]byte("Cursor:" + strconv.FormatInt(position, 10)))
}

// positionOf returns the position of a cursor.
func positionOf(cursor string) (int64, error) {
	text, err := base64.StdEncoding.DecodeString(cursor)
	_, digits, _ := strings.Cut(string(text), ":")
	n, errNumber := strconv.ParseUint(digits, 10, 62)
	if err != nil || errNumber != nil || cursorOf(int64(n)) != cursor {
		return 0, fmt.Errorf("after: %.60q is not a cursor", cursor)
	}
	return int64(n), nil
}

// reference is a record that a task refers to.
type reference struct {
	entity entity
	number int64
}

// refer returns the reference, or null.
func refer(e entity, number opt[int64]) any {
	if !number.set {
		return nil
	}
	return reference{e, number.v}
}
