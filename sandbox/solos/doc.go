// Package solos is a local emulator of the projects of Solos CRM (API v2), for demonstrations, integration tests and
// the conformance suite. It is written from the wire dossier alone.
//
// No answer of any v2 call is known from any source, so the answers are our contract and not the vendor's: each guess
// that a client could depend on is a setting. It serves, with the two key headers and a User-Agent:
//
//	GET  /backend/public/projects         op "projects"  a page of projects
//	POST /backend/public/projects/filter  op "filter"    a page of the projects that meet conditions
//	GET  /backend/public/projects/info    op "info"      one project, deleted ones too
//	GET, DELETE /_sandbox/requests                       request counts; not part of the upstream
//
// The other six documented operations answer 404 with an error object.
//
// # Data
//
// A project is a pure function of (seed, rows, id) but for its revision, its place in the active or the deleted list
// and, for added ones, its time of creation; only these are stored. Every twelve ids hold ten active projects, a
// deleted one and a gap, so positions in a list are found by arithmetic, and an offset deep in a million rows costs
// no more than the first. Creation times never fall as ids grow, so a range of them is a range of ids; other
// conditions are looked at row by row. A page is a snapshot.
//
// # Decisions where the dossier is silent
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
//   - Error bodies are {"error": {"code", "message"}}; a request without a User-Agent is a 403.
//   - Times are naive; a new project is stamped with the UTC wall clock of Settings.Now, and never earlier than the
//     project before it.
//   - What the dossier calls "fail" (429, 500 on page k, truncated JSON, HTML with 200) is said with Settings.Faults.
package solos
