package apro_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// big is an account with 1200 rows of each list in one second.
func big(edit func(*sandbox.Settings)) func(*sandbox.Settings) {
	return func(s *sandbox.Settings) {
		s.Now = func() time.Time { return time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC) }
		if edit != nil {
			edit(s)
		}
	}
}

func TestBigLists(t *testing.T) {
	// Beside one request per page there is a bulk of 1200 rows in each list, and 300 deals without activity time.
	requests := map[string]int64{
		sandbox.ListContacts: 65, sandbox.ListActivities: 65, sandbox.ListDeals: 67, sandbox.ListStock: 12,
		sandbox.ListInvoices: 4, sandbox.ListCalls: 14,
	}
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			server, client := newSandbox(t, conformance.Upstream{Rows: 3000}, l.op, big(nil))
			r := l.read(t, client, l.request(), 0)
			require.Equal(t, sorted(server.IDs(l.name)), sorted(r.ids))
			require.LessOrEqual(t, server.Requests()[l.op], requests[l.name])
			if l.name != sandbox.ListInvoices {
				require.Contains(t, r.notices, "BULK_GATHERED")
			}
			require.NotContains(t, r.notices, "UNKNOWN_UPSTREAM_KEYS")
		})
	}
}

// TestWindowsCostLittleMoreThanTheirPages reads lists by creation whose rows begin late, have gaps, and hold an import of
// 1200 rows in one second.
func TestWindowsCostLittleMoreThanTheirPages(t *testing.T) {
	tests := []struct {
		list, fields, mode string
		records            int
		requests           int64
	}{
		{sandbox.ListContacts, `{"createdFrom":"2010-01-01"}`, "default", 2909, 115},
		{sandbox.ListContacts, `{"createdFrom":"2010-01-01"}`, "no counts", 2909, 300}, // which proves each window, and reads the import twice
		{sandbox.ListStock, `{"typeIds":["1"],"createdBefore":"2016-11-01"}`, "default", 1056, 12},
	}
	for _, test := range tests {
		t.Run(test.mode+"/"+test.list, func(t *testing.T) {
			l := named(t, test.list)
			server, client := newSandbox(t, conformance.Upstream{Rows: 3000}, l.op, big(modes[test.mode]))
			r := l.read(t, client, l.ask(t, test.fields), 0)
			require.Len(t, r.ids, test.records)
			require.LessOrEqual(t, server.Requests()[l.op], test.requests)
		})
	}
}

func TestBigListsUnderChurn(t *testing.T) {
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			server, client := newSandbox(t, conformance.Upstream{Rows: 3000}, l.op, big(func(s *sandbox.Settings) {
				s.Churn = 2
				clock := s.Now()
				s.Now = func() time.Time {
					clock = clock.Add(time.Second)
					return clock
				}
			}))
			before := server.IDs(l.name)
			r := l.read(t, client, l.request(), 0)
			alive := map[string]bool{}
			for _, id := range server.IDs(l.name) {
				alive[id] = true
			}
			read := map[string]bool{}
			for _, id := range r.ids {
				read[id] = true
			}
			for _, id := range before {
				require.True(t, read[id] || !alive[id], "lost %s", id)
			}
		})
	}
}

func TestPeriods(t *testing.T) {
	zone := conformance.Zone(t)
	// Creations lie in the years from 2012 to 2019, activities in those from 2020 on.
	within := func(field protoreflect.Name, start, stop time.Time) func(protoreflect.Message) bool {
		return func(m protoreflect.Message) bool {
			at := moment(m, field)
			return !at.Before(start) && at.Before(stop)
		}
	}
	names := []string{"default", "exclusive lower", "exclusive upper", "days only", "no counts"}
	if testing.Short() {
		names = names[:1]
	}
	for _, name := range names {
		for _, l := range lists[:4] {
			t.Run(name+"/"+l.name, func(t *testing.T) {
				server, client := newSandbox(t, conformance.Upstream{Rows: 1500}, l.op, big(modes[name]))
				all := l.read(t, client, l.request(), 0)

				created := l.read(t, client, l.ask(t, `{"createdFrom":"2014-09-01T10:00:00Z","createdBefore":"2017-03-01"}`), 0)
				want := all.those(within("create_time", time.Date(2014, 9, 1, 10, 0, 0, 0, time.UTC), time.Date(2017, 3, 1, 0, 0, 0, 0, zone)))
				require.NotEmpty(t, want)
				require.Equal(t, want, sorted(created.ids))
				require.Empty(t, created.last.ChangedUntil)

				everything := l.read(t, client, l.ask(t, `{"createdFrom":"2001-01-01"}`), 0)
				require.Equal(t, sorted(server.IDs(l.name)), sorted(everything.ids))

				active := l.read(t, client, l.ask(t, `{"activityFrom":"2022-09-01","activityBefore":"2025-03-01T10:00:00Z"}`), 0)
				want = all.those(within("activity_time", time.Date(2022, 9, 1, 0, 0, 0, 0, zone), time.Date(2025, 3, 1, 10, 0, 0, 0, time.UTC)))
				require.NotEmpty(t, want)
				require.Equal(t, want, sorted(active.ids))
				require.Empty(t, active.last.ChangedUntil)

				changed := l.read(t, client, l.ask(t, `{"changedFrom":"2018-09-01"}`), 0)
				start := time.Date(2018, 9, 1, 0, 0, 0, 0, zone)
				want = all.those(func(m protoreflect.Message) bool {
					at := moment(m, "activity_time")
					return !at.Before(start) || at.IsZero() && !moment(m, "create_time").Before(start)
				})
				require.Equal(t, want, sorted(changed.ids))
			})
		}
	}
}

func TestChangedUntilLeadsToWhatChanged(t *testing.T) {
	for _, l := range lists[:4] {
		t.Run(l.name, func(t *testing.T) {
			server, client := newSandbox(t, conformance.Upstream{Rows: 300}, l.op, big(nil))
			first := l.read(t, client, l.request(), 0)
			require.NotEmpty(t, first.last.ChangedUntil)
			touched, inserted := server.IDs(l.name)[7], server.Insert(l.name)
			require.NoError(t, server.Touch(l.name, touched))
			next := l.read(t, client, l.ask(t, `{"changedFrom":"`+first.last.ChangedUntil+`"}`), 0)
			require.Contains(t, next.ids, touched)
			require.Contains(t, next.ids, inserted)
			require.Less(t, len(next.ids), 150)
			require.GreaterOrEqual(t, next.last.ChangedUntil, first.last.ChangedUntil)
		})
	}
}

func TestLookUp(t *testing.T) {
	for _, l := range lists[:5] {
		t.Run(l.name, func(t *testing.T) {
			server, client := newSandbox(t, conformance.Upstream{Rows: 1500}, l.op, big(nil))
			want := server.IDs(l.name)[100:220]
			var ids string
			for _, id := range want {
				ids = `"` + id + `",` + ids
			}
			r := l.read(t, client, l.ask(t, `{"ids":[`+ids+`"9999999"]}`), 0)
			require.Equal(t, want, r.ids)
			one := l.read(t, client, l.ask(t, `{"ids":["0`+want[3]+`"]}`), 0)
			require.Equal(t, want[3:4], one.ids)
		})
	}
}

func TestNewest(t *testing.T) {
	orders := map[string]string{sandbox.ListInvoices: "-id", sandbox.ListCalls: "-start_time"}
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			server, client := newSandbox(t, conformance.Upstream{Rows: 400}, l.op, big(nil))
			newest := server.Insert(l.name)
			order, ok := orders[l.name]
			if !ok {
				order = "-activity_time"
			}
			fields := `{"order":"` + order + `"}`
			if l.name == sandbox.ListStock {
				typeID := l.decode(t, l.page(t, client, `{"ids":["`+newest+`"],"includeRaw":true}`, 1).Records[0].Wire)
				require.NotNil(t, typeID)
				fields = `{"order":"` + order + `","typeIds":["1"]}`
			}
			page := l.page(t, client, fields, 20)
			require.Len(t, page.Records, 20)
			require.Empty(t, page.Next)
			for i := 1; i < len(page.Records); i++ {
				require.Positive(t, page.Records[i-1].Compare(page.Records[i]))
			}
			if l.name != sandbox.ListStock {
				require.Equal(t, newest, string(page.Records[0].ID))
			}
			require.Equal(t, int64(1), server.Requests()[l.op]-stockLookUps(l.name))
		})
	}
}

// stockLookUps is how many requests TestNewest spends on stock before.
func stockLookUps(name string) int64 {
	if name == sandbox.ListStock {
		return 1
	}
	return 0
}

func (l list) page(t *testing.T, client connectors.Client, fields string, want int) connectors.Page {
	t.Helper()
	page, err := conformance.Fetch(t.Context(), client, l.ask(t, fields), connectors.PageRequest{Want: want})
	require.NoError(t, err)
	return page
}

func TestDeletedRecordsSayso(t *testing.T) {
	for _, l := range lists[:4] {
		t.Run(l.name, func(t *testing.T) {
			server, client := newSandbox(t, conformance.Upstream{Rows: 200}, l.op, big(nil))
			id := server.IDs(l.name)[5]
			require.NoError(t, server.Delete(l.name, id))
			r := l.read(t, client, l.ask(t, `{"onlyDeleted":true}`), 0)
			require.Contains(t, r.ids, id)
			field := r.records[0].Descriptor().Fields().ByName("deleted")
			for _, record := range r.records {
				require.True(t, record.Get(field).Bool())
			}
			live := l.read(t, client, l.request(), 0)
			require.NotContains(t, live.ids, id)
			require.False(t, live.records[0].Get(field).Bool())
		})
	}
}

// TestStockTypes reads types in the order of their numbers, each record with its type.
func TestStockTypes(t *testing.T) {
	l := named(t, sandbox.ListStock)
	for _, types := range []int{1, 12, 50} {
		t.Run(strconv.Itoa(types), func(t *testing.T) {
			server, client := newSandbox(t, conformance.Upstream{Rows: 600}, l.op, big(func(s *sandbox.Settings) { s.StockTypes = types }))
			r := l.read(t, client, l.request(), 0)
			require.Equal(t, sorted(server.IDs(l.name)), sorted(r.ids))
			previous := 0
			for _, record := range r.records {
				n, err := strconv.Atoi(record.Get(record.Descriptor().Fields().ByName("type_id")).String())
				require.NoError(t, err)
				require.GreaterOrEqual(t, n, previous)
				previous = n
			}
		})
	}
}

// TestInvoicesThatLeave removes more invoices between two pages than pages overlap, up to all that were read.
func TestInvoicesThatLeave(t *testing.T) {
	l := named(t, sandbox.ListInvoices)
	for _, removed := range []int{11, 60, 950} {
		t.Run(strconv.Itoa(removed), func(t *testing.T) {
			server, client := newSandbox(t, conformance.Upstream{Rows: 3000}, l.op, big(nil))
			server.OnRequest(func(_ string, n int64) {
				if n != 2 {
					return
				}
				for _, id := range server.IDs(l.name)[:removed] {
					require.NoError(t, server.Delete(l.name, id))
				}
			})
			r := l.read(t, client, l.request(), 0)
			left := server.IDs(l.name)
			require.Equal(t, left, r.ids[len(r.ids)-len(left):])
			require.Less(t, server.Requests()[l.op], int64(16))
		})
	}
}
