// Package apirules holds the rules of the API that buf's lint does not know: its tests walk the descriptors of all methods and
// messages.
package apirules
