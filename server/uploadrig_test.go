package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/spool"
)

// shelf is a connector that stores files: as names it returns their contents.
type shelf struct {
	*notebook
	// meet is called when files have arrived.
	meet func(ctx context.Context) error

	mu    sync.Mutex
	files []string // "resource name content-type content"
}

func (s *shelf) driver() connectors.Driver {
	return connectors.Driver{Name: "shelf", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) { return s, nil }}
}

func (s *shelf) Upload() connectors.Upload {
	return connectors.Upload{Op: "shelf/put", Resources: []string{"contacts", "deals"}, MaxFiles: 3, Cost: "One request.", Send: s.send}
}

func (s *shelf) send(ctx context.Context, resource string, files []connectors.UploadFile) ([]string, error) {
	connectors.MeterFrom(ctx).Sent()
	if s.meet != nil {
		if err := s.meet(ctx); err != nil {
			return nil, err
		}
	}
	var names []string
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range files {
		content, err := io.ReadAll(io.NewSectionReader(f.Content, 0, f.Size))
		if err != nil {
			return nil, err
		}
		s.files = append(s.files, fmt.Sprintf("%s %s %s %.20s", resource, f.Name, f.ContentType, content))
		names = append(names, fmt.Sprintf("stored-%d", len(s.files)))
	}
	return names, nil
}

// uploadRig is a server over a shelf.
type uploadRig struct {
	*writeRig
	*shelf
	spool string
}

// uploadTo serves a shelf as the source "main", with files of 2 MiB and calls of 3 MiB, one at a time.
func uploadTo(t *testing.T, s *shelf, changes ...func(*Options, *SourceConfig)) *uploadRig {
	t.Helper()
	r := &uploadRig{shelf: s, spool: filepath.Join(t.TempDir(), "uploads")}
	files, err := spool.Open(r.spool, spool.Settings{File: 2 << 20, Call: 3 << 20, AtOnce: 1})
	require.NoError(t, err)
	s.notebook = newNotebook()
	changes = append([]func(*Options, *SourceConfig){func(o *Options, c *SourceConfig) {
		o.Uploads, c.Driver, c.Writes = files, s.driver(), map[string][]string{"files": {connectors.UploadWord}}
	}}, changes...)
	r.writeRig = writeTo(t, s.notebook, changes...)
	return r
}

func (r *uploadRig) begin(ctx context.Context) crmstreamv1.FilesService_UploadFilesClient {
	r.t.Helper()
	stream, err := crmstreamv1.NewFilesServiceClient(r.conn).UploadFiles(ctx)
	require.NoError(r.t, err)
	return stream
}

// upload sends messages in one call.
func (r *uploadRig) upload(ctx context.Context, messages ...*crmstreamv1.UploadFilesRequest) (*crmstreamv1.UploadFilesResponse, error) {
	r.t.Helper()
	stream := r.begin(ctx)
	for _, m := range messages {
		if err := stream.Send(m); err != nil {
			require.ErrorIs(r.t, err, io.EOF)
			break
		}
	}
	return stream.CloseAndRecv()
}

// empty requires that the spool has no file, and that nothing was stored.
func (r *uploadRig) empty() {
	r.t.Helper()
	require.Eventually(r.t, func() bool { return r.spooled() == 0 }, 10*time.Second, time.Millisecond, "a file is left in the spool")
}

func (r *uploadRig) spooled() int {
	r.t.Helper()
	files, err := os.ReadDir(r.spool)
	require.NoError(r.t, err)
	return len(files)
}

func heading(resource string) *crmstreamv1.UploadFilesRequest {
	return &crmstreamv1.UploadFilesRequest{Source: "main", Part: &crmstreamv1.UploadFilesRequest_Header{Header: &crmstreamv1.UploadHeader{Resource: resource, RequestId: "r-1"}}}
}

func fileOf(file *crmstreamv1.UploadFile) *crmstreamv1.UploadFilesRequest {
	return &crmstreamv1.UploadFilesRequest{Part: &crmstreamv1.UploadFilesRequest_File{File: file}}
}

func fileNamed(name string) *crmstreamv1.UploadFilesRequest {
	return fileOf(&crmstreamv1.UploadFile{Name: name})
}

func chunkOf(text string) *crmstreamv1.UploadFilesRequest {
	return &crmstreamv1.UploadFilesRequest{Part: &crmstreamv1.UploadFilesRequest_Chunk{Chunk: []byte(text)}}
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
