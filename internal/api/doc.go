// Package api reads the API from its descriptors, once for the whole program: the server registers its methods, the gateway
// their HTTP forms, and the command line its commands. So a method is declared in its proto and nowhere else.
//
// A method declares a policy (proto/crmstream/options/v1), which also names its resource. A method without a policy is an
// error, so a server with such a method does not start.
//
// The kind of a method follows from its shape alone. A list is a server-streaming method, and an upload a client-streaming one.
// A look-up is a unary method whose response has `upstream_requests`, for one record (`id` in its request) or for many (`ids`).
// A write is a unary method whose response has a `receipt`. All other methods are the server's own.
//
// The package also has the metadata keys of calls, which are not in descriptors.
package api
