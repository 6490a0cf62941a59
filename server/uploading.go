package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"strings"
	"time"
	"unicode"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/spool"
)

// defaultContentType is the media type of a file whose client states none.
const defaultContentType = "application/octet-stream"

// uploading is one call that stores files.
type uploading struct {
	server  *Server
	stream  grpc.ServerStream
	upload  *connectors.Upload
	source  string
	spooled *spool.Call

	files []*crmstreamv1.UploadedFile // those that are whole, without their stored names
	sends []connectors.UploadFile
	open  *crmstreamv1.UploadFile // the file that is being received
}

// run receives the files, sends them on for records of a resource, and returns the answer.
func (u *uploading) run(ctx context.Context, resource string) (*crmstreamv1.UploadFilesResponse, error) {
	if err := u.receive(ctx); err != nil {
		return nil, err
	}
	sending, cancel := context.WithTimeout(ctx, uploadTime)
	defer cancel()
	lease := u.server.memory.Lease(false)
	defer lease.Release()
	names, err := u.upload.Send(connectors.WithMemory(sending, lease), resource, u.sends)
	outcome := "executed"
	if err == nil && len(names) != len(u.sends) {
		err = &connectors.Error{Kind: connectors.KindMalformedResponse, Op: u.upload.Op, Err: fmt.Errorf("%d files have %d names", len(u.sends), len(names))}
	}
	if err != nil {
		outcome = "refused"
	}
	u.server.wrote.sent.WithLabelValues(u.source, u.server.uploads.Resource(), connectors.UploadWord, outcome).Add(float64(len(u.sends)))
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		u.files[i].StoredName = name
	}
	return &crmstreamv1.UploadFilesResponse{Files: u.files}, nil
}

// receive receives all files.
func (u *uploading) receive(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, uploadTime, errSlowUpload)
	defer cancel()
	for {
		m, err := u.next(ctx)
		switch {
		case errors.Is(err, io.EOF):
			if err := u.end(); err != nil {
				return err
			}
			if len(u.files) == 0 {
				return connectors.Invalid("file", "is missing: an upload has at least one file")
			}
			return nil
		case err == nil:
			err = u.take(m)
		}
		if err != nil {
			return err
		}
	}
}

// next returns the next message. The stream itself does not end with ctx but with the call, so a goroutine waits for its message. The
// goroutine ends at the latest when the call has ended.
func (u *uploading) next(ctx context.Context) (*crmstreamv1.UploadFilesRequest, error) {
	m, received := &crmstreamv1.UploadFilesRequest{}, make(chan error, 1)
	go func() { received <- u.stream.RecvMsg(m) }()
	late := time.NewTimer(messageTime)
	defer late.Stop()
	select {
	case err := <-received:
		return m, err
	case <-late.C:
		return nil, errSlowUpload
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// take takes a message after the first.
func (u *uploading) take(m *crmstreamv1.UploadFilesRequest) error {
	if err := u.server.check(m); err != nil {
		return err
	}
	if m.GetSource() != "" && m.GetSource() != u.source {
		return connectors.Invalid("source", "%q differs from that of the first message, %q: leave it out", m.GetSource(), u.source)
	}
	switch {
	case m.GetHeader() != nil:
		return connectors.Invalid("header", "is here a second time: only the first message of an upload holds it")
	case m.GetFile() != nil:
		if err := u.end(); err != nil {
			return err
		}
		return u.begin(m.GetFile())
	case u.open == nil:
		return connectors.Invalid("chunk", "comes before its file: a message with file begins each file")
	}
	_, err := u.spooled.Write(m.GetChunk())
	if tooLarge := (*spool.LimitError)(nil); errors.As(err, &tooLarge) {
		return connectors.Invalid("chunk", "%s %w: send less", u.named(), tooLarge)
	}
	return err
}

// named names the file that is being received, for errors.
func (u *uploading) named() string {
	return fmt.Sprintf("of file %d (%.64q):", len(u.files)+1, u.open.GetName())
}

// begin begins a file.
func (u *uploading) begin(file *crmstreamv1.UploadFile) error {
	u.open = file
	name := file.GetName()
	switch {
	case len(u.files) >= u.upload.MaxFiles:
		return connectors.Invalid("file", "%s this source takes %d files in one call: send the others in another", u.named(), u.upload.MaxFiles)
	case strings.ContainsAny(name, `/\`) || name == "." || name == "..":
		return connectors.Invalid("file.name", "%s has a path: leave it out", u.named())
	case strings.ContainsFunc(name, unicode.IsControl):
		return connectors.Invalid("file.name", "%s has control characters: leave them out", u.named())
	}
	if _, _, err := mime.ParseMediaType(file.GetContentType()); file.GetContentType() != "" && err != nil {
		return connectors.Invalid("file.content_type", "%s is no media type such as image/png", u.named())
	}
	u.spooled.Add()
	return nil
}

// end ends the file that is being received, if there is one, and checks it.
func (u *uploading) end() error {
	if u.open == nil {
		return nil
	}
	file := u.spooled.End()
	switch {
	case u.open.Size != nil && int64(u.open.GetSize()) != file.Size:
		return connectors.Invalid("file.size", "%s says %d bytes, and %d have come: nothing was stored", u.named(), u.open.GetSize(), file.Size)
	case u.open.GetSha256() != "" && !strings.EqualFold(u.open.GetSha256(), file.SHA256):
		return connectors.Invalid("file.sha256", "%s differs from that of what has come, %s: nothing was stored", u.named(), file.SHA256)
	}
	contentType := u.open.GetContentType()
	if contentType == "" {
		contentType = defaultContentType
	}
	u.files = append(u.files, &crmstreamv1.UploadedFile{Name: u.open.GetName(), Size: proto.Int32(count(int(file.Size))), Sha256: file.SHA256})
	u.sends = append(u.sends, connectors.UploadFile{Name: u.open.GetName(), ContentType: contentType, Size: file.Size, Content: file.Content})
	u.open = nil
	return nil
}
