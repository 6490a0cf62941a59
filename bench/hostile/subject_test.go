package hostile

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strconv"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/sandbox/administrate"
	"github.com/crmstream/crmstream/sandbox/apro"
	"github.com/crmstream/crmstream/sandbox/proxima"
	"github.com/crmstream/crmstream/sandbox/solos"
	"github.com/crmstream/crmstream/server/scan"
)

// subject is one list of one kind of upstream.
type subject struct {
	name    string
	manners []manner
	// variants are the requests. The first is for the whole list.
	variants []variant
	// newest says that the list has a descending order. rereads says that a call which ends within a page reads the page again.
	newest, rereads bool
	// still is set if nothing changes while the list is read.
	still bool
	// weight is the cost of a run of the list, 1 for the usual.
	weight int
	open   func(*setup, http.RoundTripper) (*rig, error)
}

// manner is a way in which an upstream may differ from its documentation, or contradict itself.
type manner struct {
	name string
	// unfaithful says that the upstream breaks its word, so that the list may end with an error that says so.
	unfaithful bool
	// ends is set for manners of the end of a list, and totals for those that have no effect on a list without totals.
	ends, totals bool
	// short reports whether a list may end with an error that says that it is shorter than its total; nil means never.
	short func(outcome, plan) bool
	apply func(*setup)
}

// noCounts is the name of the manner of servers without totals.
const noCounts = "no counts"

// repeating is the manner of a cache before the upstream that sends some pages again in place of the next ones.
func repeating(every int) manner {
	return manner{name: "repeats one of " + strconv.Itoa(every), unfaithful: true, apply: func(s *setup) { s.front.repeat = every }}
}

// variant is one request, and the records that must come.
type variant struct {
	// fields are the fields of the request, in JSON.
	fields string
	// must returns the ids that the list has.
	must func(*rig) ([]string, error)
}

// setup has the settings that manners change before the upstream is started.
type setup struct {
	plan         plan
	zone         *time.Location
	front        *front
	pager        *pager
	full         bool // the list is as long as some whole pages
	deletes      int  // every so many requests for a page find the first record deleted; 0 means never
	apro         apro.Settings
	proxima      proxima.Settings
	solos        solos.Settings
	administrate administrate.Settings
	// firstBatch is the connector's setting of that name.
	firstBatch string
}

// newSetup returns the documented manners.
func newSetup(t *testing.T, p plan) *setup {
	t.Helper()
	s := &setup{
		plan: p, zone: conformance.Zone(t), front: &front{}, pager: newPager(p.seed), firstBatch: "auto",
		apro: apro.Defaults(), proxima: proxima.Defaults(), solos: solos.Defaults(), administrate: administrate.Defaults(),
	}
	s.front.pager = s.pager
	rows := int64(p.rows)
	s.apro.Seed, s.apro.Rows, s.apro.Quota, s.apro.BulkRows, s.apro.ZeroDates = p.seed, rows, 0, 0, 0
	s.proxima.Seed, s.proxima.Rows = p.seed, rows
	s.solos.Seed, s.solos.Rows = p.seed, rows
	s.administrate.Seed, s.administrate.Rows, s.administrate.HTTPScheme, s.administrate.Rate = p.seed, rows, "allow", 0
	return s
}

// rig is an upstream with its readers.
type rig struct {
	model *model
	// fetch makes a client and returns how it fetches pages.
	fetch func() (connectors.Fetch, error)
	// fetchOf is fetch for a request in JSON; nil if no test uses it.
	fetchOf func(fields string) (connectors.Fetch, error)
	// naive reads the list as a plain script would; nil if no plain script is compared.
	naive func(context.Context) ([]delivered, error)
	// prepare changes the upstream before the list is read; nil is nothing.
	prepare func() error
	// newest says what is wrong with the newest so many, "" for nothing.
	newest func(got []delivered, limit int) string
	// response is the list's message; its field 1 has the records. idOf returns a record's id from its fields.
	response proto.Message
	identify func(protoreflect.Message) string

	tokens *scan.Tokens
}

// idOf returns the id of an encoded record.
func (r *rig) idOf(wire []byte) (string, error) {
	m := r.response.ProtoReflect().New()
	if err := proto.Unmarshal(wire, m.Interface()); err != nil {
		return "", err
	}
	list := m.Get(m.Descriptor().Fields().ByNumber(1)).List()
	if list.Len() != 1 {
		return "", errors.New("it is not one record")
	}
	record := list.Get(0).Message()
	if r.identify != nil {
		return r.identify(record), nil
	}
	return textOf(record, "id"), nil
}

// textOf returns a text field of a message.
func textOf(m protoreflect.Message, field protoreflect.Name) string {
	return m.Get(m.Descriptor().Fields().ByName(field)).String()
}

// sealed returns a state as it comes out of its token.
func (r *rig) sealed(state scan.State) (scan.State, error) {
	if r.tokens == nil {
		var err error
		if r.tokens, err = scan.NewTokens(scan.NewKey()); err != nil {
			return state, err
		}
	}
	token, err := r.tokens.Seal(state, nil)
	if err != nil {
		return state, err
	}
	return r.tokens.Open(token, nil)
}

// listOf returns how a client fetches the pages of a request.
func listOf(client connectors.Client, req proto.Message, fields string) (connectors.Fetch, error) {
	if fields != "" {
		more := req.ProtoReflect().New().Interface()
		if err := protojson.Unmarshal([]byte(fields), more); err != nil {
			return nil, err
		}
		proto.Merge(req, more)
	}
	return conformance.Open(client, req, nil)
}

// whole is the variant of all records of a list; "" is the list that changes.
func whole(list string) variant {
	return variant{must: func(r *rig) ([]string, error) {
		return r.model.tenant.mirror.IDs(cmp.Or(list, r.model.tenant.list)), nil
	}}
}
