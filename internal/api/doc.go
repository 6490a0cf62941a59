// Package api reads the API from its descriptors, once for all who need it: the server registers its methods, the gateway
// their HTTP forms, and the command line its commands. So a method is declared in its proto and nowhere else.
//
// A method's kind follows from its shape alone. A list is a server-streaming method. A look-up is a unary method whose answer
// has `upstream_requests`, for one record (`id` in its request) or for many (`ids`). All other methods are the server's own.
package api
