// Package solos connects to Solos CRM (API v2): projects.
//
// # Reading the list
//
// The upstream pages by count and offset only, and a project that is deleted while the list is read moves all behind it
// up by one, so that a plain reader loses the first row of its next page. Here pages overlap. A cursor holds how many
// rows stand up to the highest id read, that id, and by how many rows to overlap; the next page is asked for that much
// earlier and must start at or below the id. If it does not, rows before it were removed, and the same call asks again
// further back, twice as far each time, until a page reaches back to what was read or starts at the beginning. Rows that
// were inserted or restored before the page only come twice; what was read is dropped by id and counted as repeats.
//
// Ids must ascend within a page, which proves that the order is honoured. The dossier's way out for a tenant that does
// not honour it, to read everything until two passes agree, is not built: it would need sets of ids, and such a list
// ends as inconsistent.
//
// The list ends at a page that is shorter than asked for and shorter than one this operation has sent before, because
// that one proves what the server is willing to send; a short page alone may have been cut. An answer of one row or none
// where more were asked for is the end too. So a list of one page costs two requests until a longer one has been seen,
// where DESIGN 6.5 would have one: losing rows to an unknown cap would be worse. After a page that may have been cut the
// overlap is kept below its length, so that the next one makes way.
//
// A page whose rows were all read before, although it reaches further than what was read, comes from a mass restoration
// or from an upstream that ignores the offset; one more request, behind it, tells which.
//
// The order "-id" reads one page. When that is shorter than asked for, one more request makes sure that it was not cut.
//
// # Filters
//
// A request without a filter is GET /projects, any other POST /projects/filter. Paging arguments are sent always, since
// no default is documented.
//
// Whether a creation range includes its ends is not known, and neither is what it compares times with. So it is asked
// for a day wider at each end, and rows of those days that show their creation are dropped and counted as outside; rows
// beyond them show that the filter was ignored. An open end is asked for as 1970-01-01 or 2100-01-01. With MATCH_ANY a
// row may be there for another filter: nothing is verified or dropped, and the range stays a day wider.
//
// Conditions on dynamic fields are sent as the documented samples have them: "=" as one text, dates included, and "in"
// as an array, of integers when all its values are. A field that refers to something, such as client_id, wants "in".
//
// # Answers
//
// No answer of this API is documented anywhere. The decoder takes the records from an array, or from the member of an
// object that the dossier names; golden samples are the emulator's guess. What says that it failed is never taken for a
// list, even if an empty one stands beside it. The typed fields are those whose names the filter documents; every other
// key, and every member of an object `data`, goes to `fields`. A `deleted` that rows show verifies the argument of that
// name. A total is passed on as an estimate and ends nothing.
//
// A row without a readable id gets a key just behind that of the row before it, so that it is told once wherever pages
// end. A page needs at least one row with an id.
//
// # Assumed
//
// That `order_by=id`, `count` and `offset` are honoured (checked), that new projects get higher ids than all older ones,
// and that an answer to a request for two or more rows is not cut to one.
//
// Left out: a setting for a tenant's own certificate authority (the transport belongs to the server), and slices by
// creation date, which would lose projects without one.
package solos
