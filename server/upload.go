package server

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/records"
)

const (
	// uploadTime is the longest time in which the files of an upload must come, and the longest in which they are sent on. 128 MiB
	// take two hours at 18 KiB a second.
	uploadTime = 2 * time.Hour
	// messageTime is the longest time in which the next message of an upload must come.
	messageTime = 30 * time.Second
)

// errSlowUpload is the error of an upload whose files do not come.
var errSlowUpload = fmt.Errorf("the files have not come in time: a message must come every %s, and all files within %s", messageTime, uploadTime)

// uploadDesc returns the description of a method that stores files.
func (s *Server) uploadDesc(m *api.Method) grpc.StreamDesc {
	return grpc.StreamDesc{
		StreamName:    string(m.Desc.Name()),
		ClientStreams: true,
		Handler: func(_ any, stream grpc.ServerStream) error {
			first := &crmstreamv1.UploadFilesRequest{}
			if err := stream.RecvMsg(first); err != nil {
				return err
			}
			arrived(stream.Context())
			if err := s.admitUpload(stream.Context(), m, first); err != nil {
				return err
			}
			return s.serveUpload(m, first, stream)
		},
	}
}

// admitUpload is admit for the first message of an upload.
func (s *Server) admitUpload(ctx context.Context, m *api.Method, first *crmstreamv1.UploadFilesRequest) error {
	switch {
	case first.GetSource() == "":
		return connectors.Invalid("source", "is missing: the first message names the source")
	case first.GetHeader() == nil:
		return connectors.Invalid("header", "is missing: the first message of an upload holds it")
	}
	return s.admit(ctx, m, first)
}

// serveUpload answers one call that stores files.
func (s *Server) serveUpload(m *api.Method, first *crmstreamv1.UploadFilesRequest, stream grpc.ServerStream) error {
	src, err := s.source(stream.Context(), first.GetSource())
	if err != nil {
		return err
	}
	header := first.GetHeader()
	ctx, cancel := s.callContext(stream.Context(), src, header)
	defer cancel()
	meter := connectors.MeterFrom(ctx)
	meter.Interactive = header.GetPriority() != crmstreamv1.Priority_PRIORITY_BULK
	note(ctx, src, m.Resource())
	s.charge(meter, src.name)
	upload, err := s.uploadFor(src, m, first)
	if err != nil {
		return src.fail(err)
	}
	spooled, err := s.opts.Uploads.Begin()
	if err != nil {
		return src.fail(err)
	}
	defer func() {
		if err := spooled.Close(); err != nil {
			s.opts.Log.Error("the files of an upload cannot be removed", "error", err.Error())
		}
	}()
	u := &uploading{server: s, stream: stream, upload: upload, source: src.name, spooled: spooled}
	resp, err := u.run(ctx, header.GetResource())
	info(ctx).write = &wroteRecords{header.GetRequestId(), storedNames(resp)}
	switch {
	case err == nil:
		resp.UpstreamRequests = count(meter.Requests())
		return stream.SendMsg(resp)
	case ctx.Err() != nil:
		err = context.Cause(ctx)
	}
	return src.fail(err)
}

// uploadFor returns the upload of a source, if the request may have it.
func (s *Server) uploadFor(src *source, m *api.Method, first *crmstreamv1.UploadFilesRequest) (*connectors.Upload, error) {
	by := src.serving.Load()
	if by.upload == nil {
		return nil, unsupported(src, m)
	}
	if path := records.Unknown(first.ProtoReflect()); path != "" {
		return nil, connectors.Invalid(path, "has fields that this server does not know: a newer client needs a newer server")
	}
	resource := first.GetHeader().GetResource()
	switch {
	case s.opts.Uploads == nil:
		return nil, errNoLedger
	case !by.config.allowsUploads(m.Resource()):
		return nil, &writesDisabled{fmt.Sprintf("source %q does not allow it: the operator allows it with writes: {%s: [%s]}", src.name, m.Resource(), connectors.UploadWord)}
	case !slices.Contains(by.upload.Resources, resource):
		return nil, connectors.Invalid("header.resource", "%q takes no files at this source: use one of %s", resource, strings.Join(by.upload.Resources, ", "))
	}
	return by.upload, nil
}

// allowsUploads reports whether the configuration allows to store files.
func (c SourceConfig) allowsUploads(resource string) bool {
	return slices.Contains(c.Writes[resource], connectors.UploadWord)
}

// uploadOf returns the upload of a client after checks of its declaration, nil if the client stores no files.
func (s *Server) uploadOf(client connectors.Client) (*connectors.Upload, error) {
	uploader, ok := client.(connectors.Uploader)
	if !ok {
		return nil, nil
	}
	upload := uploader.Upload()
	if s.uploads == nil || len(upload.Resources) == 0 || upload.MaxFiles < 1 || upload.Send == nil {
		return nil, fmt.Errorf("%T: to upload files: it lacks Resources, MaxFiles or Send", client)
	}
	return &upload, nil
}

// describeUpload returns the upload of a source among its writes.
func (s *Server) describeUpload(by *serving) *crmstreamv1.WriteCapability {
	return &crmstreamv1.WriteCapability{
		Method: methodName(s.uploads), Allowed: s.opts.Uploads != nil && by.config.allowsUploads(s.uploads.Resource()), Op: by.upload.Op,
		Settling: "call again: a stored file that no record has changes nothing", Proof: "the upstream's answer names the stored files",
		Cost: by.upload.Cost, Assumptions: by.upload.Assumes,
	}
}

// storedNames returns the names of stored files.
func storedNames(resp *crmstreamv1.UploadFilesResponse) []string {
	var names []string
	for _, f := range resp.GetFiles() {
		names = append(names, f.GetStoredName())
	}
	return names
}
