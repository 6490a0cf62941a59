package administrate

import (
	"fmt"
	"slices"
	"strings"
)

// part is one attribute of a task, as GraphQL has it in three places.
type part struct {
	field, typ string // of Task; "" if it has none
	filter     string // the value of TaskField; "" if there is none
	input      string // the key of inputs; "" if there is none
	inputType  string
}

// parts are the attributes of a task that a tenant's schema may lack.
var parts = []part{
	{"status", "String", "status", "status", "String"},
	{"subject", "String", "subject", "subject", "String"},
	{"description", "String", "", "description", "String"},
	{"type", "TaskType", "typeId", "typeId", "ID"},
	{"assignee", "User", "assigneeId", "userId", "ID"},
	{"account", "Account", "accountId", "accountId", "ID"},
	{"contact", "Contact", "contactId", "contactId", "ID"},
	{"event", "Event", "eventId", "eventId", "ID"},
	{"opportunity", "Opportunity", "opportunityId", "opportunityId", "ID"},
	{"createdAt", "DateTime", "createdAt", "createdAt", "DateTime"},
	{"start", "DateTime", "start", "start", "DateTime"},
	{"end", "DateTime", "end", "end", "DateTime"},
	{"showOnCalendar", "Boolean", "showOnCalendar", "showOnCalendar", "Boolean"},
}

// requiredInputs must be given to create a task.
var requiredInputs = []string{"userId", "typeId"}

// optionalFields returns the fields of Task that graphql.missing may have.
func optionalFields() []string {
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.field
	}
	return names
}

// parts returns the attributes that the tenant's schema has.
func (g GraphQLSettings) parts() []part {
	kept := []part{}
	if g.LegacyID {
		kept = append(kept, part{field: "legacyId", typ: "Int"})
	}
	if g.LegacyFilter {
		kept = append(kept, part{filter: "legacyId"})
	}
	if g.Updated != "" {
		kept = append(kept, part{field: g.Updated, typ: "DateTime", filter: g.Updated})
	}
	for _, p := range parts {
		if !slices.Contains(g.Missing, p.field) {
			kept = append(kept, p)
		}
	}
	return kept
}

// schemaText is the part of the schema that all tenants have.
const schemaText = `
scalar DateTime
type TaskConnection { pageInfo: PageInfo! edges: [TaskEdge!]! }
type TaskEdge { cursor: String! node: Task! }
type PageInfo { totalRecords: Int! hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
type TaskType { id: ID! legacyId: Int name: String }
type User { id: ID! legacyId: Int fullName: String firstName: String lastName: String email: String contact: Contact }
type Account { id: ID! legacyId: Int name: String }
type Contact { id: ID! legacyId: Int }
type Event { id: ID! legacyId: Int }
type Opportunity { id: ID! legacyId: Int }
enum FilterOperation { eq ne gt ge lt le isnull notnull like wordlike in notin contains }
input TaskFieldGraphFilter { field: TaskField! operation: FilterOperation! value: String values: [String] }
`

// sdl returns the schema of the tenant, in the schema definition language.
func (g GraphQLSettings) sdl() string {
	var b strings.Builder
	b.WriteString(schemaText)
	order := map[string]string{
		orderOne: ", order: TaskFieldGraphOrder", orderMany: ", orderBy: [TaskFieldGraphOrder]", "": "",
	}[g.OrderArgument]
	b.WriteString("type Query {\n tasks(first: Int, offset: Int, after: String, filters: [TaskFieldGraphFilter]" + order + "): TaskConnection\n")
	for _, e := range g.listed() {
		filters := ""
		if g.ReferenceLists == listsAll {
			filters = fmt.Sprintf(", filters: [%sFieldGraphFilter]", e.name)
		}
		fmt.Fprintf(&b, " %s(first: Int, offset: Int, after: String%s): %sConnection\n", e.list, filters, e.name)
	}
	b.WriteString("}\n")
	if order != "" {
		b.WriteString("enum OrderDirection { asc desc }\ninput TaskFieldGraphOrder { field: TaskField! direction: OrderDirection }\n")
	}
	for _, e := range g.listed() {
		fmt.Fprintf(&b, "type %[1]sConnection { pageInfo: PageInfo! edges: [%[1]sEdge!]! }\ntype %[1]sEdge { cursor: String! node: %[1]s! }\n", e.name)
		if g.ReferenceLists == listsAll {
			fmt.Fprintf(&b, "enum %[1]sField { id legacyId }\n", e.name)
			fmt.Fprintf(&b, "input %[1]sFieldGraphFilter { field: %[1]sField! operation: FilterOperation! value: String values: [String] }\n", e.name)
		}
	}
	g.writeTask(&b)
	g.writeMutations(&b)
	return b.String()
}

func (g GraphQLSettings) writeTask(b *strings.Builder) {
	b.WriteString("type Task {\n id: ID!\n")
	for _, p := range g.parts() {
		if p.field != "" {
			fmt.Fprintf(b, " %s: %s\n", p.field, p.typ)
		}
	}
	b.WriteString("}\nenum TaskField { id")
	for _, p := range g.parts() {
		if p.filter != "" {
			b.WriteString(" " + p.filter)
		}
	}
	b.WriteString(" }\n")
}

func (g GraphQLSettings) writeMutations(b *strings.Builder) {
	if len(g.Mutations) == 0 {
		return
	}
	b.WriteString("type Mutation { tasks: TaskMutations }\ntype TaskMutations {\n")
	for _, m := range g.Mutations {
		fmt.Fprintf(b, " %s(input: %s!): TaskPayload\n", m, inputs[m])
	}
	b.WriteString("}\ntype TaskPayload { task: Task errors: [FieldError!]! }\ntype FieldError { label: String message: String value: String }\n")
	for _, m := range g.Mutations {
		fmt.Fprintf(b, "input %s {\n", inputs[m])
		if m != mutationCreate {
			b.WriteString(" taskId: ID!\n")
		}
		if m != mutationDelete {
			g.writeInputs(b, m == mutationCreate)
		}
		b.WriteString("}\n")
	}
}

// inputs are the names of the mutations' input types.
var inputs = map[string]string{mutationCreate: "TaskCreateInput", mutationUpdate: "TaskUpdateInput", mutationDelete: "TaskDeleteInput"}

func (g GraphQLSettings) writeInputs(b *strings.Builder, create bool) {
	for _, p := range g.parts() {
		if p.input == "" {
			continue
		}
		mark := ""
		if create && slices.Contains(requiredInputs, p.input) {
			mark = "!"
		}
		fmt.Fprintf(b, " %s: %s%s\n", p.input, p.inputType, mark)
	}
}
