// Package solos is a local emulator of the projects of Solos CRM (API v2), for demonstrations, integration tests and
// the conformance suite. It is written from docs/upstreams/solos.md alone.
//
// No answer of any v2 call is known from any source, so the answers are our contract and not the vendor's: each guess
// that a client could depend on is a setting. It serves, with the two key headers and a User-Agent:
//
//	GET  /backend/public/projects               op "projects"    a page of projects
//	POST /backend/public/projects/filter        op "filter"      a page of the projects that meet conditions
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
// A project is a pure function of (seed, rows, id) but for its revision, its place in the active or the deleted list
// and, for added ones, its time of creation; only these are stored. Every twelve ids hold ten active projects, a
// deleted one and a gap, so positions in a list are found by arithmetic, and an offset deep in a million rows costs
// no more than the first. Creation times never fall as ids grow, so a range of them is a range of ids; other
// conditions are looked at row by row. A page is a snapshot.
//
// What belongs to a project is a pure function of (seed, project, kind, n) for n from 1, with the id 1000 * project + n;
// only what was added, removed or changed is stored, and a project has at most 999 of a kind. How many it has at first
// agrees with what the filter says of it by having, actions_type_id and good_id. One in twenty of the projects with
// events has more than a hundred of them, and so with payments.
//
// # Decisions where the vendor's page is silent
//
//   - A missing count is 100, a missing offset 0, a missing reverse "0"; rows are always ordered by id. A count of
//     0 is an empty page.
//   - count and offset in a body are JSON numbers; reverse and deleted are the texts "0" and "1", anything else is a
//     400, and so is a body without a JSON content type.
//   - condition joins the keys of buildin_data and data together; having is always required on top. An empty array or
//     an absent key is no condition. A created range may be open at either end.
//   - Dynamic fields are compared exactly: text with text, numbers by value, lists by any element, dates by day; an
//     array of operands means any of them.
//   - Conditions and body keys that do not exist follow Settings.UnknownFilter.
//   - MutateBetweenPages acts before each page of active projects at an offset above 0; "delete" takes the row in the
//     middle of what lies before the offset.
//   - What belongs to deleted projects can be asked for too. What is deleted of it is gone.
//   - Steps, checklists and goods have no pages: count and offset are not read there.
//   - filter_date compares days: the start of a step or an event, the date of a payment. filter_steps means the
//     step_id, and filter_actions the action_id, which is the type of an event.
//   - Churn and MutateBetweenPages act on projects alone; Insert and Delete move events and payments between pages.
//   - Error bodies are {"error": {"code", "message"}}; a request without a User-Agent is a 403.
//   - Times are naive; a new project is stamped with the UTC wall clock of Settings.Now, and never earlier than the
//     project before it.
//   - Failures, such as a 429, a 500 on some page, truncated JSON or HTML with 200, are scripted by Settings.Faults.
package solos
