package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/internal/redact/leaks"
)

// TestNoSecretOfAReceiverGetsOut sends right and wrong requests to a receiver that logs all it can, with the secrets where they belong and
// where they do not, and searches all that comes out for them.
func TestNoSecretOfAReceiverGetsOut(t *testing.T) {
	secrets := map[string]string{
		"APRO": "sandbox-apro-key-000000000000000", "SMS": "0123456789abcdef/+3456789abcdef0", "CALL": "call/Key-of+tests&1",
		"WEBHOOK_TOKEN": "a-_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "SMS_TOKEN": smsToken, "CALLS_TOKEN": callsToken,
	}
	dir := t.TempDir()
	config, receiver := inboundConfigOf(t, filepath.Join(dir, "state"), "http://127.0.0.1:1", "log: {level: debug, format: json}")
	path := filepath.Join(dir, "crmstream.yaml")
	require.NoError(t, os.WriteFile(path, []byte(config), 0o600))
	server := start(t, secrets, "serve", "--config", path)
	found := regexp.MustCompile(`JSON on (\S+)`).FindStringSubmatch(server.waitFor(t, "JSON on http"))
	require.Len(t, found, 2)
	finder := leaks.NewFinder(secrets["SMS"], secrets["CALL"], secrets["WEBHOOK_TOKEN"], secrets["SMS_TOKEN"], secrets["CALLS_TOKEN"])
	texts, out := 0, 0
	judge := func(place, text string) {
		texts++
		if how := finder.Find(text); how != "" {
			out++
			t.Errorf("%s: %s: %.300q", place, how, text)
		}
	}
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	ask := func(method, address, body, kind string) {
		req, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
		require.NoError(t, err)
		req.Header.Set("Content-Type", kind)
		resp, err := client.Do(req)
		var failed *url.Error
		if errors.As(err, &failed) {
			return // the server has cut a request
		}
		require.NoError(t, err)
		answer, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		judge(method+" of the receiver", fmt.Sprint(resp.Header)+string(answer))
	}
	form := func(pairs ...string) string {
		values := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			values.Add(pairs[i], pairs[i+1])
		}
		return values.Encode()
	}
	const urlencoded = "application/x-www-form-urlencoded"
	for _, token := range []string{secrets["WEBHOOK_TOKEN"], secrets["SMS_TOKEN"], secrets["CALLS_TOKEN"]} {
		at := receiver + token
		for _, method := range []string{http.MethodPost, http.MethodGet, http.MethodPut, http.MethodHead, http.MethodOptions} {
			ask(method, at, `{"event":"edit","object_type":"customer","object_sub_id":"7"}`, "application/json")
			ask(method, at+"/", "x", "text/plain")
			ask(method, at[:len(at)-1], "x", "text/plain")
			ask(method, at+"%00", "x", "text/plain")
		}
		for _, body := range []string{
			"not json", strings.Repeat("x", 2<<20),
			form("action", "sendSms", "destination", "+441", "message", "Hi", "hash", secrets["SMS"]),
			form("action", "call", "phone_to", "+441", "key", secrets["CALL"]), form("action", "call", "phone_to", "+441", "key", secrets["CALL"]+"x"),
			form("action", "call", "phone_to", "+441", "key", secrets["CALL"], "key", "x"), form(secrets["SMS"], "1"),
		} {
			ask(http.MethodPost, at, body, urlencoded)
			ask(http.MethodPost, at, body, "multipart/form-data; boundary=x")
		}
	}
	for _, path := range []string{
		"/v1/sources/apro", "/v1/sources/apro/outgoingSms:watch?start=WATCH_START_OLDEST&wait=0s",
		"/v1/sources/apro/callRequests:watch?start=WATCH_START_OLDEST&wait=0s", "/v1/sources/apro/events:watch?resumeToken=" + url.QueryEscape(secrets["SMS_TOKEN"]),
		"/metrics", "/docs", "/v1/sources/none/events:watch",
	} {
		ask(http.MethodGet, found[1]+path, "", "")
	}
	require.Zero(t, server.code())
	judge("standard output", server.stdout.String())
	for line := range strings.Lines(server.stderr.String()) {
		judge("the log", line)
	}
	require.NoError(t, filepath.WalkDir(filepath.Join(dir, "state"), func(file string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.Contains(file, changelogFolder) {
			return err // the log has the bodies as they came, which are the upstream's
		}
		content, err := os.ReadFile(file)
		judge(file, string(content))
		return err
	}))
	check.AtLeast(t, "inbound_texts_searched", float64(texts), 100)
	check.AtMost(t, "inbound_secrets_that_got_out", float64(out), 0)
}
