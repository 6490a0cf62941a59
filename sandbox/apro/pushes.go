package apro

import (
	"container/heap"
	"net/http"
	"slices"
	"sync"
	"time"
)

// slowPlaces is the number of slow events that are delivered at a time.
const slowPlaces = 16

// parcel is a delivery that waits.
type parcel struct {
	Push
	due   time.Time
	order int64 // of parcels that are due at the same time
}

func (c *parcel) has(fault string) bool { return slices.Contains(c.Faults, fault) }

// parcels are a heap: the first is the next to send.
type parcels []*parcel

func (q parcels) Len() int      { return len(q) }
func (q parcels) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q parcels) Less(i, j int) bool {
	if !q[i].due.Equal(q[j].due) {
		return q[i].due.Before(q[j].due)
	}
	return q[i].order < q[j].order
}
func (q *parcels) Push(x any) { *q = append(*q, x.(*parcel)) }
func (q *parcels) Pop() any {
	last := len(*q) - 1
	c := (*q)[last]
	(*q)[last] = nil
	*q = (*q)[:last]
	return c
}

// pushes delivers events. It is safe for concurrent use, and enqueue does not wait for a receiver.
type pushes struct {
	out      *outgoing
	settings WebhookSettings
	seed     uint64
	// places and slow hold an element for each delivery that is being made.
	places, slow chan struct{}
	wake         chan struct{} // the queue has changed

	mu      sync.Mutex // guards the members below
	queue   parcels
	order   int64
	running bool
	counts  PushCounts
	idle    chan struct{} // closed when no delivery waits any more
	log     []Push
}

func newPushes(o *outgoing, s WebhookSettings, seed uint64) *pushes {
	return &pushes{
		out: o, settings: s, seed: seed, wake: make(chan struct{}, 1),
		places: make(chan struct{}, s.WebhookWorkers), slow: make(chan struct{}, slowPlaces),
	}
}

// enqueue takes an event, and starts to deliver if nothing has been delivered yet.
func (p *pushes) enqueue(event Push) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.counts.Events++
	event.Number = p.counts.Events
	copies, delay := p.spoil(&event)
	for k := range copies {
		c := &parcel{Push: event, due: time.Now().Add(delay)}
		c.Copy = k
		switch {
		case c.has(faultLost):
			p.drop(c, UnsentLost)
		case p.counts.Waiting >= int64(p.settings.WebhookQueue):
			p.drop(c, UnsentOverflow)
		case !p.running && !p.out.begin():
			p.drop(c, UnsentClosed)
		default:
			p.add(c)
		}
	}
}

// add adds a parcel to the queue. The caller holds the lock, and has begun the work if nothing is running.
func (p *pushes) add(c *parcel) {
	if !p.running {
		p.running = true
		go p.run()
	}
	p.order++
	c.order = p.order
	heap.Push(&p.queue, c)
	if p.counts.Waiting == 0 {
		p.idle = make(chan struct{})
	}
	p.counts.Waiting++
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// drop logs a parcel that is not sent. The caller holds the lock.
func (p *pushes) drop(c *parcel, reason string) {
	c.Unsent, c.Attempt, c.Time = reason, 0, time.Now()
	p.counts.Lost++
	p.keep(c.Push)
}

// done counts a parcel that does not wait any more. The caller holds the lock.
func (p *pushes) done() {
	p.counts.Waiting--
	if p.counts.Waiting == 0 {
		close(p.idle)
	}
}

// run delivers what is due until the emulator is closed, and then drops what waits.
func (p *pushes) run() {
	defer p.out.work.Done()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for p.out.life.Err() == nil {
		wait, slow, some := p.head()
		// Nothing can be sent to or received from a nil channel.
		var due <-chan time.Time
		var places chan struct{}
		switch {
		case some && wait > 0:
			timer.Reset(wait)
			due = timer.C
		case some && slow:
			places = p.slow
		case some:
			places = p.places
		}
		select {
		case <-p.out.life.Done():
		case <-p.wake:
		case <-due:
		case places <- struct{}{}:
			c := p.pop()
			p.out.work.Add(1)
			go func() {
				defer p.out.work.Done()
				p.deliver(c)
				<-places
			}()
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running = false
	for len(p.queue) > 0 {
		p.drop(heap.Pop(&p.queue).(*parcel), UnsentClosed)
		p.done()
	}
}

// head returns the time until the first parcel is due, and whether it is slow. Only run removes parcels, and none that comes later
// is due before one that is due now.
func (p *pushes) head() (wait time.Duration, slow, some bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.queue) == 0 {
		return 0, false, false
	}
	return time.Until(p.queue[0].due), p.queue[0].has(faultSlow), true
}

func (p *pushes) pop() *parcel {
	p.mu.Lock()
	defer p.mu.Unlock()
	return heap.Pop(&p.queue).(*parcel)
}

// deliver sends a parcel once and logs the answer. A parcel that was not taken is queued again, as often as the settings say.
func (p *pushes) deliver(c *parcel) {
	c.Attempt++
	c.Status, c.Answer, c.Err = p.post(c)
	c.Time = time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keep(c.Push)
	if c.Delivered() {
		p.counts.Delivered++
	} else {
		p.counts.Failed++
	}
	if !c.Delivered() && c.Attempt <= p.settings.WebhookRepeats && p.out.life.Err() == nil && p.running {
		again := *c
		again.due = c.Time.Add(time.Duration(p.settings.WebhookRepeatEvery))
		p.add(&again)
	}
	p.done()
}

func (p *pushes) post(c *parcel) (status int, answer string, err error) {
	address := p.out.receivers().Webhook
	if address == "" {
		return 0, "", ErrNoReceiver
	}
	r, err := http.NewRequestWithContext(p.out.life, http.MethodPost, address, p.body(c))
	if err != nil {
		return 0, "", withoutURL(err)
	}
	r.ContentLength = int64(len(c.Body))
	if kind := p.contentType(c); kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	status, start, err := p.out.send(r)
	return status, string(start), err
}
