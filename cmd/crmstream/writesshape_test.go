package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// smsKey is the key of the gateway for text messages.
const smsKey = "sandbox-sms-key-0000000000000000"

// writtenShape is what an upstream's records have besides, or otherwise. The zero value is that of contacts.
type writtenShape struct {
	// methods are the names of methods that are not the act and the record's name.
	methods map[connectors.Act]string
	// acts are what is done with records that exist, in turn.
	acts []connectors.Act
	// listing is the method that shows the records, as SERVICE/METHOD, filter its request, and shows the field that has the name there.
	listing string
	filter  map[string]any
	shows   string
	// make returns a record with a name, without what is fresh; alter returns the changes of a record, if they are others. names returns
	// the name of a number.
	make, alter func(name string) map[string]any
	names       func(k int) string
	// ids returns the records for an act.
	ids func(t *testing.T, u *writtenUpstream, conn *grpc.ClientConn, act connectors.Act) []string
	// numbered says that creates bring the id, by which they are counted, and creates that there is nothing but creates.
	numbered, creates bool
	// blind says that updates expect nothing, and byHand that a person settles those of unknown outcome.
	blind, byHand bool
}

// operations returns the upstream's operations, each once.
func (u *writtenUpstream) operations() []string {
	return slices.Compact(slices.Sorted(maps.Values(u.ops)))
}

func (u *writtenUpstream) turns() []connectors.Act {
	if u.acts == nil && !u.creates {
		return []connectors.Act{connectors.Delete, connectors.Update, connectors.Update, connectors.Update}
	}
	return u.acts
}

func (u *writtenUpstream) method(act connectors.Act) string {
	if name := u.methods[act]; name != "" {
		return name
	}
	verb := map[connectors.Act]string{connectors.Create: "Create", connectors.Update: "Update", connectors.Delete: "Delete", connectors.Undelete: "Undelete"}[act]
	if u.batches {
		return "Batch" + verb + u.many
	}
	return verb + u.one
}

func (u *writtenUpstream) listed() (service, method string) {
	if u.listing == "" {
		return u.service, "List" + u.many
	}
	service, method, _ = strings.Cut(u.listing, "/")
	return service, method
}

func (u *writtenUpstream) shown() string { return cmp.Or(u.shows, u.name) }

// changes returns the fields that give a record another name.
func (u *writtenUpstream) changes(name string) map[string]any {
	if u.alter != nil {
		return u.alter(name)
	}
	return u.made(name)
}

func (u *writtenUpstream) made(name string) map[string]any {
	if u.make != nil {
		return u.make(name)
	}
	return map[string]any{u.name: name}
}

// newRecord returns a new record.
func (u *writtenUpstream) newRecord(name string) map[string]any {
	record := maps.Clone(u.fresh)
	if record == nil {
		record = map[string]any{}
	}
	maps.Copy(record, u.made(name))
	return record
}

func (u *writtenUpstream) naming(k int) string {
	if u.names != nil {
		return u.names(k)
	}
	return fmt.Sprintf("Name %s %d", u.source, k)
}

// another returns the name of the second record of a batch.
func (u *writtenUpstream) another(name string) string {
	if strings.HasSuffix(name, ".00") {
		return strings.TrimSuffix(name, ".00") + ".50"
	}
	return name + " too"
}

// number returns the id that a create brings, "" for none.
func (u *writtenUpstream) number(k int) string {
	if !u.numbered {
		return ""
	}
	return strconv.Itoa(k + 1)
}

// effectOf returns the id by which the upstream counts what was done to a record: of an imported call, that in the history.
func (u *writtenUpstream) effectOf(id string) string {
	if calls, ok := u.sandbox.Handler.(interface{ ImportedCall(uniqueID string) string }); ok {
		return cmp.Or(calls.ImportedCall(id), id)
	}
	return id
}

// records returns the ids of records that exist, for an act.
func (u *writtenUpstream) records(t *testing.T, conn *grpc.ClientConn, act connectors.Act, names map[string]string) []string {
	t.Helper()
	if u.ids != nil {
		return u.ids(t, u, conn, act)
	}
	ids := slices.SortedFunc(maps.Keys(names), func(a, b string) int {
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		return x - y
	})
	at := slices.Index(u.turns(), act) // each act has a part of them
	parts := len(slices.Compact(slices.Sorted(slices.Values(u.turns()))))
	return ids[len(ids)*min(at, parts-1)/parts : len(ids)*(min(at, parts-1)+1)/parts]
}

// idsWhere returns the ids of the listed records that a function takes.
func (u *writtenUpstream) idsWhere(t *testing.T, conn *grpc.ClientConn, more map[string]any, takes func(protoreflect.Message) bool) []string {
	t.Helper()
	var ids []string
	u.each(t, conn, more, func(r protoreflect.Message) {
		if takes(r) {
			ids = append(ids, text(r, "id"))
		}
	})
	return ids
}
