package all_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/encoding/htmlindex"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/all"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// text is in the records of all upstreams. The charsets of the tests have its letters.
const text = "Іван Її, Ґанок & 5"

// upstream is one way of reading a connector's answers: what it is asked, and what it answers to a method and path.
type upstream struct {
	connector, settings string
	lookUp              bool
	request             proto.Message
	answers             map[string]string
	// shown returns the text of the one record.
	shown func(t *testing.T, r connectors.Record) string
}

// shows returns a function that decodes a record and takes its text.
func shows[M proto.Message](message func() M, text func(M) string) func(*testing.T, connectors.Record) string {
	return func(t *testing.T, r connectors.Record) string {
		m := message()
		require.NoError(t, r.Decode(m))
		return text(m)
	}
}

const (
	aproSettings         = "{base_urls: [http://apro.test]}"
	solosSettings        = "{base_url: https://solos.test}"
	administrateSettings = "{base_url: https://administrate.test, login: me}"
	proximaSettings      = "{base_url: https://proxima.test, first_day: 2024-01-01, first_batch: 0, poll_min: 1ns, poll_max: 1ns"
)

// upstreams are a list without pages and a look-up of each connector that has them, a login, and a job.
func upstreams() map[string]upstream {
	user := shows(func() *crmstreamv1.User { return &crmstreamv1.User{} }, func(m *crmstreamv1.User) string { return m.GetName() })
	task := shows(func() *crmstreamv1.Task { return &crmstreamv1.Task{} }, func(m *crmstreamv1.Task) string { return m.GetSubject() })
	const login, run = "POST /crm-api/login", "POST /crm-api/db-function/run"
	const token, rows = `{"token":"eeeeeeee","expires_at":"2999-01-01T00:00:00Z"}`, `[{"user_id":7,"name":"` + text + `"}]`
	return map[string]upstream{
		"apro look-up": {
			connector: "apro", settings: aproSettings, lookUp: true, request: &crmstreamv1.BatchGetContactsRequest{Ids: []string{"7"}},
			answers: map[string]string{"POST /sharedapi/purchaser/filter": `{"status":"success","data":{"list":[{"id":"7","name":"` + text + `"}],"count":1}}`},
			shown:   shows(func() *crmstreamv1.Contact { return &crmstreamv1.Contact{} }, func(m *crmstreamv1.Contact) string { return m.GetFirstName() }),
		},
		"apro catalogue": {
			connector: "apro", settings: aproSettings, request: &crmstreamv1.ListStockTypesRequest{},
			answers: map[string]string{"POST /sharedapi/stock/types": `{"status":"success","data":[{"id":"7","name":"` + text + `"}]}`},
			shown:   shows(func() *crmstreamv1.StockType { return &crmstreamv1.StockType{} }, func(m *crmstreamv1.StockType) string { return m.GetName() }),
		},
		"solos look-up": {
			connector: "solos", settings: solosSettings, lookUp: true, request: &crmstreamv1.GetProjectRequest{Id: "7"},
			answers: map[string]string{"GET /backend/public/projects/info": `{"payload":{"id":7,"name":"` + text + `"}}`},
			shown:   shows(func() *crmstreamv1.Project { return &crmstreamv1.Project{} }, func(m *crmstreamv1.Project) string { return m.GetName() }),
		},
		"solos list": {
			connector: "solos", settings: solosSettings, request: &crmstreamv1.ListProjectStepsRequest{ProjectId: "7"},
			answers: map[string]string{"GET /backend/public/projects/steps": `[{"id":7,"name":"` + text + `"}]`},
			shown:   shows(func() *crmstreamv1.ProjectStep { return &crmstreamv1.ProjectStep{} }, func(m *crmstreamv1.ProjectStep) string { return m.GetName() }),
		},
		"administrate look-up": {
			connector: "administrate", settings: administrateSettings, lookUp: true, request: &crmstreamv1.BatchGetTasksRequest{Ids: []string{"7"}},
			answers: map[string]string{"GET /api/v2/crm/tasks/7": `{"id":7,"subject":"` + text + `"}`}, shown: task,
		},
		"proxima rows": {
			connector: "proxima", settings: proximaSettings + "}", request: &crmstreamv1.ListUsersRequest{},
			answers: map[string]string{login: token, run: rows}, shown: user,
		},
		"proxima job": {
			connector: "proxima", settings: proximaSettings + "}", request: &crmstreamv1.ListUsersRequest{},
			answers: map[string]string{
				login: token, run: `{"job_id":5}`,
				"GET /crm-api/db-function/status/5": `{"status":3,"batch_count":1}`, "GET /crm-api/db-function/result/5": rows,
			}, shown: user,
		},
		"proxima CSV": {
			connector: "proxima", settings: proximaSettings + ", format: csv}", request: &crmstreamv1.ListUsersRequest{},
			answers: map[string]string{login: token, run: csvOfUsers}, shown: user,
		},
		"proxima CSV of a job": {
			connector: "proxima", settings: proximaSettings + ", format: csv}", request: &crmstreamv1.ListUsersRequest{},
			answers: map[string]string{
				login: token, run: `{"job_id":5}`,
				"GET /crm-api/db-function/status/5": `{"status":3,"batch_count":1}`, "GET /crm-api/db-function/result/5": csvOfUsers,
			}, shown: user,
		},
	}
}

const csvOfUsers = "name,manager,country,region,direction,position,active,user_id,workstartdate,workenddate,role\n\"" + text + "\",,,,,,0,7,,,\n"

// wire changes an answer on its way.
type wire func(*http.Response, []byte) []byte

// read reads the one record of an upstream whose answers are changed on their way.
func (u upstream) read(t *testing.T, change wire) (connectors.Page, error) {
	t.Helper()
	transport := roundTrip(func(r *http.Request) (*http.Response, error) {
		body, ok := u.answers[r.Method+" "+r.URL.Path]
		require.True(t, ok, "%s %s was asked", r.Method, r.URL.Path)
		res := &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Request: r}
		if strings.HasPrefix(body, "name,") {
			res.Header.Set("Content-Type", "text/csv")
		} else {
			res.Header.Set("Content-Type", "application/json")
		}
		sent := change(res, []byte(body))
		res.Body, res.ContentLength = io.NopCloser(bytes.NewReader(sent)), int64(len(sent))
		return res, nil
	})
	return u.readFrom(t, transport)
}

func (u upstream) readFrom(t *testing.T, transport http.RoundTripper) (connectors.Page, error) {
	t.Helper()
	client := u.client(t, transport)
	if u.lookUp {
		return conformance.Find(t.Context(), client, u.request)
	}
	return conformance.Fetch(t.Context(), client, u.request, connectors.PageRequest{})
}

func (u upstream) client(t *testing.T, transport http.RoundTripper) connectors.Client {
	t.Helper()
	for _, driver := range all.Drivers() {
		if driver.Name == u.connector {
			settings := driver.Settings()
			require.NoError(t, yaml.Unmarshal([]byte(u.settings), settings))
			for _, secret := range settings.Secrets() {
				*secret = connectors.NewSecret("0123456789abcdef0123456789abcdef")
			}
			require.NoError(t, settings.Validate())
			client, err := driver.New(connectors.Account{Source: "test", Transport: transport, TimeZone: time.UTC}, settings)
			require.NoError(t, err)
			return client
		}
	}
	require.Fail(t, "there is no connector "+u.connector)
	return nil
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// labels are what servers declare bodies to be.
var labels = []string{"", "application/json", "text/html", "text/html; charset=%s", "application/json;charset=%s", `text/plain; Charset="%s"`, "nonsense; charset = %s; x"}

// charsets are ways to write text: a name that is declared, where the label declares one, and the bytes.
var charsets = []struct {
	name, mark string
	// evident tells that the bytes show the charset, so that it need not be declared, and may be declared wrongly.
	evident bool
}{
	{"utf-8", "", true},
	{"utf-8", "\xef\xbb\xbf", true},
	{"windows-1251", "", false},
	{"koi8-u", "", false},
	{"utf-16le", "", true},
	{"utf-16be", "", true},
	{"utf-16le", "\xff\xfe", true},
	{"utf-16be", "\xfe\xff", true},
}

// encodings are content encodings with their labels.
var encodings = []struct {
	label string
	pack  func(io.Writer) io.WriteCloser
}{
	{"", nil},
	{"gzip", func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }},
	{"", func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }},
	{"deflate", func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }},
	{"deflate", func(w io.Writer) io.WriteCloser {
		f, _ := flate.NewWriter(w, flate.BestCompression) // the level is valid
		return f
	}},
}

// TestAnswersInEveryForm reads each upstream in each combination of label, charset, byte order mark and content encoding, the
// answers to logins included.
func TestAnswersInEveryForm(t *testing.T) {
	for name, u := range upstreams() {
		t.Run(name, func(t *testing.T) {
			for _, label := range labels {
				for _, charset := range charsets {
					declares := strings.Contains(label, "%s")
					if !charset.evident && !declares {
						continue
					}
					for _, encoding := range encodings {
						how := []any{"%s, %q%s, encoded as %q", label, charset.mark, charset.name, encoding.label}
						page, err := u.read(t, func(res *http.Response, body []byte) []byte {
							if label != "" {
								res.Header.Set("Content-Type", strings.ReplaceAll(label, "%s", charset.name))
							}
							body = append([]byte(charset.mark), inCharset(t, charset.name, body)...)
							if encoding.pack == nil {
								return body
							}
							if encoding.label != "" {
								res.Header.Set("Content-Encoding", encoding.label)
							}
							var b bytes.Buffer
							w := encoding.pack(&b)
							_, err := w.Write(body)
							require.NoError(t, err)
							require.NoError(t, w.Close())
							return b.Bytes()
						})
						require.NoError(t, err, how...)
						require.Len(t, page.Records, 1, how...)
						require.Equal(t, text, u.shown(t, page.Records[0]), how...)
						require.Empty(t, page.Notices, how...)
					}
				}
			}
		})
	}
}

func inCharset(t *testing.T, charset string, body []byte) []byte {
	t.Helper()
	e, err := htmlindex.Get(charset)
	require.NoError(t, err)
	encoded, err := e.NewEncoder().Bytes(body)
	require.NoError(t, err)
	return encoded
}

// TestInvalidBytesAreTold reads text with bytes that are not valid, in UTF-8 and in a declared charset.
func TestInvalidBytesAreTold(t *testing.T) {
	for name, u := range upstreams() {
		t.Run(name, func(t *testing.T) {
			for charset, spoilt := range map[string]string{"": "\xff\xfe", "utf-8": "\xd0", "windows-1251": "\x98"} {
				page, err := u.read(t, func(res *http.Response, body []byte) []byte {
					if charset == "windows-1251" {
						body = inCharset(t, charset, body)
					}
					if charset != "" {
						res.Header.Set("Content-Type", "text/plain; charset="+charset)
					}
					return bytes.ReplaceAll(body, []byte(" 5"), []byte(" "+spoilt))
				})
				require.NoError(t, err, charset)
				require.Len(t, page.Records, 1)
				want := strings.TrimSuffix(text, "5") + strings.Repeat("\ufffd", len(spoilt))
				require.Equal(t, want, u.shown(t, page.Records[0]), charset)
				require.Len(t, page.Notices, 1, charset)
				require.Equal(t, "INVALID_CHARACTERS", page.Notices[0].Code)
				require.Contains(t, page.Notices[0].Message, string('0'+byte(len(spoilt))))
			}
		})
	}
}

// TestUnreadableAnswers names the charset or the content encoding that cannot be read: in the log any, and to callers one that
// there is.
func TestUnreadableAnswers(t *testing.T) {
	for name, u := range upstreams() {
		t.Run(name, func(t *testing.T) {
			for _, tt := range []struct{ header, value, body, want string }{
				{"Content-Type", "application/json; charset=x-klingon", "", "the charset of the answer is unknown"},
				{"Content-Type", "application/json; charset=utf-7", "", `charset "utf-7"`},
				{"Content-Encoding", "br", "\x0b\x02\x80[1]\x03", `content encoding "br"`},
				{"Content-Encoding", "zstd", "\x28\xb5\x2f\xfd", `content encoding "zstd"`},
			} {
				_, err := u.read(t, func(res *http.Response, body []byte) []byte {
					res.Header.Set(tt.header, tt.value)
					if tt.body != "" {
						return []byte(tt.body)
					}
					return body
				})
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMalformedResponse})
				require.ErrorContains(t, err, tt.want)
				if strings.HasSuffix(tt.value, "x-klingon") {
					require.Contains(t, connectors.Detail(err), "x-klingon")
				}
			}
		})
	}
}

// TestWebPages are told as such, whatever they are labelled, and no error says that an API is gone that did not say so.
func TestWebPages(t *testing.T) {
	for name, u := range upstreams() {
		t.Run(name, synctested(func(t *testing.T) { // a page is asked for again
			for _, label := range []string{"text/html; charset=utf-8", "application/json", "", "text/html; charset=x-klingon"} {
				for _, page := range []string{"<!DOCTYPE html><html><body>Log in</body></html>", "\ufeff\n<HTML>Log in</HTML>"} {
					_, err := u.read(t, func(res *http.Response, _ []byte) []byte {
						res.Header.Set("Content-Type", label)
						return []byte(page)
					})
					require.ErrorContains(t, err, "page")
					for _, blame := range []string{"gone", "any more", "announced", "retired"} {
						require.NotContains(t, err.Error(), blame)
					}
				}
			}
		}))
	}
}

// synctested returns a test in a bubble, where waiting takes no time.
func synctested(test func(*testing.T)) func(*testing.T) {
	return func(t *testing.T) { synctest.Test(t, test) }
}

// TestRawSaysWhatWasReplaced reads records with their JSON from a charset in which a byte is not valid.
func TestRawSaysWhatWasReplaced(t *testing.T) {
	u := upstreams()["solos look-up"]
	u.request = &crmstreamv1.GetProjectRequest{Id: "7", IncludeRaw: true}
	for _, spoilt := range []string{"", "\x98"} {
		page, err := u.read(t, func(res *http.Response, body []byte) []byte {
			res.Header.Set("Content-Type", "application/json; charset=windows-1251")
			return append(bytes.TrimSuffix(inCharset(t, "windows-1251", body), []byte(`"}}`)), []byte(spoilt+`"}}`)...)
		})
		require.NoError(t, err)
		m := &crmstreamv1.Project{}
		require.NoError(t, page.Records[0].Decode(m))
		require.Equal(t, spoilt != "", m.GetRawReplaced())
		var raw struct{ Name string }
		require.NoError(t, json.Unmarshal([]byte(m.GetRaw()), &raw))
		require.Equal(t, m.GetName(), raw.Name)
	}
}
