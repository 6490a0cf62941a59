package administrate

import (
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/graphql"
)

// field returns the resolver of a field that only reads its object, which is of one Go type.
func field[T any](read func(T) any) graphql.Resolver {
	return func(c graphql.Call) (any, error) { return read(c.Parent.(T)), nil }
}

// resolvers returns the resolvers of all schemas that the settings can make.
func (s *Server) resolvers() map[string]graphql.Resolver {
	r := map[string]graphql.Resolver{
		"Query.tasks": s.listTasks,

		"PageInfo.totalRecords":    field(func(c *connection) any { return c.total }),
		"PageInfo.hasNextPage":     field(func(c *connection) any { return c.end() < c.total }),
		"PageInfo.hasPreviousPage": field(func(c *connection) any { return c.start > 0 }),
		"PageInfo.startCursor":     field(func(c *connection) any { return c.cursor(0) }),
		"PageInfo.endCursor":       field(func(c *connection) any { return c.cursor(len(c.nodes) - 1) }),

		"User.fullName": field(func(u reference) any {
			first, last := userNames(s.settings.Seed, u.number)
			return first + " " + last
		}),
		"User.firstName": field(func(u reference) any { first, _ := userNames(s.settings.Seed, u.number); return first }),
		"User.lastName":  field(func(u reference) any { _, last := userNames(s.settings.Seed, u.number); return last }),
		"User.email":     field(func(u reference) any { return userEmail(u.number) }),
		"User.contact":   field(func(reference) any { return nil }), // as REST has it
		"Account.name":   field(func(a reference) any { return accountName(a.number) }),
		"TaskType.name":  field(func(t reference) any { return typeNames[t.number-1] }),

		"Mutation.tasks":       func(c graphql.Call) (any, error) { return c.Parent, nil },
		"TaskMutations.create": s.createTask,
		"TaskMutations.update": s.updateTask,
		"TaskMutations.delete": s.deleteTask,
		"TaskPayload.task":     field(payload.node),
		"TaskPayload.errors":   field(payload.list),
		"FieldError.label":     field(func(e fieldError) any { return e.label }),
		"FieldError.message":   field(func(e fieldError) any { return e.message }),
		"FieldError.value":     field(func(e fieldError) any { return e.value }),
	}
	for _, e := range append([]entity{taskEntity}, references...) {
		r[e.name+"Connection.pageInfo"] = field(func(c *connection) any { return c })
		r[e.name+"Connection.edges"] = field(func(c *connection) any { return c.edges() })
		r[e.name+"Edge.cursor"] = field(func(e edge) any { return cursorOf(e.position) })
		r[e.name+"Edge.node"] = field(func(e edge) any { return e.node })
	}
	for _, e := range references {
		r["Query."+e.list] = s.listReferences(e)
		r[e.name+".id"] = field(func(r reference) any { return e.global(r.number) })
		r[e.name+".legacyId"] = field(func(r reference) any { return r.number })
	}
	s.addTask(r)
	return r
}

// addTask adds the resolvers of Task.
func (s *Server) addTask(r map[string]graphql.Resolver) {
	updated := field(func(t *task) any { return s.timeText(some(s.store.changedOn(t))) })
	for name, resolver := range map[string]graphql.Resolver{
		"id":             field(func(t *task) any { return taskEntity.global(t.id) }),
		"legacyId":       field(func(t *task) any { return t.id }),
		"status":         field(func(t *task) any { return t.status }),
		"subject":        field(func(t *task) any { return optText(t.subject) }),
		"description":    field(func(t *task) any { return optText(t.description) }),
		"type":           field(func(t *task) any { return reference{typeEntity, t.typeID} }),
		"assignee":       field(func(t *task) any { return reference{userEntity, t.userID} }),
		"account":        field(func(t *task) any { return refer(accountEntity, t.accountID) }),
		"contact":        field(func(t *task) any { return refer(contactEntity, t.contactID) }),
		"event":          field(func(t *task) any { return refer(eventEntity, t.eventID) }),
		"opportunity":    field(func(t *task) any { return refer(opportunityEntity, t.opportunityID) }),
		"createdAt":      field(func(t *task) any { return s.timeText(some(t.createdOn)) }),
		"start":          field(func(t *task) any { return s.timeText(t.startDatetime) }),
		"end":            field(func(t *task) any { return s.timeText(t.endDatetime) }),
		"showOnCalendar": field(func(t *task) any { return t.showOnCalendar }),
		updatedAt:        updated,
		lastUpdatedAt:    updated,
	} {
		r["Task."+name] = resolver
	}
}

// timeText returns a time as the tenant writes it, or null.
func (s *Server) timeText(seconds opt[int64]) any {
	if !seconds.set {
		return nil
	}
	form := timeForm
	if s.settings.GraphQL.Zoned {
		form += "Z"
	}
	return time.Unix(seconds.v, 0).UTC().Format(form)
}

func optText(text opt[string]) any {
	if !text.set {
		return nil
	}
	return text.v
}
