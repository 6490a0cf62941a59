package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// operation is a line of the inventory.
type operation struct {
	// upstream is the connector's name.
	upstream string
	// number is the operation's place on the upstream's page, 0 for an operation of another page.
	number int
	// op is the operation as declarations name it, and page is what the page says.
	op, page string
	// inward says that the upstream asks us.
	inward bool
	// tests are tests in the connector's package, besides those that all writes have.
	tests []string
	// reason is why the operation does not work, or the document that describes an operation of another page.
	reason string
}

// readInventory reads the inventory. The numbers of each upstream are in order, without gaps.
func readInventory(r io.Reader) ([]operation, error) {
	lines := csv.NewReader(r)
	lines.Comma, lines.Comment, lines.FieldsPerRecord, lines.LazyQuotes = ';', '#', 7, true
	records, err := lines.ReadAll()
	if err != nil {
		return nil, err
	}
	var operations []operation
	last, known := map[string]int{}, map[[2]string]bool{}
	for _, record := range records {
		o := operation{
			upstream: record[0], op: record[2], page: record[3], inward: record[4] == "in", tests: strings.Fields(record[5]), reason: record[6],
		}
		if name := [2]string{o.upstream, o.op}; known[name] {
			return nil, fmt.Errorf("%s: %s stands twice", o.upstream, o.op)
		} else {
			known[name] = true
		}
		if !o.inward && record[4] != "out" {
			return nil, fmt.Errorf("%s: %s: the direction is %q, not in or out", o.upstream, o.op, record[4])
		}
		if record[1] == "" {
			if o.reason == "" {
				return nil, fmt.Errorf("%s: %s has neither a number nor a document that describes it", o.upstream, o.op)
			}
			operations = append(operations, o)
			continue
		}
		if o.number, err = strconv.Atoi(record[1]); err != nil || o.number != last[o.upstream]+1 {
			return nil, fmt.Errorf("%s: %s has the number %q after %d", o.upstream, o.op, record[1], last[o.upstream])
		}
		last[o.upstream] = o.number
		operations = append(operations, o)
	}
	return operations, nil
}
