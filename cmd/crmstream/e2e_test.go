package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestEndToEnd runs the real binary over real sockets: every list by gRPC, as lines and as documents, and resumed after
// the server was killed.
func TestEndToEnd(t *testing.T) {
	lists := []struct{ source, resource string }{
		{"administrate", "tasks"},
		{"apro", "activities"},
		{"apro", "calls"},
		{"apro", "contacts"},
		{"apro", "deals"},
		{"apro", "invoices"},
		{"apro", "stockItems"},
		{"proxima", "visits"},
		{"solos", "projects"},
	}
	binary := buildBinary(t)
	state := t.TempDir()
	demo := startDemo(t, binary, state)

	whole, halves, tokens := map[string][]string{}, map[string][]string{}, map[string]string{}
	for _, list := range lists {
		t.Run(list.resource, func(t *testing.T) {
			url := demo.web + "/v1/sources/" + list.source + "/" + list.resource
			want := demo.list(t, binary, list.source, list.resource).ids(t)
			require.NotEmpty(t, want)
			require.Equal(t, len(unique(want)), len(want), "no record comes twice")
			requireSame(t, want, readLines(t, url), "as lines")
			requireSame(t, want, readDocuments(t, url+"?pageSize=300", list.resource), "as documents")

			first := demo.list(t, binary, list.source, list.resource, "--page-size=101")
			require.Less(t, len(first.ids(t)), len(want))
			whole[list.resource], halves[list.resource] = want, first.ids(t)
			tokens[list.resource] = first.token(t)
		})
	}

	require.NoError(t, demo.process.Kill())
	demo = startDemo(t, binary, state)
	for _, list := range lists {
		t.Run(list.resource+" after kill -9", func(t *testing.T) {
			rest := demo.list(t, binary, list.source, list.resource, "--resume-token", tokens[list.resource])
			requireSame(t, whole[list.resource], append(halves[list.resource], rest.ids(t)...), "resumed")
		})
	}
}

func buildBinary(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "crmstream")
	output, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, ".").CombinedOutput()
	require.NoError(t, err, string(output))
	return binary
}

// demoProcess is a running demo.
type demoProcess struct {
	process   *os.Process
	grpc, web string
}

// startDemo starts a demo, which is killed when the test ends.
func startDemo(t *testing.T, binary, state string) demoProcess {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), binary, "demo", "--grpc=127.0.0.1:0", "--http=127.0.0.1:0", "--rows=1000", "--state-dir", state)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // reports the kill
	})
	d := demoProcess{process: cmd.Process}
	address := regexp.MustCompile(`^(gRPC|JSON)  (\S+)`)
	for lines := bufio.NewScanner(stdout); d.web == "" && lines.Scan(); {
		if found := address.FindStringSubmatch(lines.Text()); found != nil && found[1] == "gRPC" {
			d.grpc = found[2]
		} else if found != nil {
			d.web = found[2]
		}
	}
	require.NotEmpty(t, d.web, "the demo did not start")
	return d
}

// list runs the binary's list command.
func (d demoProcess) list(t *testing.T, binary, source, resource string, more ...string) result {
	t.Helper()
	var stdout, stderr strings.Builder
	cmd := exec.CommandContext(t.Context(), binary, append([]string{"list", resource, "--source", source, "--addr", d.grpc}, more...)...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	require.NoError(t, cmd.Run(), "%s", &stderr)
	return result{stdout: stdout.String(), stderr: stderr.String()}
}

func (r result) ids(t *testing.T) []string {
	t.Helper()
	return ids(t, r.stdout)
}

// token returns the token of the command that it tells to continue with.
func (r result) token(t *testing.T) string {
	t.Helper()
	found := regexp.MustCompile(`There is more: .* --resume-token (\S+)\n`).FindStringSubmatch(r.stderr)
	require.Len(t, found, 2, r.stderr)
	return found[1]
}

// readLines reads a list as lines and returns its ids.
func readLines(t *testing.T, url string) []string {
	t.Helper()
	code, body := get(t, url+"?format=ndjson")
	require.Equal(t, http.StatusOK, code, body)
	lines := strings.FieldsFunc(body, func(r rune) bool { return r == '\n' })
	require.NotEmpty(t, lines)
	require.Contains(t, lines[len(lines)-1], `{"summary":{"end":"END_END_OF_LIST"`)
	var records []string
	for _, line := range lines[:len(lines)-1] {
		if !strings.HasPrefix(line, `{"notice":`) {
			records = append(records, line)
		}
	}
	return ids(t, strings.Join(records, "\n"))
}

// readDocuments reads a list page by page, as the answers say, and returns its ids.
func readDocuments(t *testing.T, url, resource string) []string {
	t.Helper()
	var found []string
	token := ""
	for range 1000 {
		code, body := get(t, url+token)
		require.Equal(t, http.StatusOK, code, body)
		var page map[string]json.RawMessage
		require.NoError(t, json.Unmarshal([]byte(body), &page))
		var records []struct{ ID string }
		require.NoError(t, json.Unmarshal(page[resource], &records))
		for _, record := range records {
			found = append(found, record.ID)
		}
		var next string
		if page["resumeToken"] == nil {
			return found
		}
		require.NoError(t, json.Unmarshal(page["resumeToken"], &next))
		token = "&resumeToken=" + next
	}
	require.Fail(t, "the list never ends")
	return nil
}

// requireSame compares ids without printing thousands of them.
func requireSame(t *testing.T, want, got []string, how string) {
	t.Helper()
	for i := range min(len(want), len(got)) {
		require.Equal(t, want[i], got[i], "%s: record %d", how, i)
	}
	require.Equal(t, len(want), len(got), how) // Len would print them all
}

func unique(ids []string) map[string]bool {
	set := map[string]bool{}
	for _, id := range ids {
		set[id] = true
	}
	return set
}
