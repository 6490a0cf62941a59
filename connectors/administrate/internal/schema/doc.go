// Package schema reads what the GraphQL schema of one Administrate tenant says about tasks, and makes the queries that fit it.
//
// No page of the vendor shows the type of tasks, and tenants may differ. So nothing about it is written down here but names: those
// that the vendor's examples prove, and those that its other types make likely (docs/upstreams/administrate.md, "GraphQL"). One
// introspection (Query) shows which of them exist. These are selected, and Lacks names the others. A name that exists with another
// shape, such as an object in place of a text, counts as one that does not exist.
//
// All queries have variables, so their texts depend on the schema alone. Each field is selected under one name of ours, by an alias
// where the schema has another name: one table reads the answers of all tenants. The number that REST knows a record by is `id` if
// the schema has it (legacyId), and the global id is beside it as `globalId`.
package schema
