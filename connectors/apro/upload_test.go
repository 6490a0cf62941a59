package apro_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// uploadOf returns the upload of a client whose server answers by a function.
func uploadOf(t *testing.T, answer func(*http.Request) string, edit func(*apro.Settings)) connectors.Upload {
	t.Helper()
	uploader, ok := newClient(t, roundTrip(answer), edit).(connectors.Uploader)
	require.True(t, ok)
	return uploader.Upload()
}

// file returns a file to be uploaded.
func file(name, content string) connectors.UploadFile {
	return connectors.UploadFile{Name: name, ContentType: "image/png", Size: int64(len(content)), Content: strings.NewReader(content)}
}

// TestUploadsOnTheWire reads the parts as a server does, and the names as PHP does.
func TestUploadsOnTheWire(t *testing.T) {
	for name, test := range map[string]struct {
		resource, object string
		files            []connectors.UploadFile
		parts            []string
		answer           string
		names            []string
	}{
		"one file": {
			"stockItems", "stock",
			[]connectors.UploadFile{file("план этажа.png", "abc")},
			[]string{`upload "план этажа.png" image/png: abc`},
			`{"name":"54cf4e91db8ba.png"}`,
			[]string{"54cf4e91db8ba.png"},
		},
		"several files": {
			"activities", "applications",
			[]connectors.UploadFile{file("a.png", "abc"), file("a.png", ""), file("b.png", "--\r\nx")},
			[]string{`upload[0] "a.png" image/png: abc`, `upload[1] "a.png" image/png: `, "upload[2] \"b.png\" image/png: --\r\nx"},
			`{"name":["30\/3b\/1.png","2.png","3.png"]}`,
			[]string{"30/3b/1.png", "2.png", "3.png"},
		},
		"a list of one, and a name with quotes": {
			"contacts", "purchaser",
			[]connectors.UploadFile{file(`12" \ roof.png`, "abc")},
			[]string{`upload "12\" \\ roof.png" image/png: abc`},
			`{"name":["1.png"]}`,
			[]string{"1.png"},
		},
		"a map": {
			"deals", "sales",
			[]connectors.UploadFile{file("a.png", "abc"), file("b.png", "de")},
			[]string{`upload[0] "a.png" image/png: abc`, `upload[1] "b.png" image/png: de`},
			`{"name":{"1":"2.png","0":"1.png"}}`,
			[]string{"1.png", "2.png"},
		},
		"names that would begin another header": {
			"contacts", "purchaser",
			[]connectors.UploadFile{
				{Name: "a\"\r\nX-Evil: 1\r\n\r\n.png\x00", ContentType: "text/plain\r\nX-Evil: 1", Size: 1, Content: strings.NewReader("x")},
			},
			[]string{`upload "a\"__X-Evil: 1____.png_" application/octet-stream: x`},
			`{"name":"1.png"}`,
			[]string{"1.png"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var parts []string
			upload := uploadOf(t, func(req *http.Request) string {
				require.Equal(t, "/sharedapi/utils/upload", req.URL.Path)
				kind, params, err := mime.ParseMediaType(req.Header.Get("Content-Type"))
				require.NoError(t, err)
				require.Equal(t, "multipart/form-data", kind)
				body, err := io.ReadAll(req.Body)
				require.NoError(t, err)
				require.EqualValues(t, req.ContentLength, len(body))
				require.NotContains(t, string(body), "filename*")
				reader := multipart.NewReader(bytes.NewReader(body), params["boundary"])
				for i := 0; ; i++ {
					part, err := reader.NextRawPart()
					if errors.Is(err, io.EOF) {
						break
					}
					require.NoError(t, err)
					content, err := io.ReadAll(part)
					require.NoError(t, err)
					require.Empty(t, part.Header["X-Evil"])
					switch i {
					case 0:
						require.Equal(t, []string{"apikey", sandbox.Defaults().APIKey}, []string{part.FormName(), string(content)})
					case 1:
						require.Equal(t, []string{"params[object]", test.object}, []string{part.FormName(), string(content)})
					default:
						_, filename, _ := strings.Cut(part.Header.Get("Content-Disposition"), "filename=")
						parts = append(parts, fmt.Sprintf("%s %s %s: %s", part.FormName(), filename, part.Header.Get("Content-Type"), content))
					}
				}
				return `{"status":"success","data":` + test.answer + `}`
			}, func(s *apro.Settings) { s.UploadSales = true })
			names, err := upload.Send(t.Context(), test.resource, test.files)
			require.NoError(t, err)
			require.Equal(t, test.parts, parts)
			require.Equal(t, test.names, names)
		})
	}
}

// TestAnswersOfUploads has answers that do not name each file.
func TestAnswersOfUploads(t *testing.T) {
	for answer, want := range map[string]connectors.Kind{
		`{"status":"success","data":{"name":["1","2"]}}`:         0,
		`{"status":"success","data":{"name":["1"]}}`:             connectors.KindMalformedResponse,
		`{"status":"success","data":{"name":["1","2","3"]}}`:     connectors.KindMalformedResponse,
		`{"status":"success","data":{"name":["1","1"]}}`:         connectors.KindMalformedResponse,
		`{"status":"success","data":{"name":["1",""]}}`:          connectors.KindMalformedResponse,
		`{"status":"success","data":{"name":["1",null]}}`:        connectors.KindMalformedResponse,
		`{"status":"success","data":{"name":["1",7]}}`:           connectors.KindMalformedResponse,
		`{"status":"success","data":{"name":"1"}}`:               connectors.KindMalformedResponse,
		`{"status":"success","data":{"name":null}}`:              connectors.KindMalformedResponse,
		`{"status":"success","data":{"name":{"1":"1","2":"2"}}}`: connectors.KindMalformedResponse,
		`{"status":"success","data":[]}`:                         connectors.KindMalformedResponse,
		`{"status":"success"}`:                                   connectors.KindMalformedResponse,
		`{"status":"fail","message":"BAD_PARAMS: upload"}`:       connectors.KindRefused,
		`{"status":"fail","message":"ACCESS_DENY"}`:              connectors.KindForbidden,
	} {
		t.Run(answer, func(t *testing.T) {
			upload := uploadOf(t, func(*http.Request) string { return answer }, nil)
			_, err := upload.Send(t.Context(), "contacts", []connectors.UploadFile{file("a", "x"), file("b", "y")})
			if want == 0 {
				require.NoError(t, err)
				return
			}
			var e *connectors.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, want, e.Kind, err)
			require.Equal(t, "utils/upload", e.Op)
			require.NotContains(t, err.Error(), sandbox.Defaults().APIKey)
		})
	}
}

// TestFilesOfDealsAreASetting states for which records there are uploads.
func TestFilesOfDealsAreASetting(t *testing.T) {
	never := func(*http.Request) string { return "" }
	require.NotContains(t, uploadOf(t, never, nil).Resources, "deals")
	require.Contains(t, uploadOf(t, never, func(s *apro.Settings) { s.UploadSales = true }).Resources, "deals")
}

// TestUploadsAreReadFromAnywhere reads the body in pieces of all sizes, as a transport may, from several places at once.
func TestUploadsAreReadFromAnywhere(t *testing.T) {
	var body string
	upload := uploadOf(t, func(req *http.Request) string {
		var err error
		var got strings.Builder
		again, err := req.GetBody()
		require.NoError(t, err)
		_, err = io.CopyBuffer(&got, struct{ io.Reader }{again}, make([]byte, 7))
		require.NoError(t, err)
		body = readBody(t, req)
		require.Equal(t, body, got.String())
		return `{"status":"success","data":{"name":["1","2"]}}`
	}, nil)
	_, err := upload.Send(t.Context(), "contacts", []connectors.UploadFile{file("a", strings.Repeat("abc", 1000)), file("b", "y")})
	require.NoError(t, err)
	require.Contains(t, body, strings.Repeat("abc", 1000))

	upload = uploadOf(t, func(req *http.Request) string {
		_, err := io.ReadAll(req.Body)
		require.ErrorContains(t, err, "ended too early")
		return `{"status":"success","data":{"name":"1"}}`
	}, nil)
	short := file("a", "abc")
	short.Size = 5
	_, err = upload.Send(t.Context(), "contacts", []connectors.UploadFile{short})
	require.NoError(t, err, "this server does not look at the length")
}
