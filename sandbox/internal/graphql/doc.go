// Package graphql executes GraphQL operations (the specification of October 2021) over a schema and a table of resolvers, for
// sandboxes whose upstreams speak GraphQL.
//
// github.com/vektah/gqlparser/v2 parses and validates. This package coerces variables and arguments, merges the selected fields
// into a plan, runs the plan, and answers introspection from the schema.
//
// # Decisions
//
//   - Any error fails the whole operation: the answer then has errors and no data. So an error of one field makes no nulls, as the
//     specification would allow, and a reader of the answer has only two cases.
//   - A plan is made once for an operation, since schemas with interfaces or unions are refused: every object of a field has the
//     same type, and so the same selected fields.
//   - All work is bounded: the bytes and tokens of a query, the depth and number of selected fields, and the bytes of an answer.
//   - @defer, which the parser's own prelude has, is not offered. There are no subscriptions.
//
// Rejected: github.com/99designs/gqlgen, which generates code for one fixed schema, where a sandbox has a schema for each of its
// settings; github.com/graphql-go/graphql, which needs the schema in Go values and has no bounds of its own.
package graphql
