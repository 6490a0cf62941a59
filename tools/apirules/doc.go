// Package apirules has the rules of the API that buf's lint does not know. Its tests check the descriptors of all methods and
// messages.
package apirules
