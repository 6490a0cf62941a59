package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Upload sends files as parts of one request and returns the answer's data ("uploading files"). A file that no record has changes
// nothing, so the request may be repeated.
func (c *Client) Upload(ctx context.Context, op, object string, files []connectors.UploadFile) (transcode.JSON, error) {
	form, err := c.uploadForm(object, files)
	if err != nil {
		return transcode.JSON{}, err
	}
	resp, err := c.rest.Do(ctx, rest.Request{
		Op:          op,
		Method:      http.MethodPost,
		Path:        Path(op),
		Header:      http.Header{"Accept": {"application/json"}},
		ContentType: form.contentType,
		Content:     form,
		Length:      form.size,
		Safe:        true,
		Classify:    func(resp rest.Response) error { return classifyUpload(resp, object) },
	})
	if err != nil {
		return transcode.JSON{}, err
	}
	c.NoteDate(resp.Header)
	body, _ := resp.JSON() // classifyUpload has accepted it
	data, _ := Member(body, "data")
	return data, nil
}

// classifyUpload is Classify for an upload. Its parameters are the object and the files.
func classifyUpload(resp rest.Response, object string) error {
	err := Classify(resp)
	var e *connectors.Error
	if RefusesParams(err) && errors.As(err, &e) {
		e.Kind, e.Err = connectors.KindRefused, fmt.Errorf("BAD_PARAMS: the server refuses files of %s, or these files", object)
	}
	return err
}

// uploadBody is the body of an upload. It may be read by several readers at a time.
type uploadBody struct {
	contentType string
	pieces      []piece
	size        int64
}

// piece is a part of a body: texts, or a file.
type piece struct {
	io.ReaderAt
	at, size int64
}

// uploadForm returns the body of an upload: the key, the object, and the files. One file is called upload, and several upload[0],
// upload[1], ..., since PHP keeps one file a name.
func (c *Client) uploadForm(object string, files []connectors.UploadFile) (*uploadBody, error) {
	f := &uploadBody{}
	var text strings.Builder
	w := multipart.NewWriter(&text)
	f.contentType = w.FormDataContentType()
	err := errors.Join(w.WriteField("apikey", c.key.Reveal()), w.WriteField("params[object]", object))
	for i, file := range files {
		name := "upload"
		if len(files) > 1 {
			name += "[" + strconv.Itoa(i) + "]"
		}
		_, failed := w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {`form-data; name="` + name + `"; filename="` + quoted(file.Name) + `"`},
			"Content-Type":        {plain(file.ContentType)},
		})
		err = errors.Join(err, failed)
		f.add(strings.NewReader(text.String()), int64(text.Len()))
		text.Reset()
		f.add(file.Content, file.Size)
	}
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	f.add(strings.NewReader(text.String()), int64(text.Len()))
	return f, nil
}

// quoted returns a file's name for between quotes, in UTF-8. PHP removes the backslashes, and reads no filename*. A line end would begin
// another header.
func quoted(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '_'
		}
		return r
	}, name)
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name)
}

// plain returns a media type, or that of any bytes in place of one that could begin another header.
func plain(contentType string) string {
	if contentType == "" || strings.ContainsFunc(contentType, func(r rune) bool { return r < ' ' || r > '~' }) {
		return "application/octet-stream"
	}
	return contentType
}

// add adds a piece.
func (f *uploadBody) add(content io.ReaderAt, size int64) {
	f.pieces = append(f.pieces, piece{content, f.size, size})
	f.size += size
}

// ReadAt reads a part of the body.
func (f *uploadBody) ReadAt(p []byte, at int64) (int, error) {
	n := 0
	for _, piece := range f.pieces {
		from := at + int64(n) - piece.at
		if n == len(p) || from >= piece.size {
			continue
		}
		most := min(int64(len(p)-n), piece.size-from)
		m, err := piece.ReadAt(p[n:n+int(most)], from)
		n += m
		if int64(m) < most {
			return n, errors.Join(errShort, err)
		}
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// errShort is the error of a file with less bytes than its size.
var errShort = errors.New("a file ended too early")
