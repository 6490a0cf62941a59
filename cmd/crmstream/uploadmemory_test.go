package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// uploadsConfigText is a server that may upload files to one source.
const uploadsConfigText = `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
state_dir: %q
budgets: [{name: large, requests: 100000, window: 1h}]
sources:
  - {name: crm, connector: apro, time_zone: UTC, budget: large, writes: {files: [upload]}, settings: {base_urls: [%q], api_key: "${APRO}"}}
`

// mostUploaded is how many bytes an upload may have.
const mostUploaded = 128 << 20

// formBody is the body of an upload of four files, which exists nowhere as a whole. It calls at after each 16 MiB, and may fail or pause.
type formBody struct {
	io.Reader
	size int64
}

// newFormBody returns a body whose files have so many bytes together. each is called for each read, with the bytes that were read before.
func newFormBody(files int64, each func(read int64) error) formBody {
	var parts []io.Reader
	size := int64(0)
	add := func(text string) {
		parts, size = append(parts, strings.NewReader(text)), size+int64(len(text))
	}
	add("--b\r\nContent-Disposition: form-data; name=\"resource\"\r\n\r\nstockItems")
	counted := &countedZeroes{each: each}
	for i := range int64(4) {
		add(fmt.Sprintf("\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%d.bin\"\r\n\r\n", i))
		parts, size = append(parts, io.LimitReader(counted, files/4)), size+files/4
	}
	add("\r\n--b--\r\n")
	return formBody{io.MultiReader(parts...), size}
}

// countedZeroes are bytes without an end.
type countedZeroes struct {
	each func(read int64) error
	read int64
}

func (z *countedZeroes) Read(p []byte) (int, error) {
	if err := z.each(z.read); err != nil {
		return 0, err
	}
	clear(p)
	z.read += int64(len(p))
	return len(p), nil
}

// send sends the body to a server and returns the status of the answer.
func (b formBody) send(ctx context.Context, web string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, web+"/v1/sources/crm/files:upload", b.Reader)
	if err != nil {
		return 0, err
	}
	req.ContentLength = b.size
	req.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

// mostHeld is how many bytes uploads may hold.
const mostHeld = 1 << 20

// heldBytes returns how many bytes of memory are held. What is allocated while the collector runs counts as in use though it may be
// garbage, and the server may not be at rest yet. What is held is in every measurement. So the least of several counts, of which the
// first that is at most enough is the last.
func heldBytes(enough int64) int64 {
	least := int64(math.MaxInt64)
	for range 20 {
		time.Sleep(50 * time.Millisecond) // until the server has taken what is under way, and waits
		if least = min(least, liveBytes()); least <= enough {
			break
		}
	}
	return least
}

// liveBytes returns how many bytes of memory are in use now, with what was allocated while the garbage was collected.
func liveBytes() int64 {
	runtime.GC()
	runtime.GC() // also what pools have kept
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}

// highest is the most that was held.
type highest struct {
	enough int64 // what is no more than this is not measured again

	mu   sync.Mutex
	next int64
	most int64
}

// at measures the memory if the bytes that have passed reach the next of the places for it.
func (h *highest) at(passed int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if passed < h.next {
		return
	}
	h.next = passed + 16<<20
	h.most = max(h.most, heldBytes(h.enough))
}

// measuredBody is the body of a request at the upstream.
type measuredBody struct {
	io.ReadCloser
	read int64
	h    *highest
}

func (b *measuredBody) Read(p []byte) (int, error) {
	b.h.at(b.read)
	n, err := b.ReadCloser.Read(p)
	b.read += int64(n)
	return n, err
}

// TestUploadsTakeNoMemory uploads 128 MiB at full speed, from a slow client, and from one that is cut. The memory is that of the client, the
// server and the upstream together, while either side waits for the other.
func TestUploadsTakeNoMemory(t *testing.T) {
	sandbox := startGated(t, "apro", `{"rows": 10}`)
	passing := &highest{}
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = &measuredBody{ReadCloser: r.Body, h: passing}
		sandbox.ServeHTTP(w, r)
	}))
	t.Cleanup(upstream.Close)
	state := filepath.Join(t.TempDir(), "state")
	_, web, _ := serveHere(t, fmt.Sprintf(uploadsConfigText, state, upstream.URL))
	status, err := newFormBody(1<<20, func(int64) error { return nil }).send(t.Context(), web)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, status)
	idle := heldBytes(0)
	passing.enough = idle + mostHeld

	for name, each := range map[string]func(read int64) error{
		"fast": func(int64) error { return nil },
		"slow": func(read int64) error { // which would take an hour at its beginning
			if read < 1<<20 {
				time.Sleep(10 * time.Millisecond)
			}
			return nil
		},
	} {
		receiving := &highest{enough: idle + mostHeld}
		passing.next, passing.most = 0, 0
		status, err := newFormBody(mostUploaded, func(read int64) error {
			receiving.at(read)
			return each(read)
		}).send(t.Context(), web)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, status)
		require.NotZero(t, passing.most)
		check.AtMost(t, "upload_memory_bytes_"+name, float64(max(receiving.most, passing.most)-idle), mostHeld)
		require.Eventually(t, func() bool { return spooled(t, state) == 0 }, 10*time.Second, time.Millisecond)
	}
	uploads := uploadsOf(t, sandbox)
	require.Len(t, uploads, 3*4)
	require.EqualValues(t, mostUploaded/4, uploads[11].Size)

	cut := errors.New("cut")
	_, err = newFormBody(mostUploaded, func(read int64) error {
		if read > mostUploaded/2 {
			require.Equal(t, 1, spooled(t, state))
			return cut
		}
		return nil
	}).send(t.Context(), web)
	require.ErrorIs(t, err, cut)
	status, err = newFormBody(mostUploaded+4, func(int64) error { return nil }).send(t.Context(), web)
	if err == nil { // else the client sent more than was read
		require.Equal(t, http.StatusRequestEntityTooLarge, status)
	}
	noSpool(t, state)
	check.AtMost(t, "upload_spool_files_left", float64(spooled(t, state)), 0)
	require.Len(t, uploadsOf(t, sandbox), 3*4)
	check.AtMost(t, "upload_memory_bytes_after", float64(heldBytes(idle+mostHeld)-idle), mostHeld)
}

// TestUploadsOfAProcess uploads 128 MiB eight times at once to the binary, kills it, and starts it again.
func TestUploadsOfAProcess(t *testing.T) {
	upstream := startGated(t, "apro", `{"rows": 10}`)
	dir := t.TempDir()
	state, config := filepath.Join(dir, "state"), filepath.Join(dir, "crmstream.yaml")
	require.NoError(t, os.WriteFile(config, fmt.Appendf(nil, uploadsConfigText, state, upstream.url), 0o600))
	binary := buildBinary(t)
	server := serveConfig(t, binary, config, filepath.Join(dir, "log"))
	small, err := newFormBody(1<<20, func(int64) error { return nil }).send(t.Context(), server.web)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, small)
	f := footprintOf(t, server)
	const atOnce = 8
	ended := make(chan error, atOnce)
	for range atOnce {
		go func() {
			status, err := newFormBody(mostUploaded/4, func(int64) error { return nil }).send(t.Context(), server.web)
			if err == nil && status != http.StatusOK {
				err = fmt.Errorf("status %d", status)
			}
			ended <- err
		}()
	}
	for range atOnce {
		require.NoError(t, <-ended)
	}
	check.AtMost(t, "upload_process_mib", f.mebibytes(t, "VmHWM")-f.idle, footprintLimit(32))
	require.Zero(t, spooled(t, state))

	half := make(chan struct{})
	var once sync.Once
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		_, err := newFormBody(mostUploaded, func(read int64) error {
			if read > mostUploaded/2 {
				once.Do(func() { close(half) })
				<-ctx.Done()
			}
			return ctx.Err()
		}).send(ctx, server.web)
		ended <- err
	}()
	<-half
	server.kill(t)
	leave()
	require.Error(t, <-ended)
	require.Equal(t, 1, spooled(t, state), "a kill leaves the file")
	serveConfig(t, binary, config, filepath.Join(dir, "log2"))
	require.Zero(t, spooled(t, state), "the next start removes it")
}
