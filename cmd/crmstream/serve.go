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
	s.forget()
	s.redactor, s.stdout = redact.New(), con.stdout
	err = serve(ctx, s, newLog(con.stderr, s.log, s.redactor), func(a *app) error {
		return con.print("gRPC on %s, JSON on %s\n", a.grpcListener.Addr(), a.web())
	})
	return explainDamage(con, c.Config, err)
}

// memoryBeside is the memory of the process besides pages, in bytes, for connections, kept lists and the program itself.
const memoryBeside = 128 << 20

// boundMemory makes the garbage collector run more often rather than let the heap grow to twice the memory in use, unless the
// environment sets a limit.
func boundMemory(pages int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(2*int64(cmp.Or(pages, server.DefaultPageMemory)) + memoryBeside)
	}
}

// serve runs the server of a setup until the context ends. It calls ready once the server takes calls.
func serve(ctx context.Context, s setup, log *slog.Logger, ready func(*app) error) error {
	defer heedHangups()() // runs last, when all is closed
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

// warn logs the risk of addresses that other machines reach, which --insecure has permitted.
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
			"risk", "whoever reaches it reads all sources and spends their budgets; any web page in a browser that reaches it can do the same, "+
				"even with an image: such GET requests have neither Origin nor Sec-Fetch-Site, and look like all others",
			"fix", advice)
	}
}

// drain makes readiness and health go down, and waits for load balancers to notice. It returns early if a server fails, with
// the error.
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

// heedHangups keeps a SIGHUP from ending the process, which it would do at once and without a resume token for any client,
// until stop is called. The use of a SIGHUP, reloading, begins when the server takes calls.
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
