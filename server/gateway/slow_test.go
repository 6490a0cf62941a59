package gateway_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

const postContacts = "/v1/sources/apro/contacts:list"

// drip writes a byte every few milliseconds until that fails, which it does once the server has hung up.
func drip(w io.Writer) {
	for {
		if _, err := w.Write([]byte(" ")); err != nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// TestSlowBodiesAreCut sends bodies byte by byte, where they are expected and where they are not.
func TestSlowBodiesAreCut(t *testing.T) {
	srv := serve(t, send(nil, last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, "")), gateway.Options{BodyTime: 300 * time.Millisecond})
	for name, head := range map[string]string{
		"a list":         "POST " + postContacts + " HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 1000",
		"in chunks":      "POST " + postContacts + " HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked",
		"asked for":      "POST " + postContacts + " HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue",
		"a page":         "GET /healthz HTTP/1.1\r\nContent-Length: 1000",
		"no such page":   "POST /nowhere HTTP/1.1\r\nContent-Length: 1000",
		"not to be JSON": "POST " + postContacts + " HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 1000",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn, err := net.Dial("tcp", srv.Listener.Addr().String())
			require.NoError(t, err)
			defer func() { _ = conn.Close() }()
			_, err = fmt.Fprintf(conn, "%s\r\nHost: localhost\r\n\r\n", head)
			require.NoError(t, err)
			start := time.Now()
			dripped := make(chan struct{})
			go func() {
				defer close(dripped)
				if strings.Contains(head, "chunked") {
					_, _ = io.WriteString(conn, "3e8\r\n")
				}
				drip(conn)
			}()
			answers := bufio.NewReader(conn)
			if strings.Contains(head, "Expect") {
				line, err := answers.ReadString('\n')
				require.NoError(t, err)
				require.Contains(t, line, "100 Continue")
				_, err = answers.ReadString('\n')
				require.NoError(t, err)
			}
			resp, err := http.ReadResponse(answers, nil)
			require.NoError(t, err)
			body, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			require.NoError(t, resp.Body.Close())
			message, _ := answer{status: resp.StatusCode, header: resp.Header, body: string(body)}.
				requireError(t, http.StatusRequestTimeout, "DEADLINE_EXCEEDED")
			require.Contains(t, message, "has not arrived within 300ms")
			require.True(t, resp.Close)
			_, err = answers.ReadByte()
			require.Error(t, err, "the connection is closed")
			<-dripped
			require.Less(t, time.Since(start), 20*time.Second, "it is closed in time")
		})
	}
}

// TestSlowBodiesOverHTTP2AreCut sends one as a stream of a connection, whose others go on.
func TestSlowBodiesOverHTTP2AreCut(t *testing.T) {
	plain := serve(t, send(nil, last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, "")), gateway.Options{BodyTime: 300 * time.Millisecond})
	srv := httptest.NewUnstartedServer(plain.Config.Handler)
	srv.Config.Protocols = &http.Protocols{}
	srv.Config.Protocols.SetUnencryptedHTTP2(true)
	srv.Start()
	defer srv.Close()
	transport := &http.Transport{Protocols: srv.Config.Protocols}
	defer transport.CloseIdleConnections()

	body, slow := io.Pipe()
	go drip(slow)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL+postContacts, body)
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/json")
	resp, err := transport.RoundTrip(req)
	require.NoError(t, err)
	require.Equal(t, 2, resp.ProtoMajor)
	require.Equal(t, http.StatusRequestTimeout, resp.StatusCode)
	require.NoError(t, resp.Body.Close())
	_ = body.Close()

	req, err = http.NewRequestWithContext(t.Context(), http.MethodGet, srv.URL+"/healthz", nil)
	require.NoError(t, err)
	resp, err = transport.RoundTrip(req)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, resp.StatusCode)
	require.NoError(t, resp.Body.Close())
}

// TestTheTimeOfABodyIsNotThatOfItsAnswer asks by a body, and gets lines for longer than a body may take.
func TestTheTimeOfABodyIsNotThatOfItsAnswer(t *testing.T) {
	const bodyTime = 100 * time.Millisecond
	srv := serve(t, func(_ *crmstreamv1.ListContactsRequest, stream contactsStream) error {
		for range 10 {
			time.Sleep(bodyTime / 2)
			if err := stream.Send(&message{Contacts: []*crmstreamv1.Contact{contact("1")}}); err != nil {
				return err
			}
		}
		return stream.Send(last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, ""))
	}, gateway.Options{BodyTime: bodyTime})
	for range 2 { // also on a connection that is used again
		got := ask(t, srv, http.MethodPost, postContacts, "{}", "Content-Type: application/json", "Accept: application/x-ndjson")
		require.Equal(t, http.StatusOK, got.status)
		require.NoError(t, got.err)
		require.Equal(t, 10, strings.Count(got.body, `"id":"1"`))
		require.Contains(t, got.body, "END_OF_LIST")
		time.Sleep(2 * bodyTime)
	}
}
