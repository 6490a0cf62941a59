package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/crmstream/crmstream/internal/api"
)

// row is an operation with what the code has of it.
type row struct {
	operation
	// methods serve the operation; without methods it does not work.
	methods []*api.Method
	tests   []string
}

// works reports whether the operation is served.
func (r row) works() bool { return len(r.methods) > 0 }

// join returns the operations with what the code has of them. It returns all contradictions between the two.
func join(operations []operation, upstreams []upstream) ([]row, error) {
	var rows []row
	var wrong error
	fail := func(upstream, format string, args ...any) {
		wrong = errors.Join(wrong, fmt.Errorf("%s: %w", upstream, fmt.Errorf(format, args...)))
	}
	for _, o := range operations {
		i := slices.IndexFunc(upstreams, func(u upstream) bool { return u.name == o.upstream })
		if i < 0 {
			fail(o.upstream, "%s is of an upstream without a connector", o.op)
			continue
		}
		r := row{operation: o, tests: slices.Clone(o.tests)}
		for _, d := range upstreams[i].declarations {
			if slices.Contains(d.ops, o.op) {
				r.methods = append(r.methods, d.methods...)
				r.tests = append(r.tests, d.tests...)
			}
		}
		r.methods, r.tests = once(r.methods), once(r.tests)
		switch {
		case !r.works() && o.number == 0:
			fail(o.upstream, "%s is declared no more: delete it from the inventory", o.op)
		case !r.works() && o.reason == "":
			fail(o.upstream, "%s is not declared, and the inventory has no reason why not", o.op)
		case r.works() && len(r.tests) == 0:
			fail(o.upstream, "%s works, and the inventory has no test that proves it", o.op)
		}
		for _, test := range r.tests {
			if err := upstreams[i].tests.has(test); err != nil {
				fail(o.upstream, "%s: %w", o.op, err)
			}
		}
		rows = append(rows, r)
	}
	for _, u := range upstreams {
		if err := u.tests.has("TestOperations"); err != nil {
			fail(u.name, "nothing proves what its lists and look-ups declare: %w", err)
		}
		for _, d := range u.declarations {
			for _, op := range d.ops {
				if !slices.ContainsFunc(operations, func(o operation) bool { return o.upstream == u.name && o.op == op }) {
					fail(u.name, "%s: the inventory lacks %s", d.name, op)
				}
			}
		}
	}
	return rows, wrong
}

// once returns the values without repeats, in the order in which they come.
func once[T comparable](values []T) []T {
	var found []T
	for _, v := range values {
		if !slices.Contains(found, v) {
			found = append(found, v)
		}
	}
	return found
}
