package main

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// unsentBytes is the number of bytes that the kernel accepts for a connection but cannot send yet. Without a bound this is
// megabytes for each client that stalls, and many such clients may use up the kernel's memory for all connections.
const unsentBytes = 128 << 10

// boundUnsent is a net.ListenConfig.Control. It bounds the bytes that wait in the kernel for the clients of a listener.
// Connections inherit the bound from the listening socket. Bytes that have been sent but not acknowledged do not count, so that
// distant clients are as fast as before.
func boundUnsent(_, _ string, c syscall.RawConn) error {
	var failed error
	err := c.Control(func(fd uintptr) {
		failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_NOTSENT_LOWAT, unsentBytes)
	})
	return errors.Join(err, failed)
}
