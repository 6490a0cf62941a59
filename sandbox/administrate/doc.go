// Package administrate is a local emulator of Administrate's tasks, over REST (API v2) and over GraphQL, for demonstrations,
// integration tests and the conformance suite. It is written from docs/upstreams/administrate.md alone. Both transports serve the same
// tasks, users, accounts and types, from one store.
//
// It serves, with HTTP Basic authentication:
//
//	GET    /api/v2/crm/tasks        op "list"    a bare array of tasks in list shape (20 keys)
//	GET    /api/v2/crm/tasks/{id}   op "get"     one task in single shape (18 keys)
//	POST   /api/v2/crm/tasks        op "create"  200 with the task, or Settings.CreateFailure
//	PUT    /api/v2/crm/tasks/{id}   op "update"  partial update, 200 with the task
//	DELETE /api/v2/crm/tasks/{id}   op "delete"  200 with the task that was deleted
//
// With an access token:
//
//	POST   /graphql                 op "graphql_list", "graphql_create", "graphql_update", "graphql_delete", "graphql_mutate",
//	                                             "graphql_introspect" or "graphql_other"
//
// And without authentication by a header:
//
//	POST   /oauth/token                          op "graphql_token"  access tokens, for credentials in the body
//	GET, DELETE /_sandbox/requests               request counts; not part of the upstream
//
// # Data
//
// Base tasks are a pure function of (seed, rows, id): a row is stored only when it changes, so a million rows cost nothing. Ten
// tasks use eleven ids, so arithmetic converts a rank into an id and back; new tasks get the ids above the base one by one.
// Accounts (200), users (12) and types (6) are rendered once, in New. A list answer has the ids that exist when it starts, and
// reads each row when it is written. So a row that changes during one long answer comes as it was before or after its change.
//
// # Decisions where the vendor's pages are silent
//
//   - Without _order the order is a shuffle, so that a client that forgets the argument visibly loses rows.
//   - A comparison with a null is never true, "notin" included, as in SQL; nulls sort before all values. Text is compared
//     exactly, byte by byte. Booleans are true, false, 1 or 0 in any letter case.
//   - A value that is not of the attribute's type, or a date-time with an offset, is a 400. An unknown attribute, operator or
//     order key follows Settings.UnknownFilter.
//   - Error bodies are {"message": "..."}; the documented statuses are kept. A PUT with an unknown user, account or type is a
//     400. A body with a Content-Type other than JSON is a 415.
//   - The shapes of contact, event and opportunity, which no source shows, are {"id", "name"} objects.
//   - Times are naive; a new task has the UTC wall clock of Settings.Now.
//   - Requests above the rate are answered with 429 and do not count against it. The window is rolling, per IP address.
//   - Settings.Faults script failures, such as a 500 on some page or a cut body.
//   - Settings.APIGone retires REST alone.
//
// # GraphQL
//
// The schema is made from Settings.GraphQL, since no document shows the type of tasks; docs/upstreams/administrate.md has what is
// proven, and what is decided here. The queries are executed by sandbox/internal/graphql. A few decisions concern the code:
//
//   - A request is counted by its operation in the body, so the body is read before the request is counted, delayed or broken. A
//     query that is parsed but not valid has an operation; graphql_other is what cannot be parsed. A query of __typename alone is a list.
//   - The time of the last change is kept for both transports. It never goes back, even if the clock does. The date of creation is no
//     such time, since clients choose it: a task that was never changed has the time at which the emulator made it.
//   - The order of a list is kept until a task changes, since every page of a large list would sort it again.
//   - Rows with equal keys have an order that depends on the seed alone, so that it is the same for each request, and not that of ids.
package administrate
