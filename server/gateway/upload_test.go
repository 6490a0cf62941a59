package gateway_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

const uploadPath = "/v1/sources/apro/files:upload"

// storage is a gRPC server that stores files: it answers with what has come, and tells how each call ended.
type storage struct {
	crmstreamv1.UnimplementedFilesServiceServer
	refuse error // of a call, after its first file
	ended  chan error
	header *crmstreamv1.UploadFilesRequest
	chunks int
}

func (s *storage) UploadFiles(stream grpc.ClientStreamingServer[crmstreamv1.UploadFilesRequest, crmstreamv1.UploadFilesResponse]) (err error) {
	defer func() { s.ended <- err }()
	answer := &crmstreamv1.UploadFilesResponse{}
	var content strings.Builder
	whole := func() {
		if n := len(answer.GetFiles()); n > 0 {
			answer.Files[n-1].StoredName, answer.Files[n-1].Size = content.String(), proto.Int32(int32(content.Len()))
		}
		content.Reset()
	}
	for {
		m, err := stream.Recv()
		switch {
		case errors.Is(err, io.EOF):
			whole()
			return stream.SendAndClose(answer)
		case err != nil:
			return err
		case m.GetHeader() != nil:
			s.header = m
		case m.GetFile() != nil:
			whole()
			if s.refuse != nil {
				return s.refuse
			}
			answer.Files = append(answer.Files, &crmstreamv1.UploadedFile{Name: m.GetFile().GetName(), Sha256: m.GetFile().GetContentType()})
		default:
			s.chunks++
			if len(m.GetChunk()) > 64<<10 {
				return status.Error(codes.ResourceExhausted, "a chunk is too large")
			}
			content.Write(m.GetChunk())
		}
	}
}

// store serves the gateway in front of a storage.
func store(t *testing.T, s *storage, o gateway.Options) *httptest.Server {
	t.Helper()
	s.ended = make(chan error, 100)
	conn := connect(t, func(srv *grpc.Server) { crmstreamv1.RegisterFilesServiceServer(srv, s) })
	return serveConn(t, conn, o)
}

// formOf returns a form with parts, each "name: content" or "name=filename: content", and its Content-Type.
func formOf(t *testing.T, parts ...string) (body, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, part := range parts {
		name, content, _ := strings.Cut(part, ": ")
		name, filename, isFile := strings.Cut(name, "=")
		var to io.Writer
		var err error
		if isFile {
			to, err = w.CreateFormFile(name, filename)
		} else {
			to, err = w.CreateFormField(name)
		}
		require.NoError(t, err)
		_, err = io.WriteString(to, content)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.String(), "Content-Type: " + w.FormDataContentType()
}

func TestUploads(t *testing.T) {
	s := &storage{}
	web := store(t, s, gateway.Options{})
	large := strings.Repeat("0123456789", 20_000)
	body, contentType := formOf(t, "resource: stockItems", "a=план.png: abc", `b=12" x.png: `, "a=large: "+large)
	got := ask(t, web, http.MethodPost, uploadPath, body, contentType, `Idempotency-Key: "plan-1"`)
	require.Equal(t, http.StatusOK, got.status, got.body)
	require.JSONEq(t, strings.ReplaceAll(`{"files":[
		{"name":"план.png","storedName":"abc","size":3,"sha256":"application/octet-stream"},
		{"name":"12\" x.png","size":0,"sha256":"application/octet-stream"},
		{"name":"large","storedName":"LARGE","size":200000,"sha256":"application/octet-stream"}
	],"notices":[],"upstreamRequests":0}`, "LARGE", large[:20]), strings.ReplaceAll(got.body, large, large[:20]))
	require.Equal(t, "no-store", got.header.Get("Cache-Control"))
	require.Equal(t, "apro", s.header.GetSource())
	require.Equal(t, "stockItems", s.header.GetHeader().GetResource())
	require.Equal(t, "plan-1", s.header.GetHeader().GetRequestId())
	require.Less(t, s.chunks, 10, "chunks are full")
}

func TestUploadsThatAreRefused(t *testing.T) {
	invalidField := func(field string) error {
		st, err := status.New(codes.InvalidArgument, field+": is wrong").WithDetails(
			&errdetails.ErrorInfo{Reason: "INVALID_REQUEST", Domain: "crmstream", Metadata: map[string]string{"field": field}},
			&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{{Field: field}}})
		require.NoError(t, err)
		return st.Err()
	}
	const wrong, large = http.StatusBadRequest, http.StatusRequestEntityTooLarge
	for name, test := range map[string]struct {
		parts       []string
		path        string
		header      string // replaces the type, or is added
		cut         int    // bytes that the body lacks
		refuse      error  // of the server
		status      int
		says, field string
	}{
		"JSON":                   {header: "Content-Type: application/json", status: 415, says: "curl -F resource=stockItems -F file=@plan.png"},
		"a form of another type": {header: "Content-Type: application/x-www-form-urlencoded", status: 415, says: "multipart/form-data"},
		"no boundary":            {header: "Content-Type: multipart/form-data", status: 415, says: "with a boundary"},
		"compressed":             {header: "Content-Encoding: gzip", status: 415, says: "as it is"},
		"another answer":         {header: "Accept: text/html", status: 406},
		"a parameter":            {path: "?resource=deals", status: wrong, says: "resource", field: "resource"},
		"no part":                {parts: []string{}, status: wrong, says: "is missing", field: "resource"},
		"a file first":           {parts: []string{"f=a: x", "resource: deals"}, status: wrong, says: `must be the first part, which is "f"`, field: "resource"},
		"the resource as a file": {parts: []string{"resource=a: x"}, status: wrong, says: "must be the first part", field: "resource"},
		"the resource twice":     {parts: []string{"resource: deals", "resource: deals"}, status: wrong, says: "second time", field: "resource"},
		"a long resource":        {parts: []string{"resource: " + strings.Repeat("x", 300)}, status: wrong, says: "name of a resource", field: "resource"},
		"a part of no file":      {parts: []string{"resource: deals", "note: x"}, status: wrong, says: "no filename", field: "note"},
		"large headers":          {parts: []string{"resource: deals", "f=" + strings.Repeat("x", 20_000) + ": x"}, status: wrong, says: "16 KiB", field: "body"},
		"cut":                    {cut: 10, status: wrong, says: "last boundary", field: "body"},
		"cut in a file":          {parts: []string{"resource: deals", "f=a: " + strings.Repeat("x", 500)}, cut: 300, status: wrong, says: "last boundary", field: "body"},
		"a large file":           {parts: []string{"resource: deals", "f=a: " + strings.Repeat("x", 1<<20+1)}, status: large, says: `"a" is larger than 1 MiB`},
		"large files":            {parts: []string{"resource: deals", "f=a: " + strings.Repeat("x", 1<<20), "f=a: " + strings.Repeat("x", 1<<20), "f=a: x"}, status: large, says: "2 MiB together"},
		"a large body":           {parts: []string{"resource: deals", "f=a: " + strings.Repeat("x", 4<<20)}, status: large, says: "larger than 3145728 bytes"},
		"two keys":               {header: "Idempotency-Key: a b", status: wrong, says: "visible characters", field: "Idempotency-Key"},
		"the server's error":     {refuse: invalidField("header.resource"), status: wrong, says: "resource: is wrong", field: "resource"},
		"the server's other":     {refuse: invalidField("file.content_type"), status: wrong, says: "file.contentType: is wrong", field: "file.contentType"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			web := store(t, &storage{refuse: test.refuse}, gateway.Options{MaxFile: 1 << 20, MaxFiles: 2 << 20})
			if test.parts == nil {
				test.parts = []string{"resource: deals", "f=a: x"}
			}
			body, contentType := formOf(t, test.parts...)
			var headers []string
			if test.header != "" {
				headers = append(headers, test.header)
			}
			if !strings.HasPrefix(test.header, "Content-Type") {
				headers = append(headers, contentType)
			}
			got := ask(t, web, http.MethodPost, uploadPath+test.path, body[:len(body)-test.cut], headers...)
			require.Equal(t, test.status, got.status, got.body)
			require.Contains(t, got.body, strings.ReplaceAll(test.says, `"`, `\"`))
			_, details := got.requireError(t, test.status, "INVALID_ARGUMENT")
			require.Equal(t, test.field, violation(details))
		})
	}
}

// TestUploadsInChunksAreBounded sends a body without a length that is larger than the limit.
func TestUploadsInChunksAreBounded(t *testing.T) {
	web := store(t, &storage{}, gateway.Options{MaxFile: 1 << 20, MaxFiles: 1 << 20})
	preamble := io.LimitReader(endless{}, 10<<20)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, web.URL+uploadPath, preamble)
	require.NoError(t, err)
	req.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	resp, err := web.Client().Do(req)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	require.Equal(t, http.StatusBadRequest, resp.StatusCode, "what precedes the first part counts as its headers")
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// begin sends the begin of an upload of 1000 bytes over a connection, which it returns.
func begin(t *testing.T, web *httptest.Server) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", web.Listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	body, contentType := formOf(t, "resource: deals", "f=a: "+strings.Repeat("x", 500))
	_, err = fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Length: %d\r\n\r\n%s", uploadPath, contentType, len(body), body[:len(body)-300])
	require.NoError(t, err)
	return conn
}

// TestSlowUploads has clients that send a little at a time, stop, and leave.
func TestSlowUploads(t *testing.T) {
	s := &storage{}
	web := store(t, s, gateway.Options{BodyTime: 300 * time.Millisecond})
	conn := begin(t, web)
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	got, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	answer{status: resp.StatusCode, header: resp.Header, body: string(got)}.requireError(t, http.StatusRequestTimeout, "DEADLINE_EXCEEDED")
	require.Equal(t, codes.Canceled, status.Code(<-s.ended), "the call has ended for the server too")

	require.NoError(t, begin(t, web).Close())
	require.Equal(t, codes.Canceled, status.Code(<-s.ended))

	body, contentType := formOf(t, "resource: deals", "f=a: "+strings.Repeat("x", 500))
	conn, err = net.Dial("tcp", web.Listener.Addr().String())
	require.NoError(t, err)
	defer func() { _ = conn.Close() }()
	_, err = fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Length: %d\r\n\r\n", uploadPath, contentType, len(body))
	require.NoError(t, err)
	for part := range 8 {
		time.Sleep(100 * time.Millisecond) // 800 ms in all
		_, err = io.WriteString(conn, body[part*len(body)/8:(part+1)*len(body)/8])
		require.NoError(t, err)
	}
	resp, err = http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	require.Equal(t, http.StatusOK, resp.StatusCode, "a client that is slow and steady is served")
	require.NoError(t, <-s.ended)

	refused, err := net.Dial("tcp", web.Listener.Addr().String())
	require.NoError(t, err)
	defer func() { _ = refused.Close() }()
	_, err = fmt.Fprintf(refused, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n", uploadPath)
	require.NoError(t, err)
	require.NoError(t, refused.SetReadDeadline(time.Now().Add(10*time.Second)))
	_, err = io.ReadAll(refused)
	require.NoError(t, err, "a client whose upload was refused, and that sends no body, is cut")
}
