package main

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// unsentBytes is how many bytes the kernel takes for a connection that it cannot send yet. Unbounded they are megabytes for each
// client that stalls, which together with others may be more than the kernel has for all of its connections.
const unsentBytes = 128 << 10

// boundUnsent is a net.ListenConfig.Control: it bounds what waits in the kernel for the clients of a listener. Connections have
// this from the socket that listens. What is on its way is not bounded by it, so that distant clients are as fast as before.
func boundUnsent(_, _ string, c syscall.RawConn) error {
	var failed error
	err := c.Control(func(fd uintptr) {
		failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_NOTSENT_LOWAT, unsentBytes)
	})
	return errors.Join(err, failed)
}
