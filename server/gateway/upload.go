package gateway

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// uploadWithin is the timeout of an upload if the caller sets none. The server itself bounds the time of each half, the receiving and
// the sending, by two hours.
const uploadWithin = 5 * time.Hour

// uploadHandler is a handler of an upload, which reads the body of the request by itself.
type uploadHandler http.HandlerFunc

// ServeHTTP answers a request.
func (h uploadHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h(w, r) }

// upload answers the HTTP form of a client stream of files. The parts of the body become messages as they come: no part is ever in memory
// or on the disk of the gateway.
func (m *method) upload(conn grpc.ClientConnInterface, answers unaryMarshaler, o Options) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept")
		first, f := m.readUpload(r)
		if f != nil {
			f.write(w)
			return
		}
		form, f := openForm(w, r, o)
		if f != nil {
			f.write(w)
			return
		}
		ctx, cancel, f := callContext(r, uploadWithin)
		if f != nil {
			f.write(w)
			return
		}
		defer cancel() // so that an upload that is not whole ends for the server too
		answer, header, f := form.pass(withMetadata(ctx, api.InteractiveKey, "1"), conn, m.Name, first)
		setExpires(w.Header(), header)
		if f == nil {
			f = form.whole()
		}
		if f != nil {
			f.write(w)
			return
		}
		body, err := answers.Marshal(answer)
		if err != nil {
			unencodable(err).write(w)
			return
		}
		h := w.Header()
		h.Set("Content-Type", typeJSON)
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body) // fails only if the client has gone
	}
}

// readUpload reads what an upload has besides its body.
func (m *method) readUpload(r *http.Request) (*crmstreamv1.UploadFilesRequest, *failure) {
	if negotiate(r.Header.Values("Accept"), typeJSON) == "" {
		return nil, notAcceptable(typeJSON)
	}
	values, f := parseQuery(r.URL.RawQuery)
	if f != nil {
		return nil, f
	}
	for name := range values {
		return nil, m.misplaced(name)
	}
	header := &crmstreamv1.UploadHeader{}
	if f := fillKey(header, r.Header.Values(idempotencyHeader)); f != nil {
		return nil, f
	}
	first := &crmstreamv1.UploadFilesRequest{Part: &crmstreamv1.UploadFilesRequest_Header{Header: header}}
	return first, m.fillPath(first, r.PathValue)
}

// pass sends the parts to the server, and returns its answer. The caller ends ctx after it.
func (f *form) pass(ctx context.Context, conn grpc.ClientConnInterface, method string, first *crmstreamv1.UploadFilesRequest) (*crmstreamv1.UploadFilesResponse, metadata.MD, *failure) {
	var fault *failure
	if first.GetHeader().Resource, fault = f.resource(); fault != nil {
		return nil, nil, fault
	}
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ClientStreams: true}, method)
	if err != nil {
		return nil, nil, uploadFailure(err)
	}
	out := fileStream{stream}
	taken, fault := out.send(first)
	if taken {
		taken, fault = f.sendFiles(out)
	}
	if fault != nil {
		return nil, nil, fault
	}
	if taken {
		if err := stream.CloseSend(); err != nil {
			return nil, nil, uploadFailure(err)
		}
	}
	answer := &crmstreamv1.UploadFilesResponse{}
	err = stream.RecvMsg(answer)
	header, _ := stream.Header() // has no error after a message or an error
	if err != nil {
		return nil, header, uploadFailure(err)
	}
	return answer, header, nil
}

// fileStream is the server's side of an upload.
type fileStream struct{ grpc.ClientStream }

// send sends a message. It returns false if the server takes no more: RecvMsg returns why.
func (s fileStream) send(m *crmstreamv1.UploadFilesRequest) (taken bool, f *failure) {
	switch err := s.SendMsg(m); {
	case errors.Is(err, io.EOF):
		return false, nil
	case err != nil:
		return false, uploadFailure(err)
	default:
		return true, nil
	}
}

// uploadFailure returns the failure of a call, with the fields of the stream's header named as the parts of the form.
func uploadFailure(err error) *failure {
	return fromStatusNamed(err, func(path string) string { return jsonName(strings.TrimPrefix(path, "header.")) })
}

// sendFiles sends the parts after the first. It returns false if the server takes no more.
func (f *form) sendFiles(out fileStream) (taken bool, fault *failure) {
	buffer := make([]byte, formPiece)
	for {
		part, fault := f.next()
		if fault != nil || part == nil {
			return fault == nil, fault
		}
		file, fault := describePart(part)
		if fault != nil {
			return false, fault
		}
		taken, fault := out.send(&crmstreamv1.UploadFilesRequest{Part: &crmstreamv1.UploadFilesRequest_File{File: file}})
		if taken {
			taken, fault = f.sendContents(out, part, buffer)
		}
		if !taken {
			return false, fault
		}
	}
}

// sendContents sends the contents of a file. It returns false if the server takes no more.
func (f *form) sendContents(out fileStream, part *multipart.Part, buffer []byte) (taken bool, fault *failure) {
	for size := int64(0); ; {
		n, err := readPiece(part, buffer)
		whole := errors.Is(err, io.EOF)
		if err != nil && !whole {
			return false, f.broken(err)
		}
		size += int64(n)
		f.size += int64(n)
		if fault := f.fits(part.FileName(), size); fault != nil {
			return false, fault
		}
		if n > 0 {
			if taken, fault := out.send(&crmstreamv1.UploadFilesRequest{Part: &crmstreamv1.UploadFilesRequest_Chunk{Chunk: buffer[:n]}}); !taken {
				return false, fault
			}
		}
		if whole {
			return true, nil
		}
	}
}
