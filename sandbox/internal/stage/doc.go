// Package stage has what every sandbox needs besides its upstream's wire format: the common settings, request counts, latency,
// scripted faults, and data that is a function of (seed, id).
//
// Sandboxes import nothing of the product but this package, and the product's connectors never import it. So no mistake about
// an upstream can be hidden by being on both sides.
package stage
