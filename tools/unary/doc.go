// Command unary runs a plugin of protoc, given as its arguments, and shows it every client stream as a method with one request.
//
// The plugin for OpenAPI refuses client streams with variables in their paths. To an HTTP client such a method is one request with
// one answer, and tools/openapi describes what the body of the request is.
package main
