// Package pagesize learns how long a page a server is known to send, which is what makes a short page mean something.
//
// Servers cut pages silently below the size asked for, so that a page shorter than that does not end a list. A page that
// is also shorter than one the same server has sent before does.
package pagesize

import "sync/atomic"

// Proven is the length of the longest page that a server has sent. The zero value knows nothing. It is safe for concurrent
// use.
type Proven struct {
	longest atomic.Int64
}

// Saw remembers that a page of so many rows came.
func (p *Proven) Saw(rows int) {
	for {
		longest := p.longest.Load()
		if int64(rows) <= longest || p.longest.CompareAndSwap(longest, int64(rows)) {
			return
		}
	}
}

// Longest returns the length of the longest page that has come, 0 before the first.
func (p *Proven) Longest() int { return int(p.longest.Load()) }

// Short reports whether a page of so many rows is shorter than what was asked for and than a page that has come before,
// so that the server had no more.
func (p *Proven) Short(rows, asked int) bool {
	return rows < asked && int64(rows) < p.longest.Load()
}
