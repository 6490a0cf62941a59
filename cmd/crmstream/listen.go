package main

import (
	"context"
	"net"

	"golang.org/x/net/netutil"
)

// maxConnections is the largest number of open connections of a listener.
const maxConnections = 4096

// listenTo binds an address. Connections beyond maxConnections wait until others have ended.
func listenTo(address string) (net.Listener, error) {
	binding := net.ListenConfig{Control: boundUnsent}
	binding.SetMultipathTCP(false)                                 // else connections lack the options of the listening socket
	l, err := binding.Listen(context.Background(), "tcp", address) // takes no time: the address is of this machine
	if err != nil {
		return nil, err
	}
	return netutil.LimitListener(l, maxConnections), nil
}
