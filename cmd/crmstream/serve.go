package main

import (
	"context"
	"log/slog"
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

// serve runs the server of a setup until the context ends. ready is called once calls are taken.
func serve(ctx context.Context, s setup, log *slog.Logger, ready func(*app) error) error {
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
