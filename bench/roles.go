package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"runtime/pprof"
)

// role makes a server from an argument: the number of its rows, or the address of the upstream.
type role func(argument string) (serve func(net.Listener) error, err error)

func roles() map[string]role {
	return map[string]role{
		"upstream": upstream,
		"ours":     func(url string) (func(net.Listener) error, error) { return ours(url, 0) },
		// A cache of one byte keeps no page, so the result is the memory of the scan alone.
		"unshared": func(url string) (func(net.Listener) error, error) { return ours(url, 1) },
		"b0":       func(url string) (func(net.Listener) error, error) { return usualWay(url, 1), nil },
		"b1":       func(url string) (func(net.Listener) error, error) { return usualWay(url, 100), nil },
		"batches":  batches,
		"single":   singly,
		"json":     jsonBothWays,
		"proxy":    proxy,
	}
}

// serve serves in a role until standard input ends. It writes a CPU profile to a file unless the name is "".
func serve(name, argument, profile string) (err error) {
	prepare, ok := roles()[name]
	if !ok {
		return fmt.Errorf("unknown role %q", name)
	}
	run, err := prepare(argument)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if profile != "" {
		f, err := os.Create(profile)
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			return errors.Join(err, f.Close())
		}
		defer func() {
			pprof.StopCPUProfile()
			err = errors.Join(err, f.Close())
		}()
	}
	fmt.Println(l.Addr())
	failed := make(chan error, 1)
	go func() { failed <- run(l) }()
	go func() {
		_, err := io.Copy(io.Discard, os.Stdin)
		failed <- err
	}()
	return <-failed
}
