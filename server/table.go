package server

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// sourceTable holds the sources by name. A table does not change: another one takes its place.
type sourceTable map[string]*source

// Changes names the sources that a call of SetSources changed, sorted.
type Changes struct {
	// Added are sources that were not served before, and Removed those that are not served any more. A name that refers to another
	// account is in both.
	Added, Removed []string
	// Replaced are sources that are served by a new client of the same account.
	Replaced []string
}

// Any reports whether anything changed.
func (c Changes) Any() bool { return len(c.Added)+len(c.Removed)+len(c.Replaced) > 0 }

// errRemoved is the failure of a call whose source is not served any more.
var errRemoved = errors.New("the source was removed from the server's configuration, or its name refers to another account now")

// sourceName is the pattern of the name of a source.
var sourceName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,62}$`)

// AddSource serves one more account.
func (s *Server) AddSource(cfg SourceConfig) error {
	var configs []SourceConfig
	for _, src := range *s.sources.Load() {
		configs = append(configs, src.serving.Load().config)
	}
	_, err := s.SetSources(append(configs, cfg))
	return err
}

// SetSources serves these accounts, and no others. It may be called while calls are served. A call goes on while its source is of the
// same account, and reads its next page with the new configuration; a call of a source that is removed ends with a token. After an
// error everything is as it was.
func (s *Server) SetSources(configs []SourceConfig) (Changes, error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	old, next, fresh := *s.sources.Load(), sourceTable{}, map[*source]*serving{}
	var changes Changes
	for _, cfg := range configs {
		if !sourceName.MatchString(cfg.Name) {
			return Changes{}, fmt.Errorf("source name %q: use up to 63 lower-case letters, digits, - and _", cfg.Name)
		}
		if next[cfg.Name] != nil {
			return Changes{}, fmt.Errorf("source name %q is taken: names must differ", cfg.Name)
		}
		src := old[cfg.Name]
		if src == nil || src.identity != cfg.Identity {
			src = newSource(cfg)
			changes.Added = append(changes.Added, cfg.Name)
		} else if !src.serving.Load().config.same(cfg) {
			changes.Replaced = append(changes.Replaced, cfg.Name)
		} else {
			next[cfg.Name] = src
			continue
		}
		next[cfg.Name] = src
		var err error
		if fresh[src], err = s.serve(src, cfg); err != nil {
			return Changes{}, fmt.Errorf("source %q: %w", cfg.Name, err)
		}
	}
	for src, by := range fresh {
		if err := s.kept.Claim(src.name, by.config.Account); err != nil {
			return Changes{}, fmt.Errorf("source %q: kept lists: %w", src.name, err)
		}
	}
	for src, by := range fresh {
		src.serving.Store(by)
	}
	s.sources.Store(&next)
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if next[name] != old[name] {
			old[name].remove(errRemoved)
			changes.Removed = append(changes.Removed, name)
		}
	}
	slices.Sort(changes.Added)
	slices.Sort(changes.Replaced)
	return changes, nil
}

// visible returns the names of the sources that a caller may know, sorted: all of them where there are no callers. It is the only
// place that decides so. Calls, lists of sources and errors all ask it.
func (s *Server) visible(ctx context.Context) []string {
	names := slices.Sorted(maps.Keys(*s.sources.Load()))
	session := sessionOf(ctx)
	if session == nil {
		return names
	}
	return slices.DeleteFunc(names, func(name string) bool { return !session.Caller().Sees(name) })
}

// source returns the source of a name, if the caller may know it. The error tells no more than ListSources does.
func (s *Server) source(ctx context.Context, name string) (*source, error) {
	table := *s.sources.Load()
	if src := table[name]; src != nil {
		if session := sessionOf(ctx); session == nil || session.Caller().Sees(name) {
			return src, nil
		}
	}
	return nil, unknownSource(ctx, name, s.visible(ctx))
}
