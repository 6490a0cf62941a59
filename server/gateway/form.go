package gateway

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/grpc/codes"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const (
	// partHeaders is the largest size of the headers of a part, and formOverhead that of all that is not contents of files, in bytes.
	partHeaders  = 16 << 10
	formOverhead = 1 << 20
	// formPiece is how many bytes of a file are in one message. As a message it fits the buffers of 32 KiB that gRPC keeps; the next larger
	// ones have 1 MiB.
	formPiece = 31 << 10
	// maxResource is the largest size of the part with the resource, in bytes.
	maxResource = 256
	// resourcePart is the name of that part.
	resourcePart = "resource"
	typeForm     = "multipart/form-data"
)

// formHint says how a form is sent.
const formHint = "send " + typeForm + ", first the part " + resourcePart + ", then the files, as curl -F resource=stockItems -F file=@plan.png does"

// form is the body of an upload.
type form struct {
	parts   *multipart.Reader
	control *http.ResponseController
	from    io.Reader // the body, which ends with an error beyond the limit
	options Options
	size    int64 // of all files so far
	// headers is how many bytes the headers of the next part may still take, negative while contents are read.
	headers int
}

// openForm begins to read the body of an upload.
func openForm(w http.ResponseWriter, r *http.Request, o Options) (*form, *failure) {
	mediaType, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || mediaType != typeForm || params["boundary"] == "" {
		return nil, refuse(http.StatusUnsupportedMediaType, codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
			"Content-Type must be %s with a boundary, not %q: %s", typeForm, r.Header.Get("Content-Type"), formHint)
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return nil, refuse(http.StatusUnsupportedMediaType, codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
			"Content-Encoding %q is not supported: send the body as it is", encoding)
	}
	f := &form{control: http.NewResponseController(w), from: http.MaxBytesReader(w, r.Body, o.maxForm()), options: o}
	f.parts = multipart.NewReader(f, params["boundary"])
	return f, nil
}

// errHeaders is the error of a part with headers that are too large.
var errHeaders = errors.New("the headers of a part are larger than 16 KiB")

// Read reads the body. The next bytes must come in time.
func (f *form) Read(p []byte) (int, error) {
	if f.headers == 0 {
		return 0, errHeaders
	}
	if f.headers > 0 {
		p = p[:min(len(p), f.headers)]
	}
	if err := f.control.SetReadDeadline(time.Now().Add(f.options.BodyTime)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	n, err := f.from.Read(p)
	if f.headers > 0 {
		f.headers -= n
	}
	return n, err
}

// whole lifts the deadline when the body has come.
func (f *form) whole() *failure {
	if err := f.control.SetReadDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return f.broken(err)
	}
	return nil
}

// next returns the next part, nil at the end.
func (f *form) next() (*multipart.Part, *failure) {
	f.headers = partHeaders
	part, err := f.parts.NextPart()
	f.headers = -1
	switch {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, f.broken(err)
	}
	return part, nil
}

// broken returns the failure of a body that cannot be read to its end.
func (f *form) broken(err error) *failure {
	var tooMuch *http.MaxBytesError
	switch {
	case errors.As(err, &tooMuch):
		return tooLarge(tooMuch.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return refuse(http.StatusRequestTimeout, codes.DeadlineExceeded, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
			"nothing of the request body has come for %s", f.options.BodyTime)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return invalid("body", "ends before its last boundary: nothing was stored")
	default:
		return invalid("body", "cannot be read: %v", err)
	}
}

// resource reads the first part.
func (f *form) resource() (string, *failure) {
	part, fault := f.next()
	switch {
	case fault != nil:
		return "", fault
	case part == nil:
		return "", invalid(resourcePart, "is missing: %s", formHint)
	case part.FormName() != resourcePart || part.FileName() != "":
		return "", invalid(resourcePart, "must be the first part, which is %q: %s", part.FormName(), formHint)
	}
	text, err := io.ReadAll(io.LimitReader(part, maxResource+1))
	switch {
	case err != nil:
		return "", f.broken(err)
	case len(text) > maxResource || !utf8.Valid(text):
		return "", invalid(resourcePart, "must be the name of a resource, such as stockItems")
	}
	return string(text), nil
}

// describePart returns the file that a part has.
func describePart(part *multipart.Part) (*crmstreamv1.UploadFile, *failure) {
	name := part.FileName()
	switch {
	case name == "" && part.FormName() == resourcePart:
		return nil, invalid(resourcePart, "is there a second time: %s", formHint)
	case name == "":
		return nil, invalid(part.FormName(), "this part has no filename, and only files may follow the part %s: %s", resourcePart, formHint)
	case !utf8.ValidString(name) || !utf8.ValidString(part.Header.Get("Content-Type")):
		return nil, invalid(part.FormName(), "filename and Content-Type of the part must be UTF-8")
	}
	return &crmstreamv1.UploadFile{Name: name, ContentType: part.Header.Get("Content-Type")}, nil
}

// fits returns a failure if a file, or all files, are larger than they may be.
func (f *form) fits(name string, size int64) *failure {
	switch {
	case size > f.options.MaxFile:
		return tooMany("the file %q is larger than %d MiB", name, f.options.MaxFile>>20)
	case f.size > f.options.MaxFiles:
		return tooMany("the files are larger than %d MiB together", f.options.MaxFiles>>20)
	}
	return nil
}

func tooMany(format string, args ...any) *failure {
	return refuse(http.StatusRequestEntityTooLarge, codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST, format, args...)
}

// readPiece fills the buffer, or returns what has come within a second: the server wants to see that something comes.
func readPiece(from io.Reader, buffer []byte) (n int, err error) {
	for began := time.Now(); err == nil && n < len(buffer) && time.Since(began) < time.Second; {
		var m int
		m, err = from.Read(buffer[n:])
		n += m
	}
	return n, err
}

// maxForm returns the largest body of an upload in bytes.
func (o Options) maxForm() int64 { return o.MaxFiles + formOverhead }
