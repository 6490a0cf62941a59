package main

import (
	"cmp"
	"context"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server"
)

// serveCommand serves the accounts of a configuration.
type serveCommand struct {
	configFlags
}

// Run serves until the context ends.
func (c serveCommand) Run(ctx context.Context, con *console) error {
	s, err := c.read(con)
	if err != nil {
		return err
	}
	s.redactor, s.stdout = redact.New(), con.stdout
	return serve(ctx, s, newLog(con.stderr, s.log, s.redactor), func(a *app) error {
		return con.print("gRPC on %s, JSON on %s\n", a.grpcListener.Addr(), a.web())
	})
}

// memoryBeside is what the process takes besides pages, in bytes: what connections, kept lists and the program itself need.
const memoryBeside = 128 << 20

// boundMemory has the garbage collector work harder rather than let the heap grow to twice of what is in use, unless the
// environment says otherwise.
func boundMemory(pages int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(2*int64(cmp.Or(pages, server.DefaultPageMemory)) + memoryBeside)
	}
}

// serve runs the server of a setup until the context ends. ready is called once calls are taken.
func serve(ctx context.Context, s setup, log *slog.Logger, ready func(*app) error) error {
	defer heedHangups()() // last, when all is closed
	boundMemory(s.pageMemory)
	a, err := newApp(s, log)
	if err != nil {
		return err
	}
	defer a.close()
	if err := a.listen(s.listen); err != nil {
		return err
	}
	a.warn()
	return a.run(ctx, ready)
}

// warn tells the risk of addresses that other machines reach, which --insecure has allowed.
func (a *app) warn() {
	if a.guarded {
		return
	}
	reached := func(l net.Listener) bool {
		address, ok := l.Addr().(*net.TCPAddr)
		return !ok || !address.IP.IsLoopback()
	}
	const advice = "put something in front that authenticates, or bind to 127.0.0.1"
	if reached(a.grpcListener) {
		a.log.Warn("other machines reach the gRPC server, and there is no authentication", "address", a.grpcListener.Addr().String(),
			"risk", "whoever reaches it reads all sources and spends their budgets", "fix", advice)
	}
	if reached(a.httpListener) {
		a.log.Warn("other machines reach the JSON server over plain HTTP, and there is no authentication", "address", a.httpListener.Addr().String(),
			"risk", "whoever reaches it reads all sources and spends their budgets; so does any web page that somebody who reaches it "+
				"opens, by as little as an image: such GET requests carry neither Origin nor Sec-Fetch-Site and cannot be told from others",
			"fix", advice)
	}
}

// drain has readiness and health go down, and gives load balancers the time to see that. It ends early with the error of a server that
// fails.
func (a *app) drain(failed <-chan error) error {
	a.server.Drain()
	delay := a.running.Load().drainDelay
	if delay == 0 {
		return nil
	}
	a.log.Info("draining: readiness and health are down, calls are served", "seconds", delay.Seconds())
	select {
	case <-time.After(delay):
		return nil
	case err := <-failed:
		return err
	}
}

// heedHangups keeps a hangup (SIGHUP), which else ends a process at once and without a token for anybody, from doing so until the
// function that it returns is called. What it is for, reloading, begins when calls are taken.
func heedHangups() (stop func()) {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	return func() { signal.Stop(hangups) }
}

// canceled returns a context that has ended.
func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}
