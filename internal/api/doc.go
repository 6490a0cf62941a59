// Package api reads the API from its descriptors, once for all who need it: the server registers its methods, the gateway
// their HTTP forms, and the command line its commands. So a method is declared in its proto and nowhere else.
//
// A method declares a policy (proto/crmstream/options/v1), which also names its resource; one without a policy is an error, so
// that a server with it does not start.
//
// A method's kind follows from its shape alone. A list is a server-streaming method. A look-up is a unary method whose answer
// has `upstream_requests`, for one record (`id` in its request) or for many (`ids`). All other methods are the server's own.
//
// The metadata keys of calls, which descriptors do not have, are here as well.
package api
