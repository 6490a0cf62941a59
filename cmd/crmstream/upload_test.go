package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/sandbox/apro"
)

// serveFiles serves a source that may upload files and write stock items, with more keys of the configuration and more settings of its
// emulator. It returns the emulator, the addresses of gRPC and of HTTP, and the state directory.
func serveFiles(t *testing.T, more, sandbox string) (upstream *gated, address, web, state string) {
	t.Helper()
	upstream = startGated(t, "apro", `{"rows": 100`+sandbox+`}`)
	state = filepath.Join(t.TempDir(), "state")
	address, web, _ = serveHere(t, fmt.Sprintf("listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nstate_dir: %q\n%sbudgets: [{name: large, requests: 100000, window: 1h}]\nsources:\n"+
		"  - {name: crm, connector: apro, time_zone: Europe/London, budget: large, writes: {files: [upload], stockItems: [update]}, settings: {base_urls: [%q], api_key: \"${APRO}\"}}\n",
		state, more, upstream.url))
	return upstream, address, web, state
}

// uploadsOf returns the files that an emulator has stored.
func uploadsOf(t *testing.T, upstream *gated) []apro.Upload {
	t.Helper()
	truth, ok := upstream.Handler.(interface{ Uploads() []apro.Upload })
	require.True(t, ok)
	return truth.Uploads()
}

// noSpool requires that no file of an upload is left.
func noSpool(t *testing.T, state string) {
	t.Helper()
	settle(t, func() int { return spooled(t, state) })
	require.Zero(t, spooled(t, state))
}

// spooled counts the files in the spool.
func spooled(t *testing.T, state string) int {
	t.Helper()
	files, err := os.ReadDir(filepath.Join(state, uploadsFolder))
	require.NoError(t, err)
	return len(files)
}

// askJSON sends a request and returns the answer, which must be a success.
func askJSON(t *testing.T, verb, url, contentType string, body io.Reader) map[string]any {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), verb, url, body)
	require.NoError(t, err)
	req.Header.Set("Content-Type", contentType)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer func() { require.NoError(t, resp.Body.Close()) }()
	text, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, resp.StatusCode, string(text))
	var answer map[string]any
	require.NoError(t, json.Unmarshal(text, &answer))
	return answer
}

// newForm returns the body of an upload of files, and its type. Each file has its name in its contents.
func newForm(t *testing.T, resource string, names ...string) (body *bytes.Buffer, contentType string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	require.NoError(t, w.WriteField("resource", resource))
	for _, name := range names {
		part, err := w.CreateFormFile("file", name)
		require.NoError(t, err)
		_, err = io.WriteString(part, "contents of "+name)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return body, w.FormDataContentType()
}

// uploadNothing calls a method that uploads files, with a first message and an empty file.
func uploadNothing(ctx context.Context, conn grpc.ClientConnInterface, method string, first, answer proto.Message) error {
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ClientStreams: true}, method)
	if err != nil {
		return err
	}
	file := &crmstreamv1.UploadFilesRequest{Part: &crmstreamv1.UploadFilesRequest_File{File: &crmstreamv1.UploadFile{Name: "a"}}}
	for _, m := range []proto.Message{first, file} {
		if err := stream.SendMsg(m); err != nil {
			break // RecvMsg returns why
		}
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	return stream.RecvMsg(answer)
}

// TestAStockItemGetsAFile uploads two files by HTTP, puts one into a field of a stock item, and reads the item.
func TestAStockItemGetsAFile(t *testing.T) {
	upstream, _, web, state := serveFiles(t, "", "")
	form, contentType := newForm(t, "stockItems", "план этажа.png", `12" roof.pdf`)
	answer := askJSON(t, http.MethodPost, web+"/v1/sources/crm/files:upload", contentType, form)
	stored := uploadsOf(t, upstream)
	require.Len(t, stored, 2)
	for i, file := range answer["files"].([]any) {
		require.Equal(t, map[string]any{
			"name": stored[i].Filename, "storedName": stored[i].Name, "size": float64(stored[i].Size), "sha256": stored[i].SHA256,
		}, file)
		require.Equal(t, "stock", stored[i].Object)
	}
	require.Equal(t, "план этажа.png", stored[0].Filename)
	require.Equal(t, `12" roof.pdf`, stored[1].Filename)
	require.EqualValues(t, 1, answer["upstreamRequests"])
	noSpool(t, state)

	list := askJSON(t, http.MethodGet, web+"/v1/sources/crm/stockItems?pageSize=1", "", nil)
	id := list["stockItems"].([]any)[0].(map[string]any)["id"].(string)
	item := web + "/v1/sources/crm/stockItems/" + id
	askJSON(t, http.MethodPatch, item, "application/json", strings.NewReader(fmt.Sprintf(`{"fields":{"3031":{"files":{"files":[{"name":%q}]}}}}`, stored[1].Name)))
	read := askJSON(t, http.MethodGet, item, "", nil)
	files := read["stockItem"].(map[string]any)["fields"].(map[string]any)["3031"].(map[string]any)["files"].(map[string]any)["files"].([]any)
	require.Len(t, files, 1)
	require.Equal(t, stored[1].Name, files[0].(map[string]any)["name"])
}

// TestTheCommandUploads uploads a file of several chunks by the command, and files that are refused.
func TestTheCommandUploads(t *testing.T) {
	upstream, address, _, state := serveFiles(t, "uploads: {file_mib: 2, call_mib: 3}\n", "")
	write := func(name string, size int) string {
		path := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(path, bytes.Repeat([]byte("x"), size), 0o600))
		return path
	}
	upload := func(resource string, files ...string) result {
		return command(t, append([]string{"upload", "--source=crm", "--resource=" + resource, "--addr=" + address, "--format=json"}, files...)...)
	}
	got := upload("contacts", write("a.png", 1<<20+7), write("empty.txt", 0))
	require.Zero(t, got.code, got.stderr)
	stored := uploadsOf(t, upstream)
	require.Len(t, stored, 2)
	require.EqualValues(t, 1<<20+7, stored[0].Size)
	require.Equal(t, fmt.Sprintf(`{"name":"a.png","storedName":%q,"size":1048583,"sha256":%q}`, stored[0].Name, stored[0].SHA256), strings.Split(got.stdout, "\n")[0])
	require.Equal(t, 2, strings.Count(got.stdout, "\n"))

	for says, try := range map[string]func() result{
		"chunk: invalid request: of file 1 (\"b.png\"): the file is larger than 2 MiB": func() result { return upload("contacts", write("b.png", 2<<20+1)) },
		"the files are larger than 3 MiB together":                                     func() result { return upload("contacts", write("b.png", 2<<20), write("c.png", 2<<20)) },
		`"deals" takes no files at this source: use one of contacts, activities`:       func() result { return upload("deals", write("b.png", 2)) },
	} {
		got := try()
		require.Equal(t, exitFailed, got.code)
		require.Contains(t, got.stderr, says)
	}
	got = upload("contacts", filepath.Join(t.TempDir(), "missing"))
	require.Equal(t, exitUsage, got.code)
	require.Contains(t, got.stderr, "is no file that can be read")
	require.Len(t, uploadsOf(t, upstream), 2)
	noSpool(t, state)

	got = command(t, "sources", "crm", "--addr="+address, "--format=json")
	require.Contains(t, got.stdout, `{"method":"crmstream.v1.FilesService/UploadFiles","allowed":true,`)
	require.Contains(t, got.stdout, `"op":"utils/upload"`)
}

// TestUploadsAreRepeated meets faults of the upstream: an unattached file is no effect, so the request is sent again.
func TestUploadsAreRepeated(t *testing.T) {
	upstream, address, _, state := serveFiles(t, "", `, "faults": [{"op": "utils/upload", "at": 1, "kind": "status", "status": 502}, {"op": "utils/upload", "at": 2, "kind": "drop", "executes": true}]`)
	path := filepath.Join(t.TempDir(), "a.png")
	require.NoError(t, os.WriteFile(path, bytes.Repeat([]byte("x"), 300_000), 0o600))
	got := command(t, "upload", "--source=crm", "--resource=activities", "--addr="+address, path)
	require.Zero(t, got.code, got.stderr)
	require.EqualValues(t, 3, upstream.Requests()["utils/upload"])
	stored := uploadsOf(t, upstream)
	require.Len(t, stored, 2)
	require.Contains(t, got.stdout, stored[1].Name)
	require.EqualValues(t, 300_000, stored[1].Size)
	noSpool(t, state)
}
