package inbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/crmstream/crmstream/server/changelog"
)

const (
	// aliveEvery is how often the server notes that it receives. A gap begins at the last note before a stop.
	aliveEvery = time.Minute
	// pruneEvery is how often messages are forgotten that the logs do not keep any more.
	pruneEvery = time.Hour
	// smsADay is the number of sequences for a day in the log of text messages. See the package comment.
	smsADay = 100_000
	// repeatWindow is the time within which the same body is the same event.
	repeatWindow = 10 * time.Minute
	// maxEvent is the largest entry, with room for what is around a body of 1 MiB.
	maxEvent = 1280 << 10
	maxSMS   = 256 << 10
	// leastWindow is the window of a log with entries that have no keys.
	leastWindow = 100 * time.Millisecond
)

// Settings bound the logs.
type Settings struct {
	// Bytes is the size of the logs on the disk.
	Bytes int64
	// Retention is how long events are kept, and SMSRetention text messages.
	Retention, SMSRetention time.Duration
}

// DefaultSettings are the settings of a configuration without them.
func DefaultSettings() Settings {
	return Settings{Bytes: 10 << 30, Retention: 7 * 24 * time.Hour, SMSRetention: 30 * 24 * time.Hour}
}

// Source is a source that receives something.
type Source struct {
	Name string
	// Identity identifies the account.
	Identity string
	// Events, Texts and Calls say what it receives.
	Events, Texts, Calls bool
}

// feeds returns the names by which it is remembered what the source receives, and whether each is in the log of text messages. Calls have
// no name of their own beside events: they expire within a minute, and a gap of theirs would be one of events.
func (s Source) feeds() map[string]bool {
	feeds := map[string]bool{}
	if s.Events {
		feeds[s.Name+" events"] = false
	} else if s.Calls {
		feeds[s.Name+" calls"] = false
	}
	if s.Texts {
		feeds[s.Name+" sms"] = true
	}
	return feeds
}

// eventsLog and smsLog return the names of the logs of a source.
func eventsLog(source string) string { return "EVENTS_" + source }
func smsLog(source string) string    { return "SMS_" + source }

// Logs returns the settings of the logs of sources. First sequences are of the day.
func (s Settings) Logs(sources []string, now time.Time) changelog.Settings {
	days := uint64(max(0, now.Sub(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)).Hours()/24))
	settings := changelog.Settings{MaxBytes: s.Bytes}
	for _, source := range sources {
		settings.Logs = append(settings.Logs, changelog.Config{
			Name: eventsLog(source), Retention: s.Retention, Window: min(repeatWindow, s.Retention), MaxEntry: maxEvent,
		}, changelog.Config{
			Name: smsLog(source), Retention: s.SMSRetention, Window: leastWindow, MaxEntry: maxSMS, First: 1 + days*smsADay,
		})
	}
	return settings
}

// Inbox has the boxes of all sources. It is safe for concurrent use.
type Inbox struct {
	store    changelog.Logs
	settings Settings
	path     string // of the file of what was seen
	log      *slog.Logger
	// prepare returns the function that reads the events of a source; see newFeed.
	prepare func(source string) Prepare

	changing sync.Mutex // held by Set
	writing  sync.Mutex // held while the file is written, and never mu, which each request needs
	mu       sync.RWMutex
	boxes    map[string]*Box // of all sources that there have been
	seen     map[string]seen
	open     map[string]bool // what is received now, by the names of Source.feeds
	serving  map[string]bool // the sources that receive something now
}

// Open returns an inbox without boxes. The file of a path remembers when each source was last served.
func Open(store changelog.Logs, settings Settings, path string, log *slog.Logger, prepare func(source string) Prepare) (*Inbox, error) {
	before, err := readSeen(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: restore the file, or remove it: then watches say that what came before is not known", path, err)
	}
	return &Inbox{store: store, settings: settings, path: path, log: log, prepare: prepare, boxes: map[string]*Box{}, seen: before, open: map[string]bool{}}, nil
}

// Box returns the box of a source, nil if the source receives nothing.
func (i *Inbox) Box(source string) *Box {
	if i == nil {
		return nil
	}
	i.mu.RLock()
	defer i.mu.RUnlock()
	if !i.serving[source] {
		return nil
	}
	return i.boxes[source]
}

// Set opens boxes for these sources and no others. A source that goes on keeps its box, and one that comes back gets its old one: a
// request that is under way may still use it. After an error the boxes are as they were.
func (i *Inbox) Set(ctx context.Context, sources []Source) error {
	i.changing.Lock()
	defer i.changing.Unlock()
	boxes, before, open := i.state()
	names := slices.Sorted(maps.Keys(boxes))
	for _, source := range sources {
		if boxes[source.Name] == nil {
			names = append(names, source.Name)
		}
	}
	now := time.Now()
	if err := i.store.Set(i.settings.Logs(names, now)); err != nil {
		return err
	}
	next, serving := map[string]bool{}, map[string]bool{}
	for _, source := range sources {
		box := boxes[source.Name]
		if box == nil {
			var err error
			if box, err = i.newBox(ctx, source.Name); err != nil {
				return fmt.Errorf("source %q: %w", source.Name, err)
			}
			boxes[source.Name] = box
		}
		identity := digestText(source.Identity)
		for name, sms := range source.feeds() {
			last, known := before[name]
			if !open[name] || last.Identity != identity {
				if err := begin(ctx, box.log(sms), last, known, identity); err != nil {
					return fmt.Errorf("source %q: %w", source.Name, err)
				}
			}
			next[name], before[name] = true, seen{Alive: now, Identity: identity}
		}
		serving[source.Name] = true
	}
	i.mu.Lock()
	i.boxes, i.seen, i.open, i.serving = boxes, before, next, serving
	i.mu.Unlock()
	return i.alive(ctx)
}

// state returns copies of what the inbox has.
func (i *Inbox) state() (boxes map[string]*Box, before map[string]seen, open map[string]bool) {
	i.mu.RLock()
	defer i.mu.RUnlock()
	return maps.Clone(i.boxes), maps.Clone(i.seen), maps.Clone(i.open)
}

// newBox opens the box of a source.
func (i *Inbox) newBox(ctx context.Context, source string) (*Box, error) {
	events, err := i.store.Log(eventsLog(source))
	if err != nil {
		return nil, err
	}
	texts, err := i.store.Log(smsLog(source))
	if err != nil {
		return nil, err
	}
	box := &Box{
		source: source, events: events, texts: texts,
		Events: newFeed(events, i.prepare(source)), Calls: newFeed(events, ignore), Texts: newFeed(texts, ignore),
	}
	return box, box.load(ctx)
}

// ignore is the prepare of a feed with entries that depend on the time of their delivery.
func ignore(context.Context, changelog.Record) ([]byte, error) { return nil, nil }

func digestText(text string) string { return fmt.Sprintf("%x", digest(text)) }

// Run notes every minute that the server receives, until the context ends.
func (i *Inbox) Run(ctx context.Context) {
	minute, hour := time.NewTicker(aliveEvery), time.NewTicker(pruneEvery)
	defer minute.Stop()
	defer hour.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-minute.C:
			if err := i.alive(ctx); err != nil {
				i.log.Error("what is received cannot be noted", "error", err.Error())
			}
		case <-hour.C:
			boxes, _, _ := i.state()
			for _, box := range boxes {
				if err := box.prune(ctx); err != nil {
					i.log.Error("old text messages cannot be forgotten", "source", box.source, "error", err.Error())
				}
			}
		}
	}
}

// alive stores the gaps of refused requests, and that the server receives.
func (i *Inbox) alive(ctx context.Context) error {
	var failed error
	boxes, _, open := i.state()
	for _, box := range boxes {
		failed = errors.Join(failed, box.flush(ctx))
	}
	i.writing.Lock()
	defer i.writing.Unlock()
	return errors.Join(failed, writeSeen(i.path, i.note(open)))
}

// note notes that sources receive now, and returns a copy of what is noted of all.
func (i *Inbox) note(open map[string]bool) map[string]seen {
	i.mu.Lock()
	defer i.mu.Unlock()
	for name := range open {
		i.seen[name] = seen{Alive: time.Now(), Identity: i.seen[name].Identity}
	}
	return maps.Clone(i.seen)
}

// Close notes the end of receiving, and closes the logs.
func (i *Inbox) Close(ctx context.Context) error {
	return errors.Join(i.alive(ctx), i.store.Close())
}

// LogState is what a log has, or why it cannot be asked.
type LogState struct {
	// Source is the source of the log, and Name its name.
	Source, Name string
	Bounds       changelog.Bounds
	Err          error
}

// Logs returns the state of all logs, by name.
func (i *Inbox) Logs(ctx context.Context) []LogState {
	if i == nil {
		return nil
	}
	boxes, _, _ := i.state()
	var states []LogState
	for _, name := range slices.Sorted(maps.Keys(boxes)) {
		box := boxes[name]
		for log, of := range map[string]changelog.Log{eventsLog(name): box.events, smsLog(name): box.texts} {
			state := LogState{Source: name, Name: log}
			state.Bounds, state.Err = of.Bounds(ctx)
			states = append(states, state)
		}
	}
	return states
}
