package scan

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// keyset is a fake upstream list of ascending numbers, read by keyset, whose pages guess where the next ones are.
type keyset struct {
	numbers    []int
	size, step int // rows of a page, and how far apart guesses are
	latency    func(from int) time.Duration
	fail       map[int]error               // by place
	bend       func(int, *connectors.Page) // changes the page at a place
	mu         sync.Mutex
	asked      []int               // places, in the order of asking
	now, most  int                 // fetches under way, and the most there were
	held       int                 // pages that are not released
	crowded    func(from int) bool // whether there is no memory for an early page
}

func (k *keyset) fetch(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	from, _ := strconv.Atoi(string(at.Cursor))
	k.mu.Lock()
	k.asked = append(k.asked, from)
	k.now++
	k.most = max(k.most, k.now)
	k.mu.Unlock()
	defer func() { k.mu.Lock(); k.now--; k.mu.Unlock() }()
	if k.latency != nil {
		select {
		case <-time.After(k.latency(from)):
		case <-ctx.Done():
			return connectors.Page{}, ctx.Err()
		}
	}
	if err := k.fail[from]; err != nil {
		return connectors.Page{}, err
	}
	if at.Early && k.crowded != nil && k.crowded(from) {
		return connectors.Page{}, connectors.ErrNoMemory
	}
	first, _ := slices.BinarySearch(k.numbers, from+1)
	rows := k.numbers[first:min(first+k.size, len(k.numbers))]
	page := connectors.Page{}
	for _, n := range rows {
		page.Records = append(page.Records, record(name(n)))
	}
	if first+k.size < len(k.numbers) {
		k.lead(&page, rows[len(rows)-1])
	}
	if k.bend != nil {
		k.bend(from, &page)
	}
	k.hold(1)
	page.Release = func() { k.hold(-1) }
	return page, nil
}

func (k *keyset) hold(n int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.held += n
}

// lead makes a page one that goes on behind a number.
func (k *keyset) lead(page *connectors.Page, last int) {
	page.Next = connectors.Cursor(strconv.Itoa(last))
	page.Joins = func(place connectors.Cursor) bool {
		n, _ := strconv.Atoi(string(place))
		return n <= last
	}
	highest := k.numbers[len(k.numbers)-1]
	page.Ahead = func(from connectors.Cursor) connectors.Cursor {
		n, _ := strconv.Atoi(string(from))
		if n+k.step >= highest {
			return ""
		}
		return connectors.Cursor(strconv.Itoa(n + k.step))
	}
}

func name(n int) string { return fmt.Sprintf("%06d", n) }

func names(numbers []int) []string {
	all := make([]string, len(numbers))
	for i, n := range numbers {
		all[i] = name(n)
	}
	return all
}

// counted returns the numbers from 1 to n, but for those that a function leaves out.
func counted(n int, without func(int) bool) []int {
	var numbers []int
	for i := 1; i <= n; i++ {
		if without == nil || !without(i) {
			numbers = append(numbers, i)
		}
	}
	return numbers
}

// underWay returns how many fetches have not ended.
func (k *keyset) underWay() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.now
}

// places returns those that were asked for, in the order of asking.
func (k *keyset) places() []int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.asked)
}
