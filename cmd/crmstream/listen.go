package main

import (
	"context"
	"net"

	"golang.org/x/net/netutil"
)

// maxConnections is how many connections a listener holds at a time.
const maxConnections = 4096

// listenTo binds an address. More connections than it takes wait until others have ended.
func listenTo(address string) (net.Listener, error) {
	binding := net.ListenConfig{Control: boundUnsent}
	binding.SetMultipathTCP(false)                                 // of which connections do not have the options of the socket that listens
	l, err := binding.Listen(context.Background(), "tcp", address) // which takes no time: the address is one of this machine
	if err != nil {
		return nil, err
	}
	return netutil.LimitListener(l, maxConnections), nil
}
