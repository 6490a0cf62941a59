package quota

import "time"

// A block is what one line of the ledger pays for ahead: slots of one caller. So neither a scan that reads fast nor one look-up after the
// other waits for the disk at each request. The window knows nothing of blocks: a slot of a block is given when any other slot would be
// given. If the process ends, all slots of the block count, as bulk slots: that leaves no more to any class than there is.
type block struct {
	caller string
	line   stamp // when the slots begin to count, by the ledger: a grace after the last moment at which one may be given
	until  time.Duration
	left   int
}

// mostPaid is the most slots of a block. A sync of the disk for each 64 requests costs next to nothing, and a crash makes no more than
// these count in vain.
const mostPaid = 64

// validity returns how long slots of a block may be given after the block was written.
func (c Config) validity() time.Duration { return c.Window / 200 }

// blockSize returns how many slots a block has, at most one in 200 of the window's; 1 means that there are no blocks. A budget of less
// than a request a second has none: it cannot use up a block in time, and its callers do not wait for the disk but for slots.
func (c Config) blockSize() int {
	if float64(c.Requests) < c.Window.Seconds() {
		return 1
	}
	return max(1, min(c.Requests/200, mostPaid))
}

// valid reports whether slots of a block may be given at a moment. All clocks must say so: the process's clock stops while the machine
// sleeps, and the wall clock may be set.
func (k *block) valid(now time.Duration, present stamp, grace time.Duration) bool {
	last := k.line.after(-grace)
	return now <= k.until && present.boot == last.boot && present.uptime <= last.uptime && !present.wall.After(last.wall)
}

// pay takes the slot of a waiter from the block, and reports whether it could.
func (b *Budget) pay(w *waiter, now time.Duration, present stamp) bool {
	k := b.block
	if k == nil || k.left == 0 || k.caller != w.call.Caller || !k.valid(now, present, b.config.grace()) {
		return false
	}
	k.left--
	w.block = k
	return true
}

// lines returns the lines that slots of waiters need in the ledger. If all are slots of one caller, and no other block is in use, this
// is the line of a block. The block is in use after its line was written.
func (b *Budget) lines(unpaid []*waiter, now time.Duration, present stamp) (lines []byte, opened *block) {
	if b.mayOpen(unpaid, now, present) {
		validity, grace := b.config.validity(), b.config.grace()
		opened = &block{caller: unpaid[0].call.Caller, line: present.after(validity + grace), until: now + validity}
		size := max(b.config.blockSize(), len(unpaid))
		opened.left = size - len(unpaid)
		for _, w := range unpaid {
			w.block = opened
		}
		rest := b.block.rest()
		b.block = nil // its rest is taken back once
		return append(rest, opened.text(size)...), opened
	}
	var added entries
	for _, w := range unpaid {
		added.slots = append(added.slots, w.slot)
	}
	return added.text(now, present, b.config), nil
}

// mayOpen reports whether the slots of waiters are written as a block.
func (b *Budget) mayOpen(unpaid []*waiter, now time.Duration, present stamp) bool {
	if b.config.blockSize() == 1 || b.block != nil && b.block.left > 0 && b.block.valid(now, present, b.config.grace()) {
		return false
	}
	for _, w := range unpaid {
		if w.call.Caller != unpaid[0].call.Caller {
			return false
		}
	}
	return true
}

// text returns the line by which so many slots of the block count; with a negative number they no longer count.
func (k *block) text(count int) []byte {
	return append([]byte(line{stamp: k.line, class: bulkMark, caller: k.caller, count: count}.String()), '\n')
}

// rest returns the line by which the slots that were not given no longer count.
func (k *block) rest() []byte {
	if k == nil || k.left == 0 {
		return nil
	}
	return k.text(-k.left)
}

// dropBlock ends the block. The slots that were not given no longer count, unless the line that says so is lost.
func (b *Budget) dropBlock() {
	if rest := b.block.rest(); rest != nil {
		// The error is left out: without the line, the slots count.
		_ = b.ledger.add(rest, unsynced)
	}
	b.block = nil
}
