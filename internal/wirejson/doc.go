// Package wirejson converts encoded protobuf records to JSON in the form of protojson, without decoding them to messages, which would take most
// of the time of a list. It serves the gateway and the command line, which so write the same bytes.
//
// A Plan is made from a descriptor, once for each type of record. A Writer appends the JSON of an encoded record by its plan. A Message is
// one message of a list or a watch as it comes from gRPC with Codec: its records stay encoded in the buffers in which they came.
package wirejson
