package inbound

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/check"
)

// TestGoodRequests has each endpoint get what was sent.
func TestGoodRequests(t *testing.T) {
	t.Parallel()
	params := func(pairs ...string) []connectors.Parameter {
		var all []connectors.Parameter
		for i := 0; i < len(pairs); i += 2 {
			all = append(all, connectors.Parameter{Name: pairs[i], Value: pairs[i+1]})
		}
		return all
	}
	header, body := multipartOf(
		"Content-Disposition: form-data; name=\"action\"\r\n\r\nsendSms",
		"Content-Disposition: form-data; name=\"message\"\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=3D\r\n\xff;&+%",
		"Content-Disposition: form-data; name=\"action\"\r\n\r\n",
	)
	old := "POST " + hook + " HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}"
	for name, c := range map[string]struct {
		text string
		want *Request // nil for a probe
	}{
		"a push":                  {post(hook, `{"event":"edit"}`), &Request{Body: []byte(`{"event":"edit"}`)}},
		"in chunks":               {chunked(hook, "2\r\n{\"\r\n3;x=y\r\n\":1\r\n1\r\n}\r\n0\r\nTrailer: x\r\n\r\n"), &Request{Body: []byte(`{"":1}`)}},
		"HTTP/1.0":                {old, &Request{Body: []byte("{}")}},
		"of any type":             {post(hook, "\xff\x00", "Content-Type: image/png; x"), &Request{Body: []byte("\xff\x00")}},
		"empty":                   {post(hook, ""), &Request{Body: []byte{}}},
		"the largest":             {post(hook, strings.Repeat("x", 1<<20)), &Request{Body: []byte(strings.Repeat("x", 1<<20))}},
		"the largest, chunked":    {chunked(hook, "100000\r\n"+strings.Repeat("x", 1<<20)+"\r\n0\r\n\r\n"), &Request{Body: []byte(strings.Repeat("x", 1<<20))}},
		"compressed":              {post(hook, "\x1f\x8b", "Content-Encoding: gzip", "Content-Encoding: br"), &Request{Body: []byte("\x1f\x8b"), Encoding: "gzip, br"}},
		"a long encoding":         {post(hook, "x", "Content-Encoding: "+strings.Repeat("z", 100)), &Request{Body: []byte("x"), Encoding: strings.Repeat("z", 64)}},
		"with a query":            {post(hook+"?a=1", "{}"), &Request{Body: []byte("{}")}},
		"the whole URL":           {post("http://crm.example"+hook, "{}"), &Request{Body: []byte("{}")}},
		"a form":                  {post(sms, "a=1&b=%D0%9F+x;y&a=%&c", "Content-Type: application/x-www-form-urlencoded; charset=utf-8"), &Request{Params: params("a", "1", "b", "П x;y", "a", "%", "c", "")}},
		"a form without a type":   {post(sms, "a=1"), &Request{Params: params("a", "1")}},
		"a form as text":          {post(sms, "a=1", "Content-Type: Text/Plain;charset"), &Request{Params: params("a", "1")}},
		"a form with a query":     {post(sms+"?b=2", "a=1"), &Request{Params: params("a", "1")}},
		"200 parameters":          {post(sms, strings.Repeat("a&", 200)), &Request{Params: params(strings.Split(strings.Repeat("a,,", 199)+"a,", ",")...)}},
		"a form that is as it is": {post(sms, "a=1", "Content-Encoding: Identity"), &Request{Params: params("a", "1")}},
		"parts":                   {post(sms, body, header), &Request{Params: params("action", "sendSms", "message", "a=3D\r\n\xff;&+%", "action", "")}},
		"a form by GET":           {"GET " + calls + "?action=call&key=a%20b HTTP/1.1\r\nHost: crm.example\r\n\r\n", &Request{Params: params("action", "call", "key", "a b")}},
		"a form by GET, old":      {"GET " + calls + "?action=call HTTP/1.0\r\n\r\n", &Request{Params: params("action", "call")}},
		"a probe":                 {"HEAD " + calls + " HTTP/1.1\r\nHost: crm.example\r\n\r\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := serve(t, nil)
			if c.want == nil {
				conn := r.dial(t)
				_, err := io.WriteString(conn, c.text)
				require.NoError(t, err)
				require.NoError(t, conn.(*net.TCPConn).CloseWrite())
				raw, err := io.ReadAll(conn)
				require.NoError(t, err)
				require.Equal(t, "HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Length: 0\r\n\r\n", undated(string(raw)))
				require.Zero(t, r.count())
				require.EqualValues(t, 1, r.outcome(t, "crm", "calls", "probe"))
				return
			}
			all := r.say(t, c.text, false)
			require.Len(t, all, 1)
			require.Equal(t, http.StatusOK, all[0].StatusCode)
			require.Equal(t, "ok", all[0].body)
			require.Equal(t, "text/plain; charset=utf-8", all[0].Header.Get("Content-Type"))
			require.Equal(t, "no-store", all[0].Header.Get("Cache-Control"))
			require.EqualValues(t, 2, all[0].ContentLength)
			require.Equal(t, 1, r.count())
			require.Equal(t, netip.MustParseAddr("127.0.0.1"), r.asked[0].From)
			if c.want.Params == nil {
				require.Equal(t, c.want.Body, r.asked[0].Body)
			}
			require.Equal(t, c.want.Params, r.asked[0].Params)
			require.Equal(t, c.want.Encoding, r.asked[0].Encoding)
			require.Empty(t, r.causes())
		})
	}
}

// TestConnectionsGoOn sends several requests over a connection, at once and one after the other.
func TestConnectionsGoOn(t *testing.T) {
	t.Parallel()
	old := "POST " + hook + " HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}"
	for name, c := range map[string]struct {
		text    string
		answers int
	}{
		"three at once":                {strings.Repeat(post(hook, "{}"), 3), 3},
		"three old ones at once":       {strings.Repeat(old, 3), 3},
		"old ones without keep-alive":  {strings.Repeat(strings.Replace(old, "Connection: keep-alive\r\n", "", 1), 3), 1},
		"nothing follows chunks":       {chunked(hook, "2\r\n{}\r\n0\r\n\r\n") + post(hook, "{}"), 1},
		"nothing follows a refusal":    {post("/in/"+wrongToken, "{}") + post(hook, "{}"), 1},
		"nothing follows a wrong form": {post(sms, "{}", "Content-Type: text/csv") + post(hook, "{}"), 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := serve(t, nil)
			all := r.say(t, c.text, false)
			require.Len(t, all, c.answers)
			if strings.HasPrefix(name, "nothing follows a") {
				require.Zero(t, r.count())
				return
			}
			require.Equal(t, c.answers, r.count())
			if name == "three old ones at once" {
				require.Equal(t, "keep-alive", all[2].Header.Get("Connection"))
			}
		})
	}
}

// TestNothingIsSmuggled hides a request in another, where a proxy in front may see one request and we two. None is answered twice.
func TestNothingIsSmuggled(t *testing.T) {
	hidden := post(sms, "hidden=1")
	size := fmt.Sprintf("%x\r\n", len(hidden))
	answered := 0
	for name, text := range map[string]string{
		"length and chunks":        chunked(hook, "0\r\n\r\n"+hidden, fmt.Sprintf("Content-Length: %d", 5+len(hidden))),
		"chunks and length":        post(hook, size+hidden+"\r\n0\r\n\r\n", "Transfer-Encoding: chunked") + hidden,
		"chunks of old":            strings.Replace(chunked(hook, "0\r\n\r\n"+hidden, "Connection: keep-alive"), "HTTP/1.1", "HTTP/1.0", 1),
		"chunks of old, by GET":    "GET " + calls + "?a=1 HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n" + hidden,
		"chunks, then more":        strings.Replace(chunked(hook, "0\r\n\r\n"+hidden), "chunked", "chunked\r\nTransfer-Encoding: identity", 1),
		"chunks with a tab":        strings.Replace(chunked(hook, "0\r\n\r\n"+hidden), ": chunked", ":\tchunked", 1),
		"a blank before the colon": strings.Replace(chunked(hook, "0\r\n\r\n"+hidden), "Encoding:", "Encoding :", 1),
		"a folded header":          strings.Replace(chunked(hook, "0\r\n\r\n"+hidden), ": chunked", ":\r\n chunked", 1),
		"a bare carriage return":   strings.Replace(post(hook, "0\r\n\r\n"+hidden), "\r\nContent-Length", "\rX: y\r\nContent-Length", 1),
		"line feeds alone":         strings.ReplaceAll(chunked(hook, "0\r\n\r\n"), "\r\n", "\n") + hidden,
		"chunks with extensions":   chunked(hook, "0;a\n\r\n"+hidden),
		"a huge chunk":             chunked(hook, "10000000000000000\r\n"+hidden),
		"two lists of lengths":     strings.Replace(post(hook, hidden), "Content-Length: ", "Content-Length: 0, ", 1),
		"an underscore":            post(hook, "{}", "Transfer_Encoding: chunked") + "GET /x HTTP/1.1\r\n\r\n",
		"upgrade":                  post(hook, "{}", "Connection: Upgrade", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__") + "GET / HTTP/1.1\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			r := serve(t, nil)
			r.say(t, text, false)
			for _, request := range r.asked {
				require.NotEqual(t, []connectors.Parameter{{Name: "hidden", Value: "1"}}, request.Params)
			}
			require.LessOrEqual(t, r.count(), 1)
			answered += max(0, r.count()-1)
		})
	}
	check.AtMost(t, "inbound_smuggled", float64(answered), 0)
}
