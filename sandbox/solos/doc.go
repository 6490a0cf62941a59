// Package solos is a local emulator of the projects of Solos CRM (API v2), for demonstrations, integration tests and
// the conformance suite. It is written from docs/upstreams/solos.md alone.
//
// No source shows an answer of any v2 call, so the answers are our contract and not the vendor's: each guess on which a client
// could depend is a setting. The emulator serves, with the two key headers and a User-Agent:
//
//	GET  /backend/public/projects               op "projects"    a page of projects
//	POST /backend/public/projects/filter        op "filter"      a page of the projects that match conditions
//	GET  /backend/public/projects/info          op "info"        one project, deleted ones too
//	GET  /backend/public/projects/steps         op "steps"       all steps of a project
//	GET  /backend/public/projects/actions       op "actions"     a page of the events of a project
//	GET  /backend/public/projects/actions/info  op "action"      one event of any project
//	GET  /backend/public/projects/checklists    op "checklists"  all checklists of a project
//	GET  /backend/public/projects/goods         op "goods"       all goods of a project
//	GET  /backend/public/projects/payments      op "payments"    a page of the payments of a project
//	GET, DELETE /_sandbox/requests                               request counts; not part of the upstream
//
// # Data
//
// A project is a pure function of (seed, rows, id), except its revision, its place in the active or the deleted list and, for
// added projects, its time of creation; only these are stored. Every twelve ids have ten active projects, a deleted project and
// a gap, so arithmetic finds positions in a list, and an offset deep in a million rows costs no more than the first. Creation
// times never decrease as ids grow, so a range of them is a range of ids; other conditions are checked row by row. A page is a
// snapshot.
//
// A child of a project (a step, event, checklist, good or payment) is a pure function of (seed, project, kind, n) for n from 1,
// with the id 1000 * project + n. Only children that were added, removed or changed are stored, and a project has at most 999
// of a kind. Their first number agrees with the conditions having, actions_type_id and good_id on the project. One in twenty of
// the projects with events has more than a hundred events; the same is true of payments.
//
// # Decisions where the vendor's page is silent
//
//   - A missing count is 100, a missing offset 0, a missing reverse "0"; rows are always ordered by id. A count of 0 is an
//     empty page.
//   - count and offset in a body are JSON numbers; reverse and deleted are the texts "0" and "1". Anything else is a 400, and
//     so is a body without a JSON content type.
//   - condition joins the keys of buildin_data and data together; having is always required in addition. An empty array or an
//     absent key is no condition. A created range may be open at either end.
//   - Dynamic fields are compared exactly: text with text, numbers by value, lists by any element, dates by day; an array of
//     operands means any of them.
//   - Conditions and body keys that do not exist follow Settings.UnknownFilter.
//   - MutateBetweenPages acts before each page of active projects at an offset above 0; "delete" deletes the row in the middle
//     of those before the offset.
//   - Children of deleted projects can be requested, too. Deleted children cannot.
//   - Steps, checklists and goods have no pages: count and offset are not read there.
//   - filter_date compares days: the start of a step or an event, the date of a payment. filter_steps means the step_id, and
//     filter_actions the action_id, which is the type of an event.
//   - Churn and MutateBetweenPages act on projects only; Insert and Delete move events and payments between pages.
//   - Error bodies are {"error": {"code", "message"}}; a request without a User-Agent is a 403.
//   - Times are naive; a new project has the UTC wall clock of Settings.Now, and never an earlier time than the project before
//     it.
//   - Settings.Faults script failures, such as a 429, a 500 on some page, truncated JSON or HTML with 200.
package solos
