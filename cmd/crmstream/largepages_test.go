package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/internal/check"
)

// largePage is how many bytes the answers have that such upstreams give: what is still accepted.
const largePage = 60 << 20

// writeZeros writes an answer of small values, of which a reader may take many times the memory.
func writeZeros(w http.ResponseWriter, before, behind string) {
	zeros := bytes.Repeat([]byte("0,"), 32<<10)
	_, _ = w.Write([]byte(before))
	for sent := 0; sent < largePage; sent += len(zeros) {
		if _, err := w.Write(zeros); err != nil {
			return // the server has seen enough
		}
	}
	_, _ = w.Write([]byte("0" + behind))
}

// largeRows is how many tasks an answer has.
const largeRows = 1000

// writeTasks answers the first page with tasks, and later ones with none.
func writeTasks(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("id__gt") != "0" {
		_, _ = w.Write([]byte("[]"))
		return
	}
	text := strings.Repeat("x", largePage/largeRows)
	_, _ = w.Write([]byte("["))
	for id := 1; id <= largeRows; id++ {
		if id > 1 {
			_, _ = w.Write([]byte(","))
		}
		if _, err := fmt.Fprintf(w, `{"id":%d,"user_id":100,"subject":"a","description":"%s"}`, id, text); err != nil {
			return
		}
	}
	_, _ = w.Write([]byte("]"))
}

// TestMemoryUnderLargePages asks for ten lists at once whose pages are as large as may be: by gRPC, as lines and as documents. The
// server's peak stays within its bound, and what is right is read.
func TestMemoryUnderLargePages(t *testing.T) {
	binary := buildBinary(t)
	for _, test := range []struct {
		name, config, list string
		answer             http.HandlerFunc
		whole              bool
	}{
		{
			"zeros_administrate", stallConfig, "tasks",
			func(w http.ResponseWriter, _ *http.Request) { writeZeros(w, "[", "]") }, false,
		},
		{
			"zeros_apro", largeApro, "contacts",
			func(w http.ResponseWriter, _ *http.Request) {
				writeZeros(w, `{"status":"success","data":{"count":1000,"list":[`, "]}}")
			}, false,
		},
		{"rows", stallConfig, "tasks", writeTasks, true},
	} {
		if testing.Short() && test.name != "zeros_apro" {
			continue // a minute for the others
		}
		t.Run(test.name, func(t *testing.T) {
			upstream := httptest.NewServer(test.answer)
			t.Cleanup(func() { upstream.CloseClientConnections(); upstream.Close() })
			server := serveText(t, binary, fmt.Sprintf(test.config, upstream.URL))
			f := footprintOf(t, server)
			ctx, cancel := context.WithTimeout(t.Context(), within)
			defer cancel()
			var calling sync.WaitGroup
			rows := make([]int, 10)
			errs := make([]error, len(rows))
			for i := range rows {
				condition, conn := largeCondition(test.list, i), dial(t, server.grpc)
				calling.Go(func() { rows[i], errs[i] = readLarge(ctx, server, conn, test.list, condition, i) })
			}
			calling.Wait()
			require.NoError(t, ctx.Err(), "calls did not end")
			for i := range rows {
				if !test.whole {
					require.ErrorContains(t, errs[i], "", "an answer of zeros passed for a list")
					continue
				}
				if i%3 == 2 && errs[i] != nil {
					require.ErrorContains(t, errs[i], "OVERLOADED") // documents are held whole, and so may be refused
					continue
				}
				require.NoError(t, errs[i])
				require.Equal(t, largeRows, rows[i])
			}
			f.check(t, test.name)
			check.Tell("memory_"+test.name+"_idle_mib", f.idle)
		})
	}
}

// largeApro is a server of one source.
const largeApro = `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
sources:
  - {name: crm, connector: apro, time_zone: UTC, settings: {base_urls: ["%s"], api_key: "${APRO}"}}
`

// largeCondition returns a condition that all rows meet, and that makes a list of each call, so that none shares pages.
func largeCondition(list string, i int) string {
	if list == "tasks" {
		return fmt.Sprintf("where=owner_id >= %d", i)
	}
	return fmt.Sprintf("changed_from=2020-01-%02d", i+1)
}

// readLarge reads a list in the i-th way, and returns how many records came.
func readLarge(ctx context.Context, server process, conn grpc.ClientConnInterface, list, condition string, i int) (int, error) {
	address := server.web + "/v1/sources/crm/" + list + "?" + queryOf(condition) + "&"
	switch i % 3 {
	case 0:
		r, err := openReader(ctx, conn, list, "source=crm", condition)
		if err != nil {
			return 0, err
		}
		err = r.drain()
		return len(r.ids), err
	case 1:
		r, err := openBuffered(ctx, address, 1<<20)
		if err != nil {
			return 0, err
		}
		if err = r.drain(); errors.Is(err, io.EOF) && r.failure == nil {
			err = nil // the end of the answer
		}
		return len(r.ids), err
	default:
		return readDocument(ctx, address+"pageSize=1000", list)
	}
}

// readDocument reads a list as one document, and returns how many records it has.
func readDocument(ctx context.Context, address, list string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return 0, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = answer.Body.Close() }() // it is read to the end
	var document map[string]json.RawMessage
	if err := json.NewDecoder(answer.Body).Decode(&document); err != nil {
		return 0, err
	}
	if failure, failed := document["error"]; failed {
		return 0, errors.New(string(failure))
	}
	var records []struct{ ID string }
	err = json.Unmarshal(document[list], &records)
	return len(records), err
}

// queryOf writes a setting of a request as a parameter.
func queryOf(setting string) string {
	name, value, _ := strings.Cut(setting, "=")
	if name == "changed_from" {
		name = "changedFrom"
	}
	return name + "=" + url.QueryEscape(value)
}
