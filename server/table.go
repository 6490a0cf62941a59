package server

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"

	"github.com/crmstream/crmstream/connectors"
)

// sourceTable has the sources by name. A table does not change: a new one replaces it.
type sourceTable map[string]*source

// Changes are the names of the sources that a call of SetSources changed, sorted.
type Changes struct {
	// Added are the sources that were not served before, and Removed the sources that are not served any more. A name that
	// refers to another account now is in both.
	Added, Removed []string
	// Replaced are the sources that a new client of the same account serves.
	Replaced []string
}

// Any reports whether anything changed.
func (c Changes) Any() bool { return len(c.Added)+len(c.Removed)+len(c.Replaced) > 0 }

// errRemoved is the error of a call with a source that is not served any more.
var errRemoved = errors.New("the source was removed from the server's configuration, or its name refers to another account now")

// sourceName is the pattern of the name of a source.
var sourceName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,62}$`)

// AddSource adds a source to those that are served.
func (s *Server) AddSource(cfg SourceConfig) error {
	var configs []SourceConfig
	for _, src := range *s.sources.Load() {
		configs = append(configs, src.serving.Load().config)
	}
	_, err := s.SetSources(append(configs, cfg))
	return err
}

// SetSources serves these sources and no others. It may be called while calls are served. If a source still has the same
// account, its calls go on and read the next page with the new configuration. If a source is removed, its calls end with a
// resume token. After an error the sources are as they were; only the kept lists of accounts that were to be replaced may be
// gone.
func (s *Server) SetSources(configs []SourceConfig) (Changes, error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	old, next, fresh := *s.sources.Load(), sourceTable{}, map[*source]*serving{}
	var changes Changes
	var unused []*connectors.Vault // of the clients that serve nothing after this call
	defer func() {
		for _, vault := range unused {
			vault.Release()
		}
	}()
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
		by, err := s.serve(src, cfg)
		if err != nil {
			return Changes{}, fmt.Errorf("source %q: %w", cfg.Name, err)
		}
		fresh[src], unused = by, append(unused, by.vault)
	}
	for src, by := range fresh {
		if err := s.kept.Claim(src.name, by.config.Account); err != nil {
			return Changes{}, fmt.Errorf("source %q: kept lists: %w", src.name, err)
		}
	}
	if err := s.receive(next, fresh); err != nil {
		return Changes{}, err
	}
	unused = nil
	for src, by := range fresh {
		if before := src.serving.Swap(by); before != nil {
			unused = append(unused, before.vault)
		}
	}
	s.sources.Store(&next)
	s.shown.forget()
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if next[name] != old[name] {
			old[name].remove(errRemoved)
			unused = append(unused, old[name].serving.Load().vault)
			changes.Removed = append(changes.Removed, name)
		}
	}
	slices.Sort(changes.Added)
	slices.Sort(changes.Replaced)
	return changes, nil
}

// visible returns the names of the sources that the caller may see, sorted. These are all sources where there are no callers.
func (s *Server) visible(ctx context.Context) []string {
	names := slices.Sorted(maps.Keys(*s.sources.Load()))
	session := sessionOf(ctx)
	if session == nil {
		return names
	}
	return slices.DeleteFunc(names, func(name string) bool { return !session.Caller().Sees(name) })
}

// source returns the source of a name, if the caller may see it. The error names only sources that ListSources returns too.
func (s *Server) source(ctx context.Context, name string) (*source, error) {
	table := *s.sources.Load()
	if src := table[name]; src != nil {
		if session := sessionOf(ctx); session == nil || session.Caller().Sees(name) {
			return src, nil
		}
	}
	return nil, unknownSource(ctx, name, s.visible(ctx))
}
