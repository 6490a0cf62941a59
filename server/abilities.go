package server

import (
	"crypto/sha256"
	"maps"
	"slices"
	"sync"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// maxShown is how many different abilities are kept. Sources of one connector differ in few settings that show.
const maxShown = 64

// shown has the abilities of sources, each once for all sources that have the same: they are some 60 KiB of text a source. Nothing
// of an account is in them. It is safe for concurrent use.
type shown struct {
	mu   sync.Mutex
	kept map[[sha256.Size]byte]*crmstreamv1.Source
}

// once returns a function that returns what describe returns. It calls describe once, unless too many sources differ.
func (k *shown) once(describe func() *crmstreamv1.Source) func() *crmstreamv1.Source {
	var mu sync.Mutex
	var found *crmstreamv1.Source
	return func() *crmstreamv1.Source {
		mu.Lock()
		defer mu.Unlock()
		if found != nil {
			return found
		}
		own := describe()
		if found = k.same(own); found == nil {
			return own
		}
		return found
	}
}

// same returns the abilities that are equal to these. It keeps these if they are the first, and returns nil if there are too many.
func (k *shown) same(own *crmstreamv1.Source) *crmstreamv1.Source {
	encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(own)
	if err != nil {
		return nil // the answer fails in the same way
	}
	digest := sha256.Sum256(encoded)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kept[digest] == nil {
		if len(k.kept) >= maxShown {
			return nil
		}
		if k.kept == nil {
			k.kept = map[[sha256.Size]byte]*crmstreamv1.Source{}
		}
		k.kept[digest] = own
	}
	return k.kept[digest]
}

// forget forgets what sources can do that may not be served any more.
func (k *shown) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kept = nil
}

// describeAbilities returns the lists, look-ups and writes of a source with a client.
func (s *Server) describeAbilities(by *serving, client connectors.Client) *crmstreamv1.Source {
	out := &crmstreamv1.Source{Writes: s.describeWrites(by, client)}
	for _, resource := range slices.Sorted(maps.Keys(by.lists)) {
		out.Lists = append(out.Lists, describeList(by.lists[resource]))
	}
	for _, resource := range slices.Sorted(maps.Keys(by.lookUps)) {
		out.LookUps = append(out.LookUps, resource)
		if s.batchGets[resource] != nil {
			out.BatchLookUps = append(out.BatchLookUps, resource)
		}
	}
	return out
}

func describeList(l connectors.List) *crmstreamv1.ListCapability {
	out := &crmstreamv1.ListCapability{
		Resource:            l.Resource,
		RequestFields:       l.Fields,
		Orders:              l.Orders,
		Changes:             l.Changes,
		Guarantee:           l.Guarantee,
		Assumptions:         l.Assumes,
		Cost:                l.Cost,
		PageMax:             count(l.PageMax),
		UnverifiableFilters: l.Unverifiable,
		Kept:                l.Kept,
	}
	for _, need := range l.Needs {
		out.Catalogues = append(out.Catalogues, need.String())
	}
	for _, w := range l.Where {
		key := &crmstreamv1.WhereKey{Key: w.Key}
		for _, op := range w.Ops {
			key.Operators = append(key.Operators, string(op))
		}
		out.Where = append(out.Where, key)
	}
	return out
}
