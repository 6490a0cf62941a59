package main

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestAHundredReadersCostOne streams each list to many readers, some of whom stall, leave, or want less than all, and counts
// what the sandboxes see.
func TestAHundredReadersCostOne(t *testing.T) {
	readers := 100
	if testing.Short() {
		readers = 20
	}
	for _, list := range []struct{ method, source string }{
		{"ContactsService/ListContacts", "apro"},
		{"VisitsService/ListVisits", "proxima"},
		{"ProjectsService/ListProjects", "solos"},
	} {
		t.Run(list.method, func(t *testing.T) {
			d := startCounted(t)
			d.call(t, list.method, list.source, `{"maxStaleness":"0s"}`) // what is learned of a server once
			before := d.count(list.source)
			one := d.call(t, list.method, list.source, `{"maxStaleness":"0s"}`)
			cost := d.count(list.source) - before

			before = d.count(list.source)
			var group sync.WaitGroup
			answers := make([]answered, readers) // with the upstream's JSON, so that nothing is kept for them yet
			for i := range answers {
				group.Go(func() { answers[i] = d.call(t, list.method, list.source, `{"maxStaleness":"10s","includeRaw":true}`) })
			}
			group.Wait()
			spent := d.count(list.source) - before
			told := 0
			for _, a := range answers {
				require.Len(t, a.records, len(one.records))
				told += a.requests
			}
			require.LessOrEqual(t, spent, cost+cost/50, "one reader costs %d", cost)
			require.Equal(t, spent, told, "every request is told by the call that made it")
			t.Logf("%d readers cost %d requests, one costs %d", readers, spent, cost)
		})
	}
}

// TestReadersOfOneListDoNotHarmEachOther lets readers leave in the middle and stop at sizes of their own.
func TestReadersOfOneListDoNotHarmEachOther(t *testing.T) {
	d := startCounted(t)
	client := crmstreamv1.NewContactsServiceClient(d.conn)
	want := len(d.call(t, "ContactsService/ListContacts", "apro", `{}`).records)
	var group sync.WaitGroup
	for i := range 40 {
		group.Go(func() {
			switch i % 4 {
			case 0: // leaves after the first message
				ctx, leave := context.WithCancel(t.Context())
				defer leave()
				stream, err := client.ListContacts(ctx, &crmstreamv1.ListContactsRequest{Source: "apro"})
				require.NoError(t, err)
				_, err = stream.Recv()
				require.NoError(t, err)
			case 1: // reads in pieces, each from where the last one stopped
				token, n := "", 0
				for range 100 {
					answer := d.call(t, "ContactsService/ListContacts", "apro", `{"pageSize":70,"resumeToken":"`+token+`"}`)
					n += len(answer.records)
					if token = answer.token; token == "" {
						break
					}
				}
				require.Equal(t, want, n)
			case 2: // stalls: nothing of what the server sends is read
				ctx, leave := context.WithCancel(t.Context())
				defer leave()
				_, err := client.ListContacts(ctx, &crmstreamv1.ListContactsRequest{Source: "apro", IncludeRaw: true})
				require.NoError(t, err)
			default:
				require.Len(t, d.call(t, "ContactsService/ListContacts", "apro", `{}`).records, want)
			}
		})
	}
	group.Wait()
}

// TestReadersWithAndWithoutTheUpstreamsJSON lets readers of one list at a time, some of whom want the upstream's JSON, have what
// they want, all of them and nothing else.
func TestReadersWithAndWithoutTheUpstreamsJSON(t *testing.T) {
	for _, list := range []struct{ method, source string }{
		{"ContactsService/ListContacts", "apro"},
		{"DealsService/ListDealTypes", "apro"}, // is kept
		{"VisitsService/ListVisits", "proxima"},
		{"ProjectsService/ListProjects", "solos"},
		{"TasksService/ListTasks", "administrate"},
	} {
		t.Run(list.method, func(t *testing.T) {
			d := startCounted(t)
			var group sync.WaitGroup
			answers := make([]answered, 16)
			for i := range answers {
				group.Go(func() {
					answers[i] = d.call(t, list.method, list.source, fmt.Sprintf(`{"maxStaleness":"60s","includeRaw":%t}`, i%2 == 0))
				})
			}
			group.Wait()
			for i, a := range answers {
				require.NotEmpty(t, a.records)
				require.Len(t, a.records, len(answers[0].records))
				for _, record := range a.records {
					raw := record.Descriptor().Fields().ByName("raw")
					require.Equal(t, i%2 == 0, record.Has(raw), "a reader has what another one asked for")
				}
			}
		})
	}
}
