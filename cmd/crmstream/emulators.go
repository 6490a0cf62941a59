package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"

	"github.com/crmstream/crmstream/sandbox/all"
)

// emulator is a sandbox that listens at an address.
type emulator struct {
	name     string
	instance all.Instance
	listener net.Listener
	server   *http.Server
}

// url returns the sandbox's base URL.
func (e emulator) url() string { return "http://" + e.listener.Addr().String() }

// requestsURL returns the URL at which the sandbox shows how many requests it has received.
func (e emulator) requestsURL() string { return e.url() + "/_sandbox/requests" }

// secretName returns the name of a credential in the demo's configuration.
func (e emulator) secretName(key string) string { return e.name + "." + key }

// secret returns a reference to a credential.
func (e emulator) secret(key string) string { return "${" + e.secretName(key) + "}" }

// emulatorError is the cause with which a context ends when an emulator fails.
type emulatorError struct {
	name string
	err  error
}

func (e *emulatorError) Error() string { return fmt.Sprintf("sandbox %s: %s", e.name, e.err) }
func (e *emulatorError) Unwrap() error { return e.err }

// emulatorFailure returns the error of the emulator that ended the context, nil if the context ended for another reason.
func emulatorFailure(ctx context.Context) error {
	if failure := (*emulatorError)(nil); errors.As(context.Cause(ctx), &failure) {
		return failure
	}
	return nil
}

// startEmulator binds the address and serves the sandbox there. It calls fail if the server fails later.
func startEmulator(sandbox all.Sandbox, o all.Options, address string, log *slog.Logger, fail context.CancelCauseFunc) (emulator, error) {
	instance, err := sandbox.Start(o)
	if err != nil {
		return emulator{}, err
	}
	return serveEmulator(sandbox.Name, instance, address, log, fail)
}

// serveEmulator binds the address and serves a started sandbox there.
func serveEmulator(name string, instance all.Instance, address string, log *slog.Logger, fail context.CancelCauseFunc) (emulator, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return emulator{}, err
	}
	e := emulator{name: name, instance: instance, listener: listener, server: newHTTPServer(instance, log)}
	go func() {
		if err := e.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			fail(&emulatorError{name: e.name, err: err})
		}
	}()
	return e, nil
}

// stopEmulators cuts all connections of emulators, since no answer of an emulator is worth waiting for.
func stopEmulators(emulators []emulator) {
	for _, e := range emulators {
		_ = e.server.Close()
		_ = e.instance.Close() // ends what it sends to receivers
	}
}
