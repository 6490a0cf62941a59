package enrich

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/catalogue"
	"github.com/crmstream/crmstream/server/memory"
)

// The codes of notices about definitions.
const (
	noticeUnavailable = "CATALOGUE_UNAVAILABLE"
	noticeNotKept     = "CATALOGUE_NOT_KEPT"
	noticeSchemaCut   = "SCHEMA_CUT"
)

// Source reads the definitions of the values of one source's records. Set its fields before its first use; after that it is
// safe for concurrent use.
type Source struct {
	// Name is the source's name, and Account a digest of its configuration.
	Name, Account string
	// TimeZone is the zone in which the upstream's times without a zone are read.
	TimeZone *time.Location
	// Lists are the lists of the source, by resource. The lists that others need are kept lists.
	Lists map[string]connectors.List
	// Kept has the kept lists, which are read again once they are older than Age.
	Kept *catalogue.Store
	Age  time.Duration
	// Memory bounds the pages that are read.
	Memory *memory.Budget

	mu       sync.Mutex
	compiled map[string]compiled // by resource
}

// Key names a kept list of the source.
func (s *Source) Key(resource, variant string) catalogue.Key {
	return catalogue.Key{Source: s.Name, Account: s.Account, Resource: resource, Variant: variant}
}

// needed returns the key of a kept list that another list needs, and the function that reads it.
func (s *Source) needed(need connectors.Need) (catalogue.Key, catalogue.Read) {
	list, variant := s.Lists[need.Resource], ""
	req := list.Request().New()
	set := func(field protoreflect.Name, value string) {
		req.Set(req.Descriptor().Fields().ByName(field), protoreflect.ValueOfString(value))
	}
	set("source", s.Name)
	if need.Of != "" {
		set("resource", need.Of)
		variant = "resource=" + need.Of
	}
	fetch, err := list.Open(req.Interface(), nil)
	if err != nil {
		fetch = func(context.Context, connectors.PageRequest) (connectors.Page, error) { return connectors.Page{}, err }
	}
	return s.Key(need.Resource, variant), catalogue.Whole(s.Memory.Bounded(fetch, true))
}

// Definitions returns the definitions that the values of a list's records have, for a request that writes them. It reads kept lists
// that are missing, or that were read before since; nil accepts any age.
func (s *Source) Definitions(ctx context.Context, list connectors.List, since *time.Time) (*Definitions, error) {
	return s.read(ctx, list, since)
}

// read returns the definitions that a list needs. It reads kept lists that are missing, or that were read before since; nil
// accepts any age. If a kept list cannot be read, the values stay as the upstream sent them, which a notice states.
func (s *Source) read(ctx context.Context, list connectors.List, since *time.Time) (*Definitions, error) {
	lists := make([]*catalogue.List, len(list.Needs))
	var notices []connectors.Notice
	for i, need := range list.Needs {
		key, read := s.needed(need)
		var err error
		if since == nil {
			lists[i], err = s.Kept.Need(ctx, key, s.Age, read)
		} else {
			most := time.Since(*since)
			lists[i], err = s.Kept.Get(ctx, key, s.Age, &most, read)
		}
		if err != nil {
			if ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			notices = append(notices, connectors.Notice{
				Code: noticeUnavailable, Message: fmt.Sprintf("%s: %s: values stay as the upstream sent them", need, public(err)),
			})
		}
	}
	return s.compile(list, lists).with(notices), nil
}

// public returns the text of an error for a notice. The text of an error that is not of the contract may have internal details.
func public(err error) string {
	var ce *connectors.Error
	if errors.As(err, &ce) {
		return valid(ce.Error())
	}
	return "a fault of crmstream itself"
}

// valid returns the text with U+FFFD in place of bytes that no message can have.
func valid(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

// KeptDefinitions returns the definitions that a list needs, as far as they are kept, with a notice of the missing ones. It
// does not wait for the upstream.
func (s *Source) KeptDefinitions(list connectors.List) *Definitions {
	lists := make([]*catalogue.List, len(list.Needs))
	var missing []string
	for i, need := range list.Needs {
		key, read := s.needed(need)
		if lists[i] = s.Kept.Kept(key, s.Age, read); lists[i] == nil {
			missing = append(missing, need.String())
		}
	}
	d := s.compile(list, lists)
	if len(missing) == 0 {
		return d
	}
	return d.with([]connectors.Notice{{
		Code: noticeNotKept,
		Message: fmt.Sprintf("%s: not kept yet, so names and ids of options are left out; list %s once, which reads what is missing",
			strings.Join(missing, ", "), list.Resource),
	}})
}

// known reports whether read would send no request to the upstream.
func (s *Source) known(list connectors.List) bool {
	for _, need := range list.Needs {
		if key, _ := s.needed(need); !s.Kept.Known(key) {
			return false
		}
	}
	return true
}
