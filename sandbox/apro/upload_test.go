package apro

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
	"github.com/stretchr/testify/require"
)

// sendParts posts a multipart form: name, filename, text for each part; a part without a filename is a parameter.
func sendParts(t *testing.T, srv *Server, op string, parts ...string) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	require.NoError(t, w.WriteField("apikey", srv.settings.APIKey))
	for i := 0; i < len(parts); i += 3 {
		part, err := w.CreateFormFile(parts[i], parts[i+1])
		if parts[i+1] == "" {
			part, err = w.CreateFormField(parts[i])
		}
		require.NoError(t, err)
		_, err = io.WriteString(part, parts[i+2])
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return sendRaw(t, srv, op, w.FormDataContentType(), &body)
}

func sendRaw(t *testing.T, srv *Server, op, kind string, body io.Reader) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/sharedapi/"+op, body)
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	srv.ServeHTTP(w, r)
	return w
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// TestUploads has a name of the form that the page prints.
func TestUploads(t *testing.T) {
	srv := newServer(t, nil)
	w := sendParts(t, srv, opUpload, "params[object]", "", "stock", "upload", "C:\\photos\\план.jpg", "bytes\r\n\x00")
	require.Equal(t, `{"status":"success","data":{"name":"54cf4e91db8bb.jpg"}}`, w.Body.String())
	w = sendParts(t, srv, opUpload, "params[object]", "", "purchaser", "upload[0]", "a.PDF", "1", "upload[1]", "b", "", "upload[2]", "c.<x>", "3")
	require.Equal(t, `{"status":"success","data":{"name":["54cf4e91db8bc.PDF","54cf4e91db8bd","54cf4e91db8be"]}}`, w.Body.String())
	w = sendParts(t, srv, opUpload, "upload[]", "d.png", "4", "upload[]", "e.png", "5", "params[object]", "", "applications")
	require.Equal(t, `{"status":"success","data":{"name":["54cf4e91db8bf.png","54cf4e91db8c0.png"]}}`, w.Body.String())
	require.Equal(t, []Upload{
		{Name: "54cf4e91db8bb.jpg", Object: "stock", Filename: "план.jpg", Size: 8, SHA256: hashOf("bytes\r\n\x00")},
		{Name: "54cf4e91db8bc.PDF", Object: "purchaser", Filename: "a.PDF", Size: 1, SHA256: hashOf("1")},
		{Name: "54cf4e91db8bd", Object: "purchaser", Filename: "b", SHA256: hashOf("")},
		{Name: "54cf4e91db8be", Object: "purchaser", Filename: "c.<x>", Size: 1, SHA256: hashOf("3")},
		{Name: "54cf4e91db8bf.png", Object: "applications", Filename: "d.png", Size: 1, SHA256: hashOf("4")},
		{Name: "54cf4e91db8c0.png", Object: "applications", Filename: "e.png", Size: 1, SHA256: hashOf("5")},
	}, srv.Uploads())
	require.Len(t, srv.Executed(), 6)
	require.Equal(t, Effect{Op: opUpload, Number: 2, Row: 2, ID: "54cf4e91db8be"}, srv.Executed()[3])

	folders := newServer(t, func(s *Settings) { s.UploadFolders = true })
	w = sendParts(t, folders, opUpload, "params[object]", "", "stock", "upload", "a.jpg", "x")
	require.Regexp(t, `^{"status":"success","data":{"name":"[0-9a-f]{2}\\/[0-9a-f]{2}\\/54cf4e91db8bb.jpg"}}$`, w.Body.String())
}

func TestRefusedUploads(t *testing.T) {
	file := []string{"upload", "a.jpg", "x"}
	stock := append([]string{"params[object]", "", "stock"}, file...)
	sales := append([]string{"params[object]", "", "sales"}, file...)
	for name, c := range map[string]struct {
		edit  func(*Settings)
		parts []string
		want  string // "" for success
		files int
	}{
		"no object":        {nil, file, "BAD_PARAMS", 0},
		"unknown object":   {nil, append([]string{"params[object]", "", "worker"}, file...), "BAD_PARAMS", 0},
		"deals":            {nil, sales, "BAD_PARAMS", 0},
		"deals, newer":     {func(s *Settings) { s.UploadSales = true }, sales, "", 1},
		"no file":          {nil, stock[:3], "BAD_PARAMS", 0},
		"another name":     {nil, []string{"params[object]", "", "stock", "file", "a.jpg", "x"}, "BAD_PARAMS", 0},
		"text for a file":  {nil, []string{"params[object]", "", "stock", "upload", "", "x"}, "BAD_PARAMS", 0},
		"one name twice":   {nil, append(stock, file...), "", 1},
		"too many":         {func(s *Settings) { s.MaxUploads = 2 }, append(stock[:3:3], "upload[]", "a", "1", "upload[]", "b", "2", "upload[]", "c", "3"), "", 2},
		"no maximum":       {func(s *Settings) { s.MaxUploads = 0 }, append(stock[:3:3], manyParts(30)...), "", 30},
		"PHP's maximum":    {nil, append(stock[:3:3], manyParts(30)...), "", 20},
		"strict":           {func(s *Settings) { s.UnknownParams = Refuse }, append(stock, "params[colour]", "", "red"), "BAD_PARAMS", 0},
		"strict and known": {func(s *Settings) { s.UnknownParams = Refuse }, stock, "", 1},
		"ignored":          {func(s *Settings) { s.IgnoredWrites = []string{"object"} }, stock, "BAD_PARAMS", 0},
		"no right":         {func(s *Settings) { s.Denied = []string{opUpload} }, stock, "ACCESS_DENY", 0},
		"missing":          {func(s *Settings) { s.Missing = []string{opUpload} }, stock, "BAD_REQUEST", 0},
		"executed":         {func(s *Settings) { s.FailCode = []FailCode{{Code: "X", Executes: true}} }, stock, "X", 1},
		"not executed":     {func(s *Settings) { s.FailCode = []FailCode{{Code: "X"}} }, stock, "X", 0},
		"executing fault":  {func(s *Settings) { s.Faults = []stage.Fault{{Kind: "status", Status: 400, Executes: true}} }, stock, "BAD_PARAMS", 1},
		"elements":         {func(s *Settings) { s.ElementLimit = 1 }, append(stock, "params[colour]", "", "red"), "BAD_PARAMS", 0},
	} {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, c.edit)
			w := sendParts(t, srv, opUpload, c.parts...)
			if c.want == "" {
				require.Equal(t, "success", open(t, w).Status)
			} else {
				require.Equal(t, c.want, refused(t, w))
			}
			require.Len(t, srv.Uploads(), c.files)
			require.Len(t, srv.Executed(), c.files)
		})
	}
	require.True(t, writes(opUpload))
	srv := newServer(t, func(s *Settings) { s.Quota = 1 })
	sendParts(t, srv, opUpload, stock...)
	require.Equal(t, "LIMIT_EXCEEDED", refused(t, sendParts(t, srv, opUpload, stock...)))
	require.Equal(t, "ACCESS_DENY", refused(t, sendParts(t, newServer(t, nil), opUpload, append(stock, "apikey", "", "x")...)))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, newServer(t, nil), opUpload, "object", "stock", "upload", "a.jpg")))
}

func manyParts(n int) []string {
	var parts []string
	for i := range n {
		parts = append(parts, "upload["+strconv.Itoa(i)+"]", "a.jpg", "x")
	}
	return parts
}

// TestFilesInFields puts uploaded names, and others, into fields.
func TestFilesInFields(t *testing.T) {
	for setting, want := range map[string]string{Keep: "", Ignore: "", Refuse: "BAD_PARAMS"} {
		srv := newServer(t, func(s *Settings) { s.UnknownFiles = setting })
		sendParts(t, srv, opUpload, "params[object]", "", "purchaser", "upload", "a.jpg", "x")
		name := srv.Uploads()[0].Name
		file := func(name, mode string) []string {
			return []string{"0[fields][0][id]", "31", "0[fields][0][value]", name, "0[fields][0][mode]", mode}
		}
		id := insertedIDs(t, srv, opContactInsert, file(name, "insert")...)[0]
		value := func() any { return customFields(byIDs(t, srv, "purchaser", id)[0])["31"] }
		require.Equal(t, name, value())
		update := append([]string{"0[id]", strconv.FormatInt(id, 10)}, file("never.jpg", "insert")...)
		w := post(t, srv, opContactUpdate, update...)
		if want == "" {
			require.Equal(t, "success", open(t, w).Status)
		} else {
			require.Equal(t, want, refused(t, w))
		}
		done(t, srv, opContactUpdate, append(update[:2:2], file(name, "delete")...)...)
		require.Equal(t, map[string]any{Keep: "never.jpg", Ignore: nil, Refuse: nil}[setting], value())

		// Drawn files stay known, and a field can be cleared.
		stock := list(t, srv, opStock, "type", "1", "limit", "500").List
		for _, row := range stock {
			files, _ := customFields(row)["3031"].([]any)
			if len(files) == 0 {
				continue
			}
			params := []string{"0[id]", row["id"].(string), "0[parent]", row["parent"].(string)}
			field := []string{"0[fields][0][id]", "3031", "0[fields][0][value]", files[0].(string)}
			done(t, srv, opStockUpdate, append(params, field...)...)
			require.ElementsMatch(t, files, customFields(list(t, srv, opStock, "byid", row["id"].(string)).List[0])["3031"])
			field[3] = ""
			done(t, srv, opStockUpdate, append(params, field...)...)
			break
		}
	}
}

// endlessFile is a form with one file of many bytes, which exists nowhere as a whole.
func endlessFile(key string, size int64) io.Reader {
	head := "--b\r\nContent-Disposition: form-data; name=\"apikey\"\r\n\r\n" + key +
		"\r\n--b\r\nContent-Disposition: form-data; name=\"params[object]\"\r\n\r\nstock" +
		"\r\n--b\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"a.bin\"\r\n\r\n"
	return io.MultiReader(strings.NewReader(head), io.LimitReader(zeroes{}, size), strings.NewReader("\r\n--b--\r\n"))
}

type zeroes struct{}

func (zeroes) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// TestUploadsNeedNoMemory uploads a large file and counts what was allocated.
func TestUploadsNeedNoMemory(t *testing.T) {
	const size = 48 << 20
	srv := newServer(t, nil)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	w := sendRaw(t, srv, opUpload, "multipart/form-data; boundary=b", endlessFile(srv.settings.APIKey, size))
	runtime.ReadMemStats(&after)
	require.Equal(t, "success", open(t, w).Status)
	require.EqualValues(t, size, srv.Uploads()[0].Size)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20))
}
