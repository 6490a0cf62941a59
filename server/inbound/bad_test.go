package inbound

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

const hook, sms, calls = "/in/" + hookToken, "/in/" + smsToken, "/in/" + callToken

// badRequest is a request that must not be answered by an endpoint.
type badRequest struct {
	text   string
	cut    bool // sending ends after the text
	status int
	cause  Cause // "" where no endpoint is known
}

// badRequests are requests with wrong tokens, paths, methods, networks, lengths and forms.
func badRequests() map[string]badRequest {
	multi, file := multipartOf("Content-Disposition: form-data; name=\"a\"; filename=\"f\"\r\n\r\nx")
	_, nameless := multipartOf("Content-Disposition: form-data\r\n\r\nx")
	method := func(m string) badRequest {
		return badRequest{text: m + " " + hook + " HTTP/1.1\r\nHost: crm.example\r\nContent-Length: 2\r\n\r\n{}", status: 404, cause: Method}
	}
	return map[string]badRequest{
		"wrong token":           {text: post("/in/"+wrongToken, "{}"), status: 404},
		"cut token":             {text: post(hook[:len(hook)-1], "{}"), status: 404},
		"longer token":          {text: post(hook+"A", "{}"), status: 404},
		"token of other case":   {text: post(strings.ToLower(hook), "{}"), status: 404},
		"no token":              {text: post("/in/", "{}"), status: 404},
		"root":                  {text: post("/", "{}"), status: 404},
		"the token alone":       {text: post("/"+hookToken, "{}"), status: 404},
		"two slashes":           {text: post("/"+hook, "{}"), status: 404},
		"slash at the end":      {text: post(hook+"/", "{}"), status: 404},
		"escaped token":         {text: post("/in/%63"+hookToken[1:], "{}"), status: 404},
		"dots":                  {text: post("/x/.."+hook, "{}"), status: 404},
		"another name for in":   {text: post("/IN/"+hookToken, "{}"), status: 404},
		"token in the query":    {text: post("/in/?"+hookToken, "{}"), status: 404},
		"token in a header":     {text: post("/in/"+wrongToken, "{}", "Authorization: Bearer "+hookToken), status: 404},
		"digest of the token":   {text: post("/in/"+fmt.Sprintf("%x", hookToken), "{}"), status: 404},
		"GET":                   method("GET"),
		"PUT":                   method("PUT"),
		"PATCH":                 method("PATCH"),
		"DELETE":                method("DELETE"),
		"OPTIONS":               method("OPTIONS"),
		"TRACE":                 method("TRACE"),
		"post":                  method("post"),
		"OPTIONS of the server": {text: "OPTIONS * HTTP/1.1\r\nHost: crm.example\r\n\r\n", status: 404},
		"CONNECT":               {text: "CONNECT crm.example:443 HTTP/1.1\r\nHost: crm.example\r\n\r\n", status: 404},
		"HTTP/2 without TLS":    {text: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", status: 404},
		"foreign network":       {text: post("/in/"+innerToken, "{}"), status: 404, cause: Network},
		"forged address":        {text: post("/in/"+innerToken, "{}", "X-Forwarded-For: 10.0.0.1"), status: 404, cause: Network},
		"too large":             {text: post(hook, strings.Repeat("x", 1<<20+1)), status: 413, cause: TooLarge},
		"too large, not sent":   {text: "POST " + hook + " HTTP/1.1\r\nHost: crm.example\r\nContent-Length: 999999999999\r\n\r\n", status: 413, cause: TooLarge},
		"too large, in chunks":  {text: chunked(hook, "100001\r\n"+strings.Repeat("x", 1<<20+1)+"\r\n0\r\n\r\n"), status: 413, cause: TooLarge},
		"too large a form":      {text: post(sms, strings.Repeat("x", 64<<10+1)), status: 413, cause: TooLarge},
		"cut body":              {text: strings.Replace(post(hook, "{}"), "Length: 2", "Length: 3", 1), cut: true, status: 400, cause: Cut},
		"cut chunk":             {text: chunked(hook, "5\r\nabc"), cut: true, status: 400, cause: Cut},
		"no last chunk":         {text: chunked(hook, "3\r\nabc\r\n"), cut: true, status: 400, cause: Cut},
		"a chunk that is none":  {text: chunked(hook, "zz\r\nabc\r\n"), status: 400, cause: Cut},
		"a chunk below 0":       {text: chunked(hook, "-1\r\nabc\r\n0\r\n\r\n"), status: 400, cause: Cut},
		"slow body":             {text: post(hook, "{}")[:len(post(hook, "{}"))-1], status: 408, cause: Slow},
		"slow chunk":            {text: chunked(hook, "5\r\nabc"), status: 408, cause: Slow},
		"no length":             {text: "POST " + hook + " HTTP/1.0\r\n\r\n{}", status: 411, cause: Cut},
		"old with chunks":       {text: strings.Replace(chunked(hook, "2\r\n{}\r\n0\r\n\r\n"), "HTTP/1.1", "HTTP/1.0", 1), status: 411, cause: Cut},
		"two lengths":           {text: post(hook, "{}", "Content-Length: 1"), status: 400},
		"signed length":         {text: strings.Replace(post(hook, "{}"), "Length: 2", "Length: +2", 1), status: 400},
		"length with a blank":   {text: strings.Replace(post(hook, "{}"), "Length: 2", "Length : 2", 1), status: 400},
		"unknown coding":        {text: strings.Replace(chunked(hook, "2\r\n{}\r\n0\r\n\r\n"), "chunked", "xchunked", 1), status: 501},
		"chunked twice":         {text: strings.Replace(chunked(hook, "2\r\n{}\r\n0\r\n\r\n"), "chunked", "chunked, chunked", 1), status: 501},
		"no host":               {text: strings.Replace(post(hook, "{}"), "Host: crm.example\r\n", "", 1), status: 400},
		"too many headers":      {text: post(hook, "{}", "X: "+strings.Repeat("x", 16<<10)), status: 431},
		"unknown expectation":   {text: post(hook, "{}", "Expect: 200-ok"), status: 417},
		"no HTTP":               {text: "EHLO crm.example\r\n\r\n", status: 400},
		"a file":                {text: post(sms, file, multi), status: 400, cause: BadForm},
		"a part without a name": {text: post(sms, nameless, multi), status: 400, cause: BadForm},
		"a form that is cut":    {text: post(sms, strings.TrimSuffix(file, "--b--\r\n"), multi), status: 400, cause: BadForm},
		"parts without a bound": {text: post(sms, file, "Content-Type: multipart/form-data"), status: 400, cause: BadForm},
		"JSON for a form":       {text: post(sms, `{"action":"sendSms"}`, "Content-Type: application/json"), status: 400, cause: BadForm},
		"a compressed form":     {text: post(sms, "action=call", "Content-Encoding: gzip"), status: 400, cause: BadForm},
		"201 parameters":        {text: post(sms, strings.Repeat("a=1&", 201)), status: 400, cause: BadForm},
		"201 parameters, GET":   {text: "GET " + calls + "?" + strings.Repeat("a=1&", 201) + " HTTP/1.1\r\nHost: crm.example\r\n\r\n", status: 400, cause: BadForm},
	}
}

// TestBadRequestsAreRefused sends each bad request over a connection of its own. No Answer is called, no second answer comes, and the
// connection ends.
func TestBadRequestsAreRefused(t *testing.T) {
	accepted, own := 0, []int{400, 417, 431, 501} // of net/http
	require.GreaterOrEqual(t, len(badRequests()), 30)
	for name, c := range badRequests() {
		t.Run(name, func(t *testing.T) {
			r := serve(t, nil, quick)
			all := r.say(t, c.text, c.cut)
			accepted += r.count()
			require.Len(t, all, 1)
			if c.cause != "" || !slices.Contains(own, c.status) {
				requireRefused(t, all[0], c.status)
			}
			require.Equal(t, c.status, all[0].StatusCode)
			require.True(t, all[0].Close || !all[0].ProtoAtLeast(1, 1))
			switch {
			case c.cause != "":
				require.Eventually(t, func() bool { return slices.Equal([]Cause{c.cause}, r.causes()) }, 5*time.Second, time.Millisecond)
				require.Contains(t, r.logged(), "cause="+string(c.cause))
			case c.status == 404:
				require.Eventually(t, func() bool { return r.outcome(t, "", "", "unknown") == 1 }, 5*time.Second, time.Millisecond)
				require.EqualValues(t, 1, r.Strangers().Unknown)
			}
			require.Equal(t, 0, len(r.places))
		})
	}
	check.AtMost(t, "inbound_bad_accepted", float64(accepted), 0)
}

// TestRefusalsAreEqual compares the answers to requests that differ in their tokens, byte by byte, beside the date.
func TestRefusalsAreEqual(t *testing.T) {
	t.Parallel()
	r := serve(t, nil)
	for _, c := range []struct{ head, rest string }{
		{"GET", " HTTP/1.1\r\nHost: crm.example\r\n\r\n"},
		{"HEAD", " HTTP/1.1\r\nHost: crm.example\r\n\r\n"},
		{"PUT", " HTTP/1.1\r\nHost: crm.example\r\nContent-Length: 2\r\n\r\n{}"},
		{"POST", " HTTP/1.1\r\nHost: crm.example\r\nContent-Length: 2\r\n\r\n{}"},
		{"POST", " HTTP/1.1\r\nHost: crm.example\r\nContent-Length: 300000\r\n\r\n" + strings.Repeat("x", 300_000)},
		{"POST", " HTTP/1.1\r\nHost: crm.example\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"},
		{"POST", " HTTP/1.1\r\nHost: crm.example\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"},
		{"POST", " HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}"},
		{"GET", " HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"},
	} {
		t.Run(c.head+c.rest[:20], func(t *testing.T) {
			t.Parallel()
			var raw []string
			paths := []string{"/in/" + wrongToken, "/in/" + innerToken, "/", "/in/"} // the second one allows other networks
			if c.head != http.MethodPost {
				paths = append(paths, hook) // POST only
			}
			for _, path := range paths {
				conn, begun := r.dial(t), time.Now()
				go func() { _, _ = io.WriteString(conn, c.head+" "+path+c.rest) }()
				all, err := io.ReadAll(conn)
				require.NoError(t, err)
				require.Less(t, time.Since(begun), bodyTime-time.Second, "a body that does not come is not waited for")
				raw = append(raw, undated(string(all)))
			}
			require.Regexp(t, `^HTTP/1\.[01] 404 Not Found\r\n`, raw[0])
			for i := range raw {
				require.Equal(t, raw[0], raw[i], paths[i])
			}
		})
	}
}

// TestRefusalsTakeTheSameTime measures refusals in turn, without sockets, and compares the medians.
func TestRefusalsTakeTheSameTime(t *testing.T) {
	r := newRig(t)
	paths := map[string]string{"wrong token": "/in/" + wrongToken, "wrong method": hook, "wrong network": "/in/" + innerToken}
	took, counted := map[string][]time.Duration{}, 0
	for range 4000 {
		for name, path := range paths { // in a random order
			method := http.MethodPost
			if name == "wrong method" {
				method = http.MethodPut
			}
			w, req := &timed{ResponseRecorder: httptest.NewRecorder(), rig: r}, httptest.NewRequest(method, path, strings.NewReader("{}"))
			begun := time.Now()
			r.ServeHTTP(w, req)
			counted += w.counted
			took[name] = append(took[name], w.sent.Sub(begun))
		}
	}
	require.Zero(t, counted, "refusals are counted after they were sent")
	medians := []float64{}
	for _, times := range took {
		slices.Sort(times)
		medians = append(medians, float64(times[len(times)/2]))
	}
	check.Tell("inbound_404_median_ns", slices.Min(medians))
	check.AtMost(t, "inbound_404_time_ratio", slices.Max(medians)/slices.Min(medians), 1.2)
}

// timed notes when an answer is sent, and how many refusals were counted until then since its header was written.
type timed struct {
	*httptest.ResponseRecorder
	rig     *rig
	causes  int
	sent    time.Time
	counted int
}

func (w *timed) WriteHeader(status int) {
	w.causes = w.rig.number()
	w.ResponseRecorder.WriteHeader(status)
}

func (w *timed) Flush() {
	w.sent = time.Now()
	w.counted = w.rig.number() - w.causes
	w.ResponseRecorder.Flush()
}

// TestContinueIsForRightTokensOnly sends headers alone. The answer to a right token is that the body may come; to another it is final.
func TestContinueIsForRightTokensOnly(t *testing.T) {
	t.Parallel()
	const rest = " HTTP/1.1\r\nHost: crm.example\r\nExpect: 100-continue\r\nContent-Length: "
	for name, c := range map[string]struct {
		head   string
		status int
	}{
		"wrong token":   {"POST /in/" + wrongToken + rest + "2", 404},
		"wrong method":  {"PUT " + hook + rest + "2", 404},
		"wrong network": {"POST /in/" + innerToken + rest + "2", 404},
		"too large":     {"POST " + hook + rest + "2000000", 413},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := serve(t, nil).say(t, c.head+"\r\n\r\n", false)
			require.Len(t, all, 1)
			requireRefused(t, all[0], c.status)
			require.True(t, all[0].Close)
		})
	}
	r := serve(t, nil)
	conn := r.dial(t)
	_, err := io.WriteString(conn, "POST "+hook+rest+"2\r\n\r\n")
	require.NoError(t, err)
	in := bufio.NewReader(conn)
	first := readAnswer(t, in)
	require.Equal(t, http.StatusContinue, first.StatusCode)
	require.Zero(t, r.count())
	_, err = io.WriteString(conn, "{}")
	require.NoError(t, err)
	second := readAnswer(t, in)
	require.Equal(t, http.StatusOK, second.StatusCode)
	require.Equal(t, "ok", second.body)
	require.False(t, second.Close, "the connection takes more requests")
	require.Equal(t, "{}", string(r.asked[0].Body))
}

// TestPathsWithoutThePrefix have no endpoint, whatever they are.
func TestPathsWithoutThePrefix(t *testing.T) {
	t.Parallel()
	now := *newRig(t).table.Load()
	require.NotNil(t, now.find(hook))
	require.Nil(t, now.find(hookToken))
}
