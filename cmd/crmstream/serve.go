package main

import (
	"cmp"
	"context"
	"log/slog"
	"os"
	"runtime/debug"

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
	return serve(ctx, s, newLog(con.stderr, s.log), func(a *app) error {
		return con.print("gRPC on %s, JSON on http://%s\n", a.grpcListener.Addr(), a.httpListener.Addr())
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
	boundMemory(s.pageMemory)
	a, err := newApp(s, log)
	if err != nil {
		return err
	}
	defer a.close()
	if err := a.listen(s.listen); err != nil {
		return err
	}
	return a.run(ctx, ready)
}
