package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// head is the beginning of the document, with the sum and the table of totals in the places of %d and %s.
const head = `# Operations of the upstreams

Written by ` + "`make operations`" + ` from the connectors' declarations, checked by ` + "`make test`" + `.

The pages of the four upstreams document %d operations. In their own words, these are all, with the methods of the API that
serve them, the main HTTP route of the first method, and the tests that prove them.

%s
The page of APRO has an address in 46 places. Two addresses, of forms and of adding invoices, stand there twice, for different
operations. The address of comments is for four kinds of records, which is three operations more. Nine writes are "same as objects",
without an address. Telephony has eight requests, SMS has three, and the webhook is one. So 46 + 3 + 9 + 8 + 3 + 1 = 70. The page
of Proxima has one operation, that of Solos nine and that of Administrate five, each with a heading of its own. The numbers are
ours.

An operation works if the connector declares it in ` + "`Lists()`, `LookUps()`, `Writes()` or `Upload()`" + `. The test ` + "`TestOperations`" + ` of each connector
requires that the emulator is asked for every operation of its lists and look-ups, and ` + "`TestWriteConformance`" + ` that the requests
of its writes are of the declared operations. Why the others do not work yet is in their line.
`

// document returns the document. The upstreams come in the order of their first rows.
func document(rows []row, upstreams []upstream) []byte {
	order := map[string]int{}
	for i, r := range slices.Backward(rows) {
		order[r.upstream] = i
	}
	upstreams = slices.SortedFunc(slices.Values(upstreams), func(a, b upstream) int { return cmp.Compare(order[a.name], order[b.name]) })
	var b bytes.Buffer
	numbered := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.number == 0 })
	fmt.Fprintf(&b, head, len(numbered), totals(numbered, upstreams))
	for _, u := range upstreams {
		fmt.Fprintf(&b, "\n## %s\n\nThe page is %s. The tests are in [connectors/%[1]s](../connectors/%[1]s).\n", u.name, u.docs, u.name)
		table(&b, "on the page", of(numbered, u.name))
		if others := slices.DeleteFunc(of(rows, u.name), func(r row) bool { return r.number != 0 }); len(others) > 0 {
			var described []string
			for _, r := range others {
				described = append(described, r.reason)
			}
			fmt.Fprintf(&b, "\nThe connector also uses operations of the vendor's other pages, which are not counted: %s.\n", strings.Join(once(described), ", "))
			table(&b, "records", others)
		}
	}
	return b.Bytes()
}

// of returns the rows of an upstream.
func of(rows []row, upstream string) []row {
	return slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.upstream != upstream })
}

// totals returns a table that counts the rows of each upstream.
func totals(rows []row, upstreams []upstream) string {
	var b strings.Builder
	b.WriteString("| upstream | operations | works | not yet | we ask: works | not yet | the CRM asks us: works | not yet |\n|---|---|---|---|---|---|---|---|\n")
	line := func(name string, rows []row) {
		count := func(keep func(row) bool) int {
			return len(rows) - len(slices.DeleteFunc(slices.Clone(rows), keep))
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %d | %d | %d |\n", name, len(rows),
			count(row.works), count(func(r row) bool { return !r.works() }),
			count(func(r row) bool { return !r.inward && r.works() }), count(func(r row) bool { return !r.inward && !r.works() }),
			count(func(r row) bool { return r.inward && r.works() }), count(func(r row) bool { return r.inward && !r.works() }))
	}
	for _, u := range upstreams {
		line(u.name, of(rows, u.name))
	}
	line("all", rows)
	return b.String()
}

// table writes the rows. words is the heading of what the inventory says of an operation.
func table(b *bytes.Buffer, words string, rows []row) {
	fmt.Fprintf(b, "\n| # | operation | %s | direction | our methods | main route | tests | state |\n|---|---|---|---|---|---|---|---|\n", words)
	for _, r := range rows {
		number, direction, state, route := strconv.Itoa(r.number), "we ask", "works", ""
		if r.inward {
			direction = "the CRM asks us"
		}
		if r.works() {
			binding := r.methods[0].Bindings[0]
			route = "`" + binding.Verb + " " + binding.Path + "`"
		} else {
			state = "not yet (" + r.reason + ")"
		}
		if r.number == 0 {
			number = ""
		}
		cells := []string{number, "`" + r.op + "`", r.page, direction, methodNames(r), route, testList(r), state}
		for i, cell := range cells {
			cells[i] = strings.ReplaceAll(cell, "|", `\|`)
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
	}
}

// methodNames returns the methods of a row; a service is named once.
func methodNames(r row) string {
	var names []string
	service := ""
	for _, m := range r.methods {
		name := string(m.Desc.Name())
		if parent := string(m.Desc.Parent().Name()); parent != service {
			name, service = parent+"."+name, parent
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// testList returns the tests of a row that works.
func testList(r row) string {
	if !r.works() {
		return ""
	}
	return "`" + strings.Join(r.tests, "`, `") + "`"
}
