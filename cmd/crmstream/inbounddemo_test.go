package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// crmOfDemo makes the CRM of a demo ask its receivers.
type crmOfDemo struct {
	t   *testing.T
	url string
}

// ask makes a request to the controls of the emulator.
func (c crmOfDemo) ask(method, path string, params url.Values) (answer map[string]any) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path+"?"+params.Encode(), nil)
	require.NoError(c.t, err)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(c.t, err)
	defer func() { _ = resp.Body.Close() }()
	require.NoError(c.t, json.NewDecoder(resp.Body).Decode(&answer))
	return answer
}

// startReceivingDemo starts a demo and finds the emulator that calls it.
func startReceivingDemo(t *testing.T, binary string) (*grpc.ClientConn, crmOfDemo) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), binary, "demo", "--grpc=127.0.0.1:0", "--http=127.0.0.1:0", "--state-dir", t.TempDir())
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // reports the kill
	})
	grpcLine, crmLine := regexp.MustCompile(`^gRPC  (\S+)`), regexp.MustCompile(`(http://\S+)/_sandbox/requests  # apro`)
	var address, crm string
	for lines := bufio.NewScanner(stdout); (address == "" || crm == "") && lines.Scan(); {
		if found := grpcLine.FindStringSubmatch(lines.Text()); found != nil {
			address = found[1]
		}
		if found := crmLine.FindStringSubmatch(lines.Text()); found != nil {
			crm = found[1]
		}
	}
	require.NotEmpty(t, crm, "the demo did not start")
	return dial(t, address), crmOfDemo{t, crm}
}

// TestTheDemoIsCalledBack lets the CRM of a demo push an event for each write, send a text message and ask for a call, from one process to
// another and back.
func TestTheDemoIsCalledBack(t *testing.T) {
	conn, crm := startReceivingDemo(t, buildBinary(t))
	events, err := crmstreamv1.NewEventsServiceClient(conn).WatchEvents(t.Context(), &crmstreamv1.WatchEventsRequest{Source: "apro"})
	require.NoError(t, err)
	_, err = events.Recv()
	require.NoError(t, err)
	// A write shows as an event.
	var slowest time.Duration
	name := "Moore"
	for i := range 10 {
		written, err := crmstreamv1.NewContactsServiceClient(conn).CreateContact(t.Context(), &crmstreamv1.CreateContactRequest{
			Source: "apro", RequestId: fmt.Sprint("c", i), Contact: &crmstreamv1.Contact{LastName: &name},
		})
		require.NoError(t, err)
		began := time.Now()
		message, err := events.Recv()
		require.NoError(t, err)
		slowest = max(slowest, time.Since(began))
		require.Len(t, message.GetEvents(), 1)
		event := message.GetEvents()[0]
		require.Equal(t, crmstreamv1.EventKind_EVENT_KIND_CREATE, event.GetEvent())
		require.Equal(t, written.GetContact().GetId(), event.GetObjectId())
		require.Equal(t, name, event.GetContact().GetLastName())
		require.Empty(t, event.GetRaw())
	}
	check.Tell("demo_event_after_write_ms", float64(slowest.Milliseconds()))

	// A text message, and its status.
	sms := crmstreamv1.NewSmsServiceClient(conn)
	texts, err := sms.WatchOutgoingSms(t.Context(), &crmstreamv1.WatchOutgoingSmsRequest{Source: "apro"})
	require.NoError(t, err)
	_, err = texts.Recv()
	require.NoError(t, err)
	message := url.Values{"sender": {"Shop"}, "destination": {"+441234567"}, "text": {"Ключ; 5% & + \\ \"x\""}}
	id := fmt.Sprintf("%.0f", crm.ask(http.MethodPost, "/_sandbox/sms", message)["id"])
	taken, err := texts.Recv()
	require.NoError(t, err)
	require.Len(t, taken.GetMessages(), 1)
	require.Equal(t, id, taken.GetMessages()[0].GetId())
	require.Equal(t, message.Get("text"), taken.GetMessages()[0].GetText())
	status := func() map[string]any { return crm.ask(http.MethodGet, "/_sandbox/sms", url.Values{"id": {id}}) }
	require.Equal(t, map[string]any{"status": "new", "count": 1.0}, status())
	for _, to := range []crmstreamv1.SmsStatus{crmstreamv1.SmsStatus_SMS_STATUS_IN_PROGRESS, crmstreamv1.SmsStatus_SMS_STATUS_SENT} {
		_, err = sms.UpdateSmsStatus(t.Context(), &crmstreamv1.UpdateSmsStatusRequest{Source: "apro", Id: id, Status: to})
		require.NoError(t, err)
	}
	require.Equal(t, "send", status()["status"])
	message.Set("forgery", "wrong hash")
	require.Contains(t, crm.ask(http.MethodPost, "/_sandbox/sms", message)["error"], "hash")

	// A call.
	call := url.Values{"from": {"12"}, "to": {"+447654321"}, "user": {"43"}}
	require.Equal(t, map[string]any{"placed": false}, crm.ask(http.MethodPost, "/_sandbox/call", call), "no watch is open")
	calls, err := crmstreamv1.NewCallsServiceClient(conn).WatchCallRequests(t.Context(), &crmstreamv1.WatchCallRequestsRequest{Source: "apro"})
	require.NoError(t, err)
	_, err = calls.Recv()
	require.NoError(t, err)
	require.Equal(t, map[string]any{"placed": true}, crm.ask(http.MethodPost, "/_sandbox/call", call))
	placed, err := calls.Recv()
	require.NoError(t, err)
	require.Equal(t, "+447654321", placed.GetCallRequests()[0].GetPhoneTo())
	call.Set("forgery", "wrong key")
	require.NotContains(t, strings.ToLower(fmt.Sprint(crm.ask(http.MethodPost, "/_sandbox/call", call))), "true")
}
