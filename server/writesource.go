package server

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// instant is when something last happened. It is safe for concurrent use.
type instant struct{ at atomic.Pointer[time.Time] }

// now notes that it happens now.
func (i *instant) now() {
	at := time.Now()
	i.at.Store(&at)
}

// last returns when it last happened, the zero time for never.
func (i *instant) last() time.Time {
	if at := i.at.Load(); at != nil {
		return *at
	}
	return time.Time{}
}

// allows reports whether the configuration allows a write.
func (c SourceConfig) allows(key writeKey) bool {
	return slices.Contains(c.Writes[key.resource], key.act.String())
}

// writesOf returns the writes of a client, with the checks of listsOf.
func (s *Server) writesOf(client connectors.Client) (map[writeKey]connectors.Write, error) {
	found := map[writeKey]connectors.Write{}
	for _, write := range client.Writes() {
		key := writeKey{write.Resource, write.Act}
		if _, again := found[key]; again {
			return nil, fmt.Errorf("%T declares to %s %s twice", client, write.Act, write.Resource)
		}
		var method *api.Method
		for kind, act := range acts {
			if act == write.Act {
				method = s.writes[write.Resource][kind]
			}
		}
		err := fits(method, write.Request())
		switch {
		case err != nil:
		case write.Join == nil || write.Send == nil:
			err = errors.New("it lacks Join or Send")
		case classes[write.Settling] == "":
			err = errors.New("it does not say how an unknown outcome is settled")
		}
		if err != nil {
			return nil, fmt.Errorf("%T: to %s %s: %w", client, write.Act, write.Resource, err)
		}
		found[key] = write
	}
	return found, nil
}

// settlings say how an unknown outcome is settled.
var settlings = map[connectors.Settling]string{
	connectors.SettledByID:      "the record is read back",
	connectors.SettledByMarker:  "the records are searched for the marker of the write",
	connectors.SettledByContent: "the server names records that may be the written one; a person decides (ResolveWrite)",
	connectors.SettledByPerson:  "a person decides (ResolveWrite)",
}

// describeWrites returns the writes of a source's client, in the order of the API's methods.
func (s *Server) describeWrites(by *serving, client connectors.Client) []*crmstreamv1.WriteCapability {
	var all []*crmstreamv1.WriteCapability
	for _, write := range client.Writes() { // by.writes would keep them
		key := writeKey{write.Resource, write.Act}
		for _, m := range s.writes[key.resource] {
			if acts[m.Kind.One()] != key.act {
				continue
			}
			op := write.Op
			if m.Kind.Batch() {
				op = cmp.Or(write.BatchOp, op)
			}
			all = append(all, &crmstreamv1.WriteCapability{
				Method: methodName(m), Allowed: s.gate != nil && by.config.allows(key), Fields: describeWritable(write),
				Settling: settlings[write.Settling], Proof: proofOf(write), Cost: write.Cost, Assumptions: write.Assumes, Op: op,
			})
		}
	}
	if by.upload != nil {
		all = append(all, s.describeUpload(by))
	}
	slices.SortFunc(all, func(a, b *crmstreamv1.WriteCapability) int {
		x, y := s.methods[a.GetMethod()].Desc, s.methods[b.GetMethod()].Desc
		if x.Parent() != y.Parent() {
			return cmp.Compare(x.Parent().FullName(), y.Parent().FullName())
		}
		return x.Index() - y.Index()
	})
	return all
}

// describeWritable returns the fields that a write sets.
func describeWritable(write connectors.Write) []*crmstreamv1.WritableField {
	var fields []*crmstreamv1.WritableField
	for _, f := range write.Fields {
		if write.Act == connectors.Create && f.OnCreate || write.Act == connectors.Update && f.OnUpdate {
			fields = append(fields, &crmstreamv1.WritableField{
				Field: f.Name, Obligatory: f.Required && write.Act == connectors.Create, Clearable: f.Clearable && write.Act == connectors.Update,
			})
		}
	}
	return fields
}

// proofOf says how a write is proved.
func proofOf(write connectors.Write) string {
	switch {
	case write.Unread:
		return "none: the upstream shows nothing that the write could be compared with"
	case write.ProofOnDemand:
		return "for a request that asks for a strict proof, the whole list is read; else none"
	case write.Answers && len(write.AnswerLacks) > 0:
		return "the upstream's answer shows the record; it is read back, with one more request, where these fields are written: " +
			strings.Join(write.AnswerLacks, ", ")
	case write.Answers:
		return "the upstream's answer shows the record"
	case write.Act == connectors.Pay:
		return "the record is read before and after the write: two more requests"
	}
	return "the record is read back: one more request for a single write, and for a batch as many as a look-up of its records takes"
}
