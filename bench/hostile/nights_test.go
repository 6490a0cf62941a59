package hostile

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/server/scan"
)

// The month of nights: from before the clocks go back to after it.
const (
	nights = 31
	// nightRows is the number of records of an account at the beginning, perDay the number of changes each day, and perNight
	// the number of changes while the list is read.
	nightRows, perDay, perNight = 300, 30, 12
)

// nightly are the changes of days and nights. More records come than go.
var nightly = []action{insert, insert, touchAny, touchAny, touchAny, touchLow, deleteAny}

// mirror is the copy of an analyst: the upstream's JSON of each record by id.
type mirror map[string]string

// account is an upstream that is read every night.
type account struct {
	rig   *rig
	front *front
	draw  *rand.Rand
	// changed are the records that changed since the night's reading began.
	changed map[string]bool
	nights  int
	// records and requests count over all readings after the first one.
	records, requests int
}

// TestNights reads what changed, every night of a month in which records come, change and go by day and while the list is read.
// The mirror equals the upstream at the end of each night, except for changes since the reading began, and completely after a
// quiet night.
func TestNights(t *testing.T) {
	lists := aproLists[:4]
	if testing.Short() {
		lists = lists[:1]
	}
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := openAccount(t, subject{open: l.open, variants: []variant{whole("")}})
				live := &feed{account: a, list: l.raw(a, "")}
				dead := &feed{account: a, list: l.raw(a, `"onlyDeleted":true`)}
				kept, first := mirror{}, 0
				for night := range nights {
					a.nightBegins(night)
					for _, d := range live.read(t) {
						kept[d.id] = d.content
					}
					for _, d := range dead.read(t) {
						delete(kept, d.id)
					}
					if night == 0 {
						first, a.requests, a.records = a.requests, 0, 0
					}
					a.requireSame(t, l, kept)
					a.day(t)
				}
				check.AtLeast(t, "nights_"+l.name, nights, nights)
				check.Tell("nights_"+l.name+"_requests_each", float64(a.requests)/(nights-1))
				t.Logf("%s: %d nights cost %.1f requests and brought %.0f records each, of %d; the first one %d requests", l.name,
					nights-1, float64(a.requests)/(nights-1), float64(a.records)/(nights-1), len(kept), first)
			})
		})
	}
}

// TestNightsOfWholeReadings reads a list without changed_from whole every night, as its declaration says, and finds deletions
// by comparing.
func TestNightsOfWholeReadings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := administrateSubjects()[0]
		a := openAccount(t, s)
		fetch, err := a.rig.fetch()
		require.NoError(t, err)
		tasks := &feed{account: a, list: func(string) (connectors.Fetch, error) { return fetch, nil }}
		for night := range nights {
			a.nightBegins(night)
			kept := mirror{}
			for _, d := range tasks.read(t) {
				kept[d.id] = d.content
			}
			for _, id := range a.rig.model.tenant.live() {
				require.True(t, kept[id] != "" || a.changed[id], "night %d: task %s is missing", night, id)
				delete(kept, id)
			}
			for id := range kept {
				require.True(t, a.changed[id], "night %d: task %s is there no more", night, id)
			}
			a.day(t)
		}
		t.Logf("tasks: %d nights cost %.1f requests and brought %.0f records each", nights, float64(a.requests)/nights, float64(a.records)/nights)
	})
}

// openAccount starts an upstream in which nothing changes by itself, with some manners.
func openAccount(t *testing.T, s subject, manners ...string) *account {
	t.Helper()
	time.Sleep(time.Until(time.Date(2026, 10, 5, 0, 30, 0, 0, time.UTC)))
	setup := newSetup(t, plan{seed: 1, rows: nightRows, size: 50})
	setup.apro.BulkRows, setup.apro.ZeroDates = 80, 40
	for _, m := range s.manners {
		if slices.Contains(manners, m.name) {
			m.apply(setup)
		}
	}
	a := &account{front: setup.front, draw: rand.New(rand.NewPCG(1, nights)), changed: map[string]bool{}}
	rig, err := s.open(setup, conformance.Upstream{}.Carry(http.HandlerFunc(a.front.ServeHTTP)))
	require.NoError(t, err)
	a.rig = rig
	require.NoError(t, rig.model.tenant.open())
	rig.model.begin(nil)
	a.front.behind = func() http.Handler { return rig.model.tenant.upstream }
	a.front.pace = 200 * time.Millisecond
	a.front.before = func(n int) action {
		if a.nights < nights && n%3 == 0 && len(a.changed) < perNight { // the last night is quiet
			a.change(t)
		}
		return ""
	}
	return a
}

// nightBegins counts a night.
func (a *account) nightBegins(night int) {
	a.nights = night + 1
	clear(a.changed)
}

// day lets a day pass in which records change, and returns in the night.
func (a *account) day(t *testing.T) {
	t.Helper()
	for range perDay {
		time.Sleep(24 * time.Hour / (perDay + 1))
		a.change(t)
	}
	time.Sleep(24 * time.Hour / (perDay + 1))
}

// change makes one change.
func (a *account) change(t *testing.T) {
	t.Helper()
	id, do, live := "", nightly[a.draw.IntN(len(nightly))], a.rig.model.tenant.live()
	if do != insert {
		id = live[a.draw.IntN(len(live))]
	}
	id, err := a.rig.model.tenant.make(do, id)
	require.NoError(t, err)
	a.changed[id] = true
}

// feed is one list as it is read every night.
type feed struct {
	*account
	// list returns the list of what changed since a time, of all for "".
	list  func(since string) (connectors.Fetch, error)
	since string
}

// read reads what changed since the last time.
func (f *feed) read(t *testing.T) (got []delivered) {
	t.Helper()
	fetch, err := f.list(f.since)
	require.NoError(t, err)
	before := f.front.count()
	err = scan.New(fetch, scan.State{Started: time.Now()}, scan.Options{}, func(b *scan.Batch) error {
		for _, wire := range b.Records {
			d, err := f.rig.rawOf(wire)
			if err != nil {
				return err
			}
			got = append(got, d)
		}
		if b.ChangedUntil != "" {
			f.since = b.ChangedUntil
		}
		return nil
	}).Run(t.Context())
	require.NoError(t, err)
	f.records += len(got)
	f.requests += f.front.count() - before
	return got
}

// rawOf returns the id of an encoded record and the upstream's JSON of it, or the record itself if it has no JSON.
func (r *rig) rawOf(wire []byte) (delivered, error) {
	m := r.response.ProtoReflect().New()
	if err := proto.Unmarshal(wire, m.Interface()); err != nil {
		return delivered{}, err
	}
	record := m.Get(m.Descriptor().Fields().ByNumber(1)).List().Get(0).Message()
	raw := textOf(record, "raw")
	if raw == "" {
		raw = string(wire)
	}
	return delivered{textOf(record, "id"), raw}, nil
}

// raw returns the list with the upstream's JSON of records, for a request with additional fields in JSON.
func (l aproList) raw(a *account, more string) func(since string) (connectors.Fetch, error) {
	return func(since string) (connectors.Fetch, error) {
		fetch, err := a.rig.fetchOf(fmt.Sprintf(`{"includeRaw":true,"changedFrom":%q%s}`, since, prefixed(more)))
		return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) { return fetch(ctx, at) }, err
	}
}

func prefixed(more string) string {
	if more == "" {
		return ""
	}
	return "," + more
}

// requireSame compares the mirror with what the upstream has.
func (a *account) requireSame(t *testing.T, l aproList, kept mirror) {
	t.Helper()
	rows, err := l.all(a.rig.model.tenant.mirror, "1")
	require.NoError(t, err)
	truth := mirror{}
	for _, raw := range rows {
		row, err := object(raw)
		require.NoError(t, err)
		truth[textIn(row["id"])] = compacted(t, raw)
	}
	ids := slices.Sorted(func(yield func(string) bool) {
		for _, m := range []mirror{truth, kept} {
			for id := range m {
				if !yield(id) {
					return
				}
			}
		}
	})
	for _, id := range slices.Compact(ids) {
		if !a.changed[id] && (kept[id] == "") != (truth[id] == "") || !a.changed[id] && compacted(t, []byte(kept[id])) != truth[id] {
			t.Fatalf("night %d: record %s is %q in the mirror, and %q upstream", a.nights, id, kept[id], truth[id])
		}
	}
	if a.nights == nights {
		require.Len(t, kept, len(truth))
	}
}

func compacted(t *testing.T, raw []byte) string {
	t.Helper()
	var b bytes.Buffer
	if len(raw) > 0 {
		require.NoError(t, json.Compact(&b, raw))
	}
	return b.String()
}
