package server

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func TestUploadedFilesAreSentOn(t *testing.T) {
	s := &shelf{}
	r := uploadTo(t, s)
	again := chunkOf("c")
	again.Source = "main"
	got, err := r.upload(t.Context(), heading("deals"),
		fileOf(&crmstreamv1.UploadFile{Name: "план.png", ContentType: "image/png", Size: proto.Int32(3), Sha256: strings.ToUpper(hashOf("abc"))}),
		chunkOf("ab"), chunkOf(""), again,
		fileNamed("empty"), fileNamed("b.txt"), chunkOf("d"))
	require.NoError(t, err)
	require.Equal(t, []string{"deals план.png image/png abc", "deals empty application/octet-stream ", "deals b.txt application/octet-stream d"}, s.files)
	require.Len(t, got.GetFiles(), 3)
	require.True(t, proto.Equal(&crmstreamv1.UploadedFile{Name: "план.png", StoredName: "stored-1", Size: proto.Int32(3), Sha256: hashOf("abc")}, got.GetFiles()[0]))
	require.True(t, proto.Equal(&crmstreamv1.UploadedFile{Name: "empty", StoredName: "stored-2", Size: proto.Int32(0), Sha256: hashOf("")}, got.GetFiles()[1]))
	require.EqualValues(t, 1, got.GetUpstreamRequests())
	r.empty()

	source, err := crmstreamv1.NewSourcesServiceClient(r.conn).GetSource(t.Context(), &crmstreamv1.GetSourceRequest{Source: "main"})
	require.NoError(t, err)
	var found *crmstreamv1.WriteCapability
	for _, w := range source.GetSource().GetWrites() {
		if w.GetMethod() == "crmstream.v1.FilesService/UploadFiles" {
			found = w
		}
	}
	require.True(t, found.GetAllowed())
	require.Equal(t, "shelf/put", found.GetOp())
	require.Equal(t, "One request.", found.GetCost())
}

// TestUploadsOutOfOrder breaks each rule of the stream. Nothing is stored, and nothing is left.
func TestUploadsOutOfOrder(t *testing.T) {
	s := &shelf{}
	r := uploadTo(t, s)
	other := chunkOf("x")
	other.Source = "other"
	nameless := heading("deals")
	nameless.Source = ""
	priority := heading("deals")
	priority.GetHeader().Priority = 99
	unknown := heading("deals")
	unknown.GetHeader().ProtoReflect().SetUnknown([]byte{0xf8, 0x07, 1})
	mib := strings.Repeat("x", 1<<20)
	type messages = []*crmstreamv1.UploadFilesRequest
	for name, test := range map[string]struct {
		messages messages
		field    string
		says     string
	}{
		"nothing but the source": {messages{{Source: "main"}}, "header", "the first message"},
		"no header":              {messages{{Source: "main", Part: fileNamed("a").GetPart()}}, "header", "the first message"},
		"no source":              {messages{nameless}, "source", "the first message"},
		"no resource":            {messages{heading("")}, "header.resource", "is missing"},
		"an unknown resource":    {messages{heading("visits")}, "header.resource", "use one of contacts, deals"},
		"an unknown priority":    {messages{priority}, "header.priority", ""},
		"an unknown field":       {messages{unknown}, "header", "newer server"},
		"no file":                {messages{heading("deals")}, "file", "at least one file"},
		"a chunk before a file":  {messages{heading("deals"), chunkOf("x")}, "chunk", "before its file"},
		"a second header":        {messages{heading("deals"), fileNamed("a"), heading("deals")}, "header", "second time"},
		"another source":         {messages{heading("deals"), fileNamed("a"), other}, "source", `"other" differs`},
		"an empty message":       {messages{heading("deals"), {}}, "part", ""},
		"a file without a name":  {messages{heading("deals"), fileNamed("")}, "file.name", "is missing"},
		"a path":                 {messages{heading("deals"), fileNamed("a"), fileNamed("b/../c")}, "file.name", `of file 2 ("b/../c"): has a path`},
		"a path of Windows":      {messages{heading("deals"), fileNamed(`c:\a`)}, "file.name", "has a path"},
		"a folder":               {messages{heading("deals"), fileNamed("..")}, "file.name", "has a path"},
		"a line end":             {messages{heading("deals"), fileNamed("a\r\nX-Evil: 1")}, "file.name", "control characters"},
		"a type with a line end": {messages{heading("deals"), fileOf(&crmstreamv1.UploadFile{Name: "a", ContentType: "a/b\r\nX: 1"})}, "file.content_type", ""},
		"no media type":          {messages{heading("deals"), fileOf(&crmstreamv1.UploadFile{Name: "a", ContentType: "a b"})}, "file.content_type", "no media type"},
		"less than the size":     {messages{heading("deals"), fileOf(&crmstreamv1.UploadFile{Name: "a", Size: proto.Int32(3)}), chunkOf("ab"), fileNamed("b")}, "file.size", "3 bytes, and 2 have come"},
		"more than the size":     {messages{heading("deals"), fileOf(&crmstreamv1.UploadFile{Name: "a", Size: proto.Int32(0)}), chunkOf("ab")}, "file.size", "0 bytes, and 2 have come"},
		"another hash":           {messages{heading("deals"), fileOf(&crmstreamv1.UploadFile{Name: "a", Sha256: hashOf("abd")}), chunkOf("abc")}, "file.sha256", hashOf("abc")},
		"no hash":                {messages{heading("deals"), fileOf(&crmstreamv1.UploadFile{Name: "a", Sha256: "abc"})}, "file.sha256", ""},
		"too many files":         {messages{heading("deals"), fileNamed("a"), fileNamed("b"), fileNamed("c"), fileNamed("d")}, "file", "takes 3 files in one call"},
		"a large chunk":          {messages{heading("deals"), fileNamed("a"), chunkOf(mib + "x")}, "chunk", "1048576"},
		"a large file":           {messages{heading("deals"), fileNamed("a"), chunkOf(mib), chunkOf(mib), chunkOf("x")}, "chunk", "larger than 2 MiB"},
		"large files":            {messages{heading("deals"), fileNamed("a"), chunkOf(mib), fileNamed("b"), chunkOf(mib), chunkOf(mib), chunkOf("x")}, "chunk", "larger than 2 MiB"},
		"large files together":   {messages{heading("deals"), fileNamed("a"), chunkOf(mib), fileNamed("b"), chunkOf(mib), fileNamed("c"), chunkOf(mib), chunkOf("x")}, "chunk", "larger than 3 MiB together"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := r.upload(t.Context(), test.messages...)
			require.Equal(t, test.field, fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")["field"], err)
			require.Contains(t, status.Convert(err).Message(), test.says)
			r.empty()
		})
	}
	require.Empty(t, s.files)
	_, err := r.upload(t.Context())
	require.Error(t, err, "a call without a message")
	_, err = r.upload(t.Context(), heading("deals"), fileNamed("a"), chunkOf("x"))
	require.NoError(t, err, "every call has left its place")
}
