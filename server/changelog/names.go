package changelog

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/crmstream/crmstream/internal/durable"
)

// namesFile has the names and identities of the logs of a folder. NATS passes over a stream that it cannot read, and would
// create the stream anew: this file is how the difference is seen.
const namesFile = "log.json"

// names has the identities of logs by their names.
type names map[string]uint64

func readNames(dir string) (names, error) {
	text, err := durable.ReadOwn(filepath.Join(dir, namesFile))
	if errors.Is(err, fs.ErrNotExist) {
		// A folder with streams and without this file is one that a start before has left.
		return names{}, nil
	}
	if err != nil {
		return nil, err
	}
	known := names{}
	err = json.Unmarshal(text, &known)
	if err == nil && known == nil {
		err = errors.New("null is no object with names")
	}
	if err != nil {
		return nil, &DamagedError{Dir: dir, Err: fmt.Errorf("%s: %w", namesFile, err)}
	}
	return known, nil
}

func writeNames(dir string, known names) error {
	text, err := json.MarshalIndent(known, "", "  ")
	if err != nil {
		return err
	}
	return durable.Write(filepath.Join(dir, namesFile), append(text, '\n'))
}

// streamDir returns the folder of a log's stream. NATS chooses the name.
func streamDir(dir, name string) string {
	return filepath.Join(guard{dir}.streams(), name)
}

// openLogs opens logs with an engine that has just started, and creates those that were never there.
func (s *JetStream) openLogs(e *engine, g guard, want *logSet) error {
	known, err := readNames(s.dir)
	if err != nil {
		return err
	}
	there, err := streamsOf(e)
	if err != nil {
		return err
	}
	for name, id := range known {
		if info, ok := there[name]; !ok {
			return &DamagedError{name, s.dir, whyMissing(s.dir, name, e)}
		} else if identityOf(info) != id {
			return &DamagedError{name, s.dir, errors.New("the stream is another one than before")}
		}
	}
	// All logs are open: from here on what the engine removes is meant to go.
	if err := g.end(); err != nil {
		return err
	}
	return s.arrange(e, want, there, known)
}

// whyMissing returns why the engine does not have a stream.
func whyMissing(dir, name string, e *engine) error {
	if !there(streamDir(dir, name)) && !there(filepath.Join(guard{dir}.second(), name)) {
		return errors.New("its folder is not there")
	}
	return e.ears.complaints()
}

func streamsOf(e *engine) (map[string]*jetstream.StreamInfo, error) {
	there := map[string]*jetstream.StreamInfo{}
	err := e.request(func(ctx context.Context) error {
		list := e.js.ListStreams(ctx)
		for info := range list.Info() {
			there[info.Config.Name] = info
		}
		return list.Err()
	})
	return there, err
}

// arrange makes the streams of an engine those of the wanted logs. Streams that are no longer wanted go when they have no entries.
// They leave the file of names before: one that is named and not there would be taken for damage.
func (s *JetStream) arrange(e *engine, want *logSet, there map[string]*jetstream.StreamInfo, known names) error {
	before := maps.Clone(known)
	var gone []string
	for name, info := range there {
		if want.logs[name] == nil && info.State.Msgs == 0 {
			gone = append(gone, name)
			delete(there, name)
			delete(known, name)
		}
	}
	if err := share(e, want, there); err != nil {
		return err
	}
	for name, log := range want.logs {
		if err := e.request(func(ctx context.Context) error { return log.open(ctx, e) }); err != nil {
			return fmt.Errorf("log %s: %w", name, err)
		}
		known[name] = log.id
	}
	if !maps.Equal(before, known) {
		if err := writeNames(s.dir, known); err != nil {
			return err
		}
	}
	for _, name := range gone {
		// One that could not be removed is found the next time.
		_ = e.request(func(ctx context.Context) error { return e.js.DeleteStream(ctx, name) })
	}
	return nil
}

// share gives each stream its part of the disk. All that shrink come before those that are created.
func share(e *engine, want *logSet, there map[string]*jetstream.StreamInfo) error {
	configs := map[string]Config{}
	all := len(there)
	for _, c := range want.settings.Logs {
		configs[c.Name] = c
		if there[c.Name] == nil {
			all++
		}
	}
	bytes := shareOf(want.settings.MaxBytes, all)
	for name, info := range there {
		config := info.Config
		config.MaxBytes = bytes
		if c, ok := configs[name]; ok {
			c.apply(&config)
		}
		if same(config, info.Config) {
			continue // an update is written to the disk, which may be full
		}
		err := e.request(func(ctx context.Context) error {
			_, err := e.js.UpdateStream(ctx, config)
			return err
		})
		if err != nil {
			return fmt.Errorf("log %s: %w", name, err)
		}
	}
	for name, c := range configs {
		if there[name] != nil {
			continue
		}
		config := jetstream.StreamConfig{
			Name: name, Subjects: []string{subjectOf(name)}, MaxBytes: bytes, FirstSeq: max(1, c.First),
			Storage: jetstream.FileStorage, Retention: jetstream.LimitsPolicy, Discard: jetstream.DiscardOld, Replicas: 1,
			DenyDelete: true, DenyPurge: true, AllowDirect: true,
		}
		c.apply(&config)
		err := e.request(func(ctx context.Context) error {
			_, err := e.js.CreateStream(ctx, config)
			return err
		})
		if err != nil {
			return fmt.Errorf("log %s: %w", name, err)
		}
	}
	return nil
}

// headroom is what an entry may take beside its body: the frame, and a header with its key.
const headroom = frameOverhead + maxKind + 256

// apply sets what may change while there are entries.
func (c Config) apply(config *jetstream.StreamConfig) {
	config.MaxAge, config.Duplicates, config.MaxMsgSize = c.Retention, c.Window, int32(c.MaxEntry+headroom)
}

// same reports whether nothing of what may change differs.
func same(a, b jetstream.StreamConfig) bool {
	return a.MaxBytes == b.MaxBytes && a.MaxAge == b.MaxAge && a.Duplicates == b.Duplicates && a.MaxMsgSize == b.MaxMsgSize
}

func subjectOf(name string) string { return "log." + name }

// identityOf returns the identity of a stream: the moment at which it was created, which it keeps.
func identityOf(info *jetstream.StreamInfo) uint64 { return uint64(info.Created.UnixNano()) }
