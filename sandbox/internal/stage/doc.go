// Package stage holds what every sandbox needs besides its upstream's wire: the settings that all have, request counts,
// latency, scripted faults, and data that is a function of (seed, id).
//
// Sandboxes import nothing of the product but this package, and the product's connectors never import
// it, so one mistake about an upstream cannot hide on both sides.
package stage
