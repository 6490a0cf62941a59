package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"google.golang.org/grpc"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// opening is what it takes until a reader has the first records of a list.
type opening struct {
	upstream, ours time.Duration // medians
	requests, most float64       // upstream, of readers that leave then: the mean, and the most of a list
}

func (o opening) added() float64        { return (o.ours - o.upstream).Seconds() * 1e3 }
func (o opening) meanRequests() float64 { return o.requests }

// first compares the time to the first record with that of the upstream's first page, and counts the upstream requests of readers that
// leave then.
func (b *bench) first(ctx context.Context) error {
	const lists = 200
	b.title("first message of %d lists of contacts at %d a page, one after the other, each left then", lists, openedPage)
	all := map[string][]opening{}
	for range b.rounds {
		for _, name := range b.programs() {
			o, err := b.opening(ctx, name, lists)
			if err != nil {
				return err
			}
			all[name] = append(all[name], o)
		}
	}
	for _, name := range b.programs() {
		note(name, "%8.3f ms, the upstream's page alone %.3f ms; upstream requests of a list: mean %.2f, most %.0f",
			median(all[name], func(o opening) float64 { return o.ours.Seconds() * 1e3 }),
			median(all[name], func(o opening) float64 { return o.upstream.Seconds() * 1e3 }),
			median(all[name], opening.meanRequests), median(all[name], func(o opening) float64 { return o.most }))
	}
	if b.before != "" {
		note(before+", ms added to the upstream's page", "%8.2f", median(all[before], opening.added))
		note("ms added, now against before", "%8.2f", ratio(all[now], all[before], opening.added))
	}
	b.atMost("ms added to the upstream's page", median(all[now], opening.added), 0.6)
	b.atMost("upstream requests of a list that is left", median(all[now], opening.meanRequests), 2)
	return nil
}

// openedPage is the size of the first page of lists that are opened.
const openedPage = 50

// opening opens lists of a new account. In between it asks the account itself for the same page.
func (b *bench) opening(ctx context.Context, name string, lists int) (o opening, err error) {
	const warm, rows = 20, 100_000
	var upstream, ours []time.Duration
	err = b.serving(ctx, name, rows, setup{sources: 1, page: openedPage}, func(up *process, p *program) (err error) {
		conn, err := dial(p.address)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, conn.Close()) }()
		for i := range warm + lists {
			page, err := timed(func() error { return askPage(ctx, up.address) })
			if err != nil {
				return err
			}
			list, served, err := openList(ctx, conn, up, i)
			if err != nil {
				return err
			}
			if i >= warm {
				upstream, ours = append(upstream, page), append(ours, list)
				o.requests, o.most = o.requests+float64(served)/float64(lists), max(o.most, float64(served))
			}
		}
		return nil
	})
	if err != nil {
		return o, err
	}
	slices.Sort(upstream)
	slices.Sort(ours)
	o.upstream, o.ours = upstream[lists/2], ours[lists/2]
	return o, nil
}

// timed returns how long a function takes.
func timed(f func() error) (time.Duration, error) {
	began := time.Now()
	err := f()
	return time.Since(began), err
}

// openList opens a list, different by its number, and leaves it after the first message. It returns the time until that message, and how
// many requests the upstream served.
func openList(ctx context.Context, conn *grpc.ClientConn, up *process, number int) (took time.Duration, served int, err error) {
	const settled = 15 * time.Millisecond // what the server still asks for comes within this time
	earlier, err := requests(ctx, up.address)
	if err != nil {
		return 0, 0, err
	}
	took, err = timed(func() error {
		ctx, leave := context.WithCancel(ctx)
		defer leave()
		stream, err := open(ctx, conn, &crmstreamv1.ListContactsRequest{
			Source:         sourceName,
			ActivityBefore: time.Date(2100, time.January, number+1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), // later than all rows
		})
		if err != nil {
			return err
		}
		records := 0
		if err := stream.RecvMsg(&records); err != nil {
			return err
		}
		if records == 0 {
			return errors.New("the first message has no record")
		}
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	time.Sleep(settled)
	served, err = requests(ctx, up.address)
	return took, served - earlier, err
}
