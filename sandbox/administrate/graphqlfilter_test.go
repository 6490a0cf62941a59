package administrate

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestGraphQLFilters(t *testing.T) {
	x := start(t, nil)
	sample, _ := x.store.get(11)
	require.True(t, sample.accountID.set)
	created := time.Unix(sample.createdOn, 0).UTC().Format(timeForm)
	list := func(ids ...string) string { return `["` + strings.Join(ids, `","`) + `"]` }
	for filter, want := range map[string]func(task) bool{
		`field:legacyId,operation:eq,value:"11"`:                                                      func(t task) bool { return t.id == 11 },
		`field:legacyId,operation:ne,value:"11"`:                                                      func(t task) bool { return t.id != 11 },
		`field:legacyId,operation:gt,value:"11"`:                                                      func(t task) bool { return t.id > 11 },
		`field:legacyId,operation:ge,value:"11",values:null`:                                          func(t task) bool { return t.id >= 11 },
		`field:legacyId,operation:lt,value:"11"`:                                                      func(t task) bool { return t.id < 11 },
		`field:legacyId,operation:le,value:"11"`:                                                      func(t task) bool { return t.id <= 11 },
		`field:legacyId,operation:in,values:["11","14"]`:                                              func(t task) bool { return t.id == 11 || t.id == 14 },
		`field:legacyId,operation:in,values:[]`:                                                       func(task) bool { return false },
		`field:legacyId,operation:notin,values:["11","14"]`:                                           func(t task) bool { return t.id != 11 && t.id != 14 },
		`field:id,operation:eq,value:"` + taskEntity.global(11) + `"`:                                 func(t task) bool { return t.id == 11 },
		`field:id,operation:in,values:` + list(taskEntity.global(11), taskEntity.global(99999)):       func(t task) bool { return t.id == 11 },
		`field:typeId,operation:eq,value:"` + typeEntity.global(2) + `"`:                              func(t task) bool { return t.typeID == 2 },
		`field:assigneeId,operation:notin,values:` + list(userEntity.global(3), userEntity.global(4)): func(t task) bool { return t.userID != 3 && t.userID != 4 },
		`field:accountId,operation:eq,value:"` + accountEntity.global(sample.accountID.v) + `"`:       func(t task) bool { return t.accountID == sample.accountID },
		`field:accountId,operation:ne,value:"` + accountEntity.global(sample.accountID.v) + `"`:       func(t task) bool { return t.accountID.set && t.accountID != sample.accountID },
		`field:accountId,operation:isnull`:                                                            func(t task) bool { return !t.accountID.set },
		`field:accountId,operation:notnull,value:"x"`:                                                 func(t task) bool { return t.accountID.set },
		`field:contactId,operation:isnull`:                                                            func(t task) bool { return !t.contactID.set },
		`field:eventId,operation:notnull`:                                                             func(t task) bool { return t.eventID.set },
		`field:opportunityId,operation:isnull`:                                                        func(t task) bool { return !t.opportunityID.set },
		`field:status,operation:eq,value:"Completed"`:                                                 func(t task) bool { return t.status == "Completed" },
		`field:status,operation:like,value:"comp%"`:                                                   func(t task) bool { return strings.HasPrefix(strings.ToLower(t.status), "comp") },
		`field:status,operation:like,value:"%t%art%"`:                                                 func(t task) bool { return strings.HasPrefix(t.status, "Not Started") },
		`field:status,operation:wordlike,value:"start%"`:                                              func(t task) bool { return strings.HasPrefix(t.status, "Not Started") },
		`field:status,operation:contains,values:["Not","ed"]`:                                         func(t task) bool { return strings.HasPrefix(t.status, "Not Started") },
		`field:subject,operation:isnull`:                                                              func(t task) bool { return !t.subject.set },
		`field:subject,operation:eq,value:""`:                                                         func(t task) bool { return t.subject == some("") },
		`field:subject,operation:ne,value:""`:                                                         func(t task) bool { return t.subject.set && t.subject.v != "" },
		`field:createdAt,operation:eq,value:"` + created + `"`:                                        func(t task) bool { return t.createdOn == sample.createdOn },
		`field:createdAt,operation:ge,value:"` + created + `"`:                                        func(t task) bool { return t.createdOn >= sample.createdOn },
		`field:updatedAt,operation:lt,value:"2018-01-01"`:                                             func(t task) bool { return x.store.changedOn(&t) < time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC).Unix() },
		`field:start,operation:gt,value:"2018-01-01 00:00:00"`:                                        func(t task) bool { return t.startDatetime.v > time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC).Unix() },
		`field:start,operation:lt,value:"2018-01-01"`: func(t task) bool {
			return t.startDatetime.set && t.startDatetime.v < time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
		},
		`field:end,operation:isnull`:                                                                    func(t task) bool { return !t.endDatetime.set },
		`field:showOnCalendar,operation:eq,value:"true"`:                                                func(t task) bool { return t.showOnCalendar },
		`field:showOnCalendar,operation:ne,value:"true"`:                                                func(t task) bool { return !t.showOnCalendar },
		`field:status,operation:eq,value:"Completed"},{field:showOnCalendar,operation:eq,value:"false"`: func(t task) bool { return t.status == "Completed" && !t.showOnCalendar },
	} {
		wanted := []string{}
		for _, id := range x.IDs(ListTasks) {
			n, err := taskID(ListTasks, id)
			require.NoError(t, err)
			if task, _ := x.store.get(n); want(task) {
				wanted = append(wanted, id)
			}
		}
		got := x.tasksBy(`(first:100,order:{field:legacyId},filters:[{`+filter+`}])`, "legacyId")
		require.EqualValues(t, len(wanted), at(t, got, "pageInfo", "totalRecords"), filter)
		require.Equal(t, wanted[:min(100, len(wanted))], texts(x.listed(`(first:100,order:{field:legacyId},filters:[{`+filter+`}])`)), filter)
	}
}

func TestLike(t *testing.T) {
	for _, tt := range []struct {
		text, pattern string
		want          bool
	}{
		{"", "", true},
		{"", "%", true},
		{"a", "", false},
		{"a", "A", true},
		{"ab", "a", false},
		{"ab", "%b", true},
		{"ab", "a%", true},
		{"aba", "a%a", true},
		{"a", "a%a", false},
		{"abcabc", "%b%c", true},
		{"abcab", "%b%c", false},
		{"ab", "%%", true},
		{"Ёж", "ё%", true},
		{"aab", "%ab", true},
		{"ab", "a_", false},
	} {
		require.Equal(t, tt.want, like(tt.text, tt.pattern), "%q %q", tt.text, tt.pattern)
	}
}

func TestMalformedListsFail(t *testing.T) {
	x := start(t, nil)
	filter := func(text string) string { return `{tasks(filters:[{` + text + `}]){edges{node{id}}}}` }
	for query, want := range map[string]string{
		`{tasks(first:-1){edges{node{id}}}}`:                                                                             "first: is -1",
		`{tasks(offset:-1){edges{node{id}}}}`:                                                                            "offset: is -1",
		`{tasks(after:"x"){edges{node{id}}}}`:                                                                            `after: "x" is not a cursor`,
		`{tasks(after:"Q3Vyc29yOi0x"){edges{node{id}}}}`:                                                                 "is not a cursor", // Cursor:-1
		`{tasks(after:"Q3Vyc29yOg=="){edges{node{id}}}}`:                                                                 "is not a cursor", // Cursor:
		`{tasks(after:"` + taskEntity.global(1) + `"){edges{node{id}}}}`:                                                 "is not a cursor",
		`{tasks(after:"Q3Vyc29yOjA=",offset:1){edges{node{id}}}}`:                                                        "not both",
		`{tasks(order:{field:description}){edges{node{id}}}}`:                                                            "description",
		`{tasks(order:{direction:asc}){edges{node{id}}}}`:                                                                "field",
		`{tasks(orderBy:[]){edges{node{id}}}}`:                                                                           "orderBy",
		filter(`field:nope,operation:eq,value:"x"`):                                                                      "nope",
		filter(`field:status,operation:between,value:"x"`):                                                               "between",
		filter(`field:legacyId,operation:eq,value:11`):                                                                   "String cannot represent",
		filter(`field:legacyId,operation:eq,value:"x"`):                                                                  `filters[0]: field legacyId, operation eq: "x" is not an integer`,
		filter(`field:legacyId,operation:eq`):                                                                            "needs a value",
		filter(`field:legacyId,operation:eq,value:null`):                                                                 "needs a value",
		filter(`field:legacyId,operation:eq,value:"1",values:["1"]`):                                                     "and no values",
		filter(`field:legacyId,operation:in,value:"1"`):                                                                  "needs values",
		filter(`field:legacyId,operation:in,values:[null]`):                                                              "values[0] is null",
		filter(`field:legacyId,operation:like,value:"1%"`):                                                               "for texts only",
		filter(`field:id,operation:eq,value:"11"`):                                                                       "is not the id of a Task",
		filter(`field:id,operation:gt,value:"` + taskEntity.global(1) + `"`):                                             "have no order",
		filter(`field:accountId,operation:eq,value:"QWNjb3VudDox"`):                                                      "is not the id of a Account", // Account:1
		filter(`field:eventId,operation:eq,value:"` + taskEntity.global(1) + `"`):                                        "is not the id of a Event",
		filter(`field:createdAt,operation:gt,value:"yesterday"`):                                                         "is not a date-time",
		filter(`field:createdAt,operation:gt,value:"2020-01-01T00:00:00Z"`):                                              "is not a date-time without offset",
		filter(`field:showOnCalendar,operation:eq,value:"yes"`):                                                          "is not a boolean",
		filter(strings.TrimSuffix(strings.Repeat(`field:legacyId,operation:isnull},{`, 101), "},{")):                     "use 100 at most",
		filter(`field:legacyId,operation:in,values:["` + strings.TrimSuffix(strings.Repeat(`1","`, 1001), `","`) + `"]`): "use 1000 at most",
	} {
		a := x.ask(query, nil)
		require.NotEmpty(t, a.Errors, query)
		require.Contains(t, a.Errors[0].Message, want, query)
	}
	require.Len(t, x.IDs(ListTasks), 300)
}
