package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// reading is what a client received of a list.
type reading struct {
	ids   []string
	pages int // that the sandbox served
	kills int // during the client's read
}

// read lets a client read a list while the server is killed at moments. The server is up before and after.
func (r *rig) read(ctx context.Context, c client, l list, at []moment) (reading, error) {
	before, err := r.pages(ctx, l)
	if err != nil {
		return reading{}, err
	}
	running, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := r.command(running, slices.Concat(c.command, []string{l.resource, r.address}))
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		return reading{}, err
	}
	if err := cmd.Start(); err != nil {
		return reading{}, err
	}
	due, killed := make(chan moment, len(at)), make(chan error, 1)
	ended := make(chan struct{})
	kills := 0
	go func() {
		var err error
		if kills, err = r.killAt(ctx, due, ended); err != nil {
			cancel() // otherwise the client would wait for a server that does not come back
		}
		killed <- err
	}()
	ids, err := follow(out, at, due)
	close(ended)
	close(due)
	if err := errors.Join(err, <-killed, cmd.Wait()); err != nil {
		return reading{}, fmt.Errorf("%w\n%s", err, &said)
	}
	after, err := r.pages(ctx, l)
	return reading{ids: ids, pages: after - before, kills: kills}, err
}

// follow collects the ids that a client prints, and sends each moment when it has come.
func follow(out io.Reader, at []moment, due chan<- moment) ([]string, error) {
	var ids []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		ids = append(ids, lines.Text())
		for len(at) > 0 && len(ids) > at[0].records {
			due <- at[0]
			at = at[1:]
		}
	}
	return ids, lines.Err()
}

// killAt kills the server at each moment and starts it again. It returns the number of kills before the client ended.
func (r *rig) killAt(ctx context.Context, due <-chan moment, ended <-chan struct{}) (kills int, err error) {
	for m := range due {
		time.Sleep(m.wait)
		r.server.kill()
		select {
		case <-ended:
		default:
			kills++
		}
		if err := r.startServer(ctx); err != nil {
			return kills, err
		}
	}
	return kills, nil
}
