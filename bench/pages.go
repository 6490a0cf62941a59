package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"strconv"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The names of the peers.
const (
	peerJSON   = "requests + json"
	peerORJSON = "requests + orjson"
	// peerCloudQuery is measured only with -cloudquery, since its first build takes minutes.
	peerCloudQuery = "CloudQuery SDK"
)

// pages compares what a reader of contacts and its server cost with the loop that they replace, by the size of the upstream's pages.
func (b *bench) pages(ctx context.Context) error {
	const rows = 100_000
	peers := b.pythonPeers(ctx)
	if b.cloudQuery {
		peers = append(peers, peerCloudQuery)
	}
	for _, page := range []int{50, pageRows} {
		b.title("%d contacts at %d a page, the budget's ledger on the disk", rows, page)
		all, err := b.inTurn(append(peers, b.programs()...), func(name string) (figures, error) {
			if slices.Contains(peers, name) {
				return b.deliverByLoop(ctx, name, rows, page, nil)
			}
			return b.deliverContacts(ctx, name, rows, page)
		})
		if err != nil {
			return err
		}
		for _, name := range append(peers, b.programs()...) {
			show(name, all[name])
		}
		b.againstBefore("server CPU", all, figures.perRecord, serverGoal(page))
		b.againstBefore("server and client CPU", all, figures.whole, 0)
		b.againstBefore("records a second", all, figures.rate, 0)
		b.againstPeer(all, peerJSON, page, 0.42)
		b.againstPeer(all, peerORJSON, page, 0.7)
		b.againstPeer(all, peerCloudQuery, page, 0)
	}
	return nil
}

// serverGoal returns the largest ratio of the server's CPU a record to that of before.
func serverGoal(page int) float64 {
	if page == pageRows {
		return 0.8
	}
	return 0.65
}

// againstBefore prints a ratio of this commit's program to that of -before, if there is one. A goal of 0 is none.
func (b *bench) againstBefore(what string, all map[string][]figures, of func(figures) float64, goal float64) {
	if b.before == "" {
		return
	}
	b.atMostIf(what+", now against before", ratio(all[now], all[before], of), goal)
}

// againstPeer prints what all processes of ours take against a peer's. The goal is that of pages of 50.
func (b *bench) againstPeer(all map[string][]figures, peer string, page int, goal float64) {
	if len(all[peer]) == 0 {
		return
	}
	if page == pageRows {
		goal = 0
	}
	b.atMostIf("whole CPU against "+peer, ratio(all[now], all[peer], figures.whole), goal)
}

// wantedContacts is the request of a reader of all contacts of a source.
func wantedContacts(source string) *crmstreamv1.ListContactsRequest {
	return &crmstreamv1.ListContactsRequest{Source: source}
}

// deliverContacts reads the contacts of a new account with a new server of a program and the client that discards.
func (b *bench) deliverContacts(ctx context.Context, name string, rows, page int) (f figures, err error) {
	err = b.serving(ctx, name, rows, setup{sources: 1, page: page}, func(up *process, p *program) (err error) {
		f, err = observe(p.process, up, func() (int, error) { return discard(ctx, p.address, wantedContacts(sourceName)) })
		return errors.Join(err, f.complete(name, rows))
	})
	return f, err
}

// deliverByLoop reads the contacts of a new account with a peer, into a file unless that is nil.
func (b *bench) deliverByLoop(ctx context.Context, peer string, rows, page int, out *os.File) (f figures, err error) {
	up, err := b.start(ctx, "upstream", strconv.Itoa(rows))
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, up.stop()) }()
	if peer == peerCloudQuery {
		f, err = b.cloudQueryLoop(ctx, up.address, page)
	} else {
		f, err = b.python.loop(ctx, peer, up.address, page, out)
	}
	if err != nil {
		return f, err
	}
	f.upstream, err = up.cpu()
	return f, errors.Join(err, f.complete(peer, rows))
}
