package main

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// nastyColumn is a column of a list, and the values that come in it.
type nastyColumn struct {
	// path is where the value stands in the record's JSON, and alters what alterations call it.
	path, alters string
	// member is the upstream's member, with %s in the place of the value.
	member string
	// kind is what the value is to mean.
	kind   meaning
	values []string
}

// nastyList is a list of a source whose upstream sends nasty rows.
type nastyList struct {
	name, connector, resource string
	like                      string // a list that it is to be like
	settings                  string // of the source; %s is the upstream's address
	query                     []string
	id                        string // the upstream's key of the id
	plain                     []string
	columns                   []nastyColumn
	rows                      []nastyShape
	csv                       *nastyCSV
	handler                   func(rows []nastyRow) http.HandlerFunc
}

// nastyShape is a row of a shape of its own: its members behind its id.
type nastyShape struct{ name, members string }

const aproNasty = `{base_urls: ["%s"], api_key: "${APRO}", page_sizes: {contacts: 500}`

// nastyLists are the lists that the values go through: of each connector those that have columns of all kinds.
func nastyListsOfAll() []nastyList {
	contacts := nastyList{
		name: "apro", connector: "apro", resource: "contacts", settings: aproNasty + `}`, id: "id",
		plain: []string{`"name":"plain"`, `"create_date":"2024-05-06 07:08:09"`}, handler: aproUpstream,
	}
	fields := contacts
	contacts.columns, contacts.rows = aproColumns(), aproRows()
	intrum := contacts
	intrum.like, intrum.name, intrum.settings = contacts.name, "apro-intrum", aproNasty+`, dialect: intrum}`
	fields.name, fields.columns = "apro-fields", aproFields()
	visits := nastyList{
		name: "proxima", connector: "proxima", resource: "visits", settings: proximaNasty + `}`, id: "task_id", query: []string{"startFrom=2025-01-01", "startBefore=2025-01-05"},
		plain: []string{`"task_spec":"plain"`, `"task_datefrom":"2025-01-02T10:00:00Z"`}, columns: proximaVisits(), handler: proximaUpstream,
	}
	cards := visits
	cards.name, cards.resource, cards.id, cards.plain, cards.columns = "proxima-cards", "visitControls", "task_id", []string{`"preparation_id":"3"`}, proximaCards()
	users := nastyList{
		name: "proxima-users", connector: "proxima", resource: "users", settings: proximaNasty + `}`, id: "user_id", plain: []string{`"name":"plain"`}, columns: proximaUsers(), handler: proximaUpstream,
	}
	csv := nastyList{name: "proxima-csv", connector: "proxima", resource: "users", settings: proximaNasty + `, format: csv}`, csv: &nastyCSV{}, handler: proximaUpstream}
	return []nastyList{
		contacts, intrum, fields, visits, cards, users, csv,
		{
			name: "solos", connector: "solos", resource: "projects", settings: `{base_url: "%s", token: "${SOLOS}", secret: "${SOLOS_SECRET}"}`, id: "id",
			plain: []string{`"name":"plain"`}, columns: solosColumns(), rows: solosRows(), handler: solosUpstream,
		},
		{
			name: "solos-payments", connector: "solos", resource: "projectPayments", settings: `{base_url: "%s", token: "${SOLOS}", secret: "${SOLOS_SECRET}"}`, id: "id", query: []string{"projectId=1"},
			plain: []string{`"description":"plain"`, `"project_id":1`}, columns: paymentColumns(), handler: solosUpstream,
		},
		{
			name: "solos-steps", connector: "solos", resource: "projectSteps", settings: `{base_url: "%s", token: "${SOLOS}", secret: "${SOLOS_SECRET}"}`, id: "id", query: []string{"projectId=1"},
			plain: []string{`"name":"plain"`, `"project_id":1`}, columns: stepColumns(), handler: solosUpstream,
		},
		{
			name: "administrate", connector: "administrate", resource: "tasks", settings: `{base_url: "%s", login: me@example.com, password: "${ADMINISTRATE}"}`, id: "id",
			plain: []string{`"subject":"plain"`}, columns: administrateColumns(), rows: administrateRows(), handler: administrateUpstream,
		},
		graphNasty(),
	}
}

const proximaNasty = `{base_url: "%s", password: "${PROXIMA}", first_day: 2024-01-01, poll_min: 1ms, poll_max: 1ms`

// ownIDs are forms of a row's own id, and what is none.
func ownIDs() []string {
	return []string{
		`%d`, `"%d"`, `%d.0`, `"%d.0"`, `"0%d"`, `" %d "`, `%de0`, `null`, absent, `""`, `[]`, `{}`, `false`, `true`, `0`, `"0"`, `["%d"]`, "\"%d\xff\"", "\"%d\xfe\"", `"%d\ud83d"`, `"%d\u0000"`, `-0`, `" "`,
	}
}

// nastyOf returns a column of a table.
func nastyOf(path, alters, key string, kind meaning, values ...[]string) nastyColumn {
	return nastyColumn{path: path, alters: alters, member: `"` + key + `":%s`, kind: kind, values: together(append([][]string{nothings}, values...)...)}
}

func aproColumns() []nastyColumn {
	return []nastyColumn{
		nastyOf("id", "id", "id", ownID, slices.DeleteFunc(ownIDs(), func(id string) bool { return strings.Contains(id, `\u0000`) })), // it would be an id that was not asked for
		nastyOf("lastName", "last_name", "surname", text_, nastyTexts(), nastyContainers),
		nastyOf("groupId", "group_id", "group_id", ref, nastyIDs, nastyContainers),
		nastyOf("additionalOwnerIds", "additional_owner_ids", "additional_manager_id", refs, nastyLists, nastyIDs),
		nastyOf("createTime", "create_time", "create_date", instant, nastyTimes, nastyContainers),
		nastyOf("activityTime", "activity_time", "customer_activity_date", instant, nastyTimes),
		nastyOf("kindText", "kind", "nattype", word, []string{`"private_individual"`, `"jurface"`, `" physface "`, `"PHYSFACE"`, `"phys\u0066ace"`, `7`, `true`, "\"physface\xff\"", `"phys\ud83d"`}, nastyContainers),
		nastyOf("emails", "emails.address", "email", parts_, nastyParts("mail"), nastyContainers),
		nastyOf("phones", "phones.number", "phone", parts_, nastyParts("phone"), []string{`[{"phone":"one","comment":"two"}]`, `["+380 44 1","" ]`}),
		nastyOf("deleted", "deleted", "publish", notFlag, nastyFlags, nastyContainers),
	}
}

// aproFields are custom fields, one of each datatype.
func aproFields() []nastyColumn {
	var columns []nastyColumn
	field := func(datatype string, kind meaning, values ...[]string) {
		key := strconv.Itoa(100 + len(columns))
		columns = append(columns, nastyColumn{
			path: "fields." + key, alters: "fields." + key, member: `"fields":[{"id":"` + key + `","datatype":"` + datatype + `","value":%s}]`, kind: kind,
			values: together(append([][]string{nothings[1:]}, values...)...),
		})
	}
	field("text", text_, nastyTexts()[:50], nastyContainers)
	field("nonsense", text_, []string{`"plain"`, `7.0`, "\"a\xffb\"", `["leaf one"]`})
	field("radio", flag_, nastyFlags)
	field("select", option, nastyTexts()[:30], nastyContainers)
	field("multiselect", options, nastyLists, nastyContainers)
	field("integer", decimal, nastyNumbers)
	field("decimal", decimal, nastyNumbers, nastyContainers)
	field("price", decimal, []string{`"1.50"`, `"1,50"`, `1e400`, `"$5"`})
	field("date", day, nastyTimes)
	field("datetime", instant, nastyTimes, nastyContainers)
	field("time", clockTime, nastyClocks, nastyContainers)
	field("file", files, nastyLists, nastyContainers)
	field("point", place, nastyPoints)
	field("integer_range", leaves, nastyRanges(`1`, `"2"`))
	field("decimal_range", leaves, nastyRanges(`1.50`, `"2.25"`))
	field("date_range", leaves, nastyRanges(`"2025-12-30"`, `"2025-12-31"`), []string{`["2025-12-30 10:00:00","2025-12-31"]`})
	field("time_range", leaves, nastyRanges(`"14:05:00"`, `"15:06:00"`))
	field("datetime_range", leaves, nastyRanges(`"2025-12-30T10:00:00Z"`, `"2025-12-31T11:00:00Z"`))
	field("attach", leaves, nastyReferences, nastyContainers)
	return columns
}

func proximaVisits() []nastyColumn {
	return []nastyColumn{
		nastyOf("id", "id", "task_id", ownID, ownIDs()),
		nastyOf("specialization", "specialization", "task_spec", text_, nastyTexts()[:50], nastyContainers),
		nastyOf("targets", "targets", "task_target", texts_, nastyLists, nastyTexts()[:30]),
		nastyOf("companyId", "company_id", "task_company_id", ref, nastyIDs, nastyContainers),
		nastyOf("createTime", "create_time", "task_created", instantUTC, nastyTimes, nastyContainers),
		nastyOf("distance", "distance", "task_dist", decimal, nastyNumbers, nastyContainers),
		nastyOf("longitude", "longitude", "task_gps_lng", double, nastyNumbers, nastyContainers),
		nastyOf("utcOffsetRaw", "utc_offset_seconds", "task_gmt_offset", offset, []string{`"180"`, `120`, `"10800"`, `"7"`, `"+03:00"`, `1e400`, "\"180\xff\"", `"180\ud83d"`, `" 180 "`}, nastyContainers),
	}
}

func proximaCards() []nastyColumn {
	return []nastyColumn{
		nastyOf("fields.flag1", "fields.flag1", "flag1", flag_, nastyFlags, nastyContainers),
		nastyOf("fields.int1", "fields.int1", "int1", decimal, nastyNumbers),
		nastyOf("fields.str1", "fields.str1", "str1", text_, nastyTexts()[:50], nastyContainers),
		nastyOf("fields.date1", "fields.date1", "date1", day, nastyTimes),
		nastyOf("fields.float1", "fields.float1", "float1", decimal, nastyNumbers, nastyContainers),
	}
}

func proximaUsers() []nastyColumn {
	return []nastyColumn{
		nastyOf("active", "active", "active", notFlag, nastyFlags, nastyContainers),
		nastyOf("workStartDate", "work_start_date", "workstartdate", day, nastyTimes, nastyContainers),
		nastyOf("regions", "regions", "region", texts_, nastyLists),
	}
}

func solosColumns() []nastyColumn {
	return []nastyColumn{
		nastyOf("id", "id", "id", ownID, ownIDs()),
		nastyOf("name", "name", "name", text_, nastyTexts(), nastyContainers),
		nastyOf("createTime", "create_time", "created", instant, nastyTimes, nastyContainers),
		nastyOf("ownerId", "owner_id", "user_id", ref, nastyIDs, nastyContainers),
		nastyOf("price", "price", "price", decimal, nastyNumbers, nastyContainers),
		nastyOf("fields.any", "fields.any", "any", anything, nastyNumbers, nastyTexts()[:50], nastyContainers),
		{path: "fields.inner", alters: "fields.inner", member: `"data":{"inner":%s}`, kind: anything, values: together(nothings[1:], nastyNumbers[:20], nastyTexts()[:20], nastyContainers)},
	}
}

func stepColumns() []nastyColumn {
	return []nastyColumn{
		nastyOf("done", "done", "done", flag_, nastyFlags, nastyContainers),
		nastyOf("position", "position", "sort", integer, nastyNumbers, nastyContainers),
	}
}

func paymentColumns() []nastyColumn {
	return []nastyColumn{
		nastyOf("directionText", "direction", "type", word, []string{`0`, `1`, `"1"`, `2`, `"in"`, `1.0`, "\"1\xff\""}),
		nastyOf("paymentDate", "payment_date", "date", day, nastyTimes),
	}
}

func administrateColumns() []nastyColumn {
	return []nastyColumn{
		nastyOf("id", "id", "id", ownID, ownIDs()),
		nastyOf("description", "description", "description", text_, nastyTexts(), nastyContainers),
		nastyOf("typeId", "type_id", "type_id", ref, nastyIDs, nastyContainers),
		nastyOf("createTime", "create_time", "created_on", instant, nastyTimes, nastyContainers),
		nastyOf("showOnCalendar", "show_on_calendar", "show_on_calendar", flag_, nastyFlags, nastyContainers),
		{path: "typeName", alters: "type_name", member: `"type":{"name":%s}`, kind: text_, values: together(nothings, nastyTexts()[:20])},
		{path: "owner.roles", alters: "owner.roles", member: `"user":{"roles":%s}`, kind: parts_, values: together(nothings, nastyParts("name"))},
		{path: "owner", alters: "owner", member: `"user":%s`, kind: parts_, values: together(nothings, nastyContainers, []string{`7`, `"7"`, `true`, `{"id":"7","zz_new":"leaf one"}`})},
	}
}
