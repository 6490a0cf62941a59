package main

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/api"
)

// TestEndToEnd runs the real binary over real sockets: every list of every source by gRPC, as lines and as documents, and
// resumed after the server was killed.
func TestEndToEnd(t *testing.T) {
	binary := buildBinary(t)
	state := filepath.Join(t.TempDir(), "state")
	demo := startDemo(t, binary, state, "--rows=1000")
	lists := demo.lists(t, binary)
	for _, r := range methodsOf(api.List) {
		served := slices.ContainsFunc(lists, func(l servedList) bool { return l.resource == r.Resource() })
		require.True(t, served, "no source of the demo has %s", r.Resource())
	}

	for _, l := range demo.lookUps(t, binary) {
		t.Run(l.name()+" by id", func(t *testing.T) {
			code, body := get(t, demo.web+"/v1/sources/"+l.source+"/"+l.resource+"/"+l.ids[0]+"?"+strings.Join(l.filters, "&"))
			require.Equal(t, http.StatusOK, code, body)
			args := append(append([]string{"get", l.resource}, l.ids...), "--source", l.source, "--addr", demo.grpc)
			got := runBinary(t, binary, append(args, l.flags()...)...)
			require.Equal(t, l.ids, got.ids(t))
			require.Contains(t, body, strings.TrimSpace(got.records()[0]))
		})
	}

	whole, halves, tokens := map[string][]string{}, map[string][]string{}, map[string]string{}
	for _, list := range lists {
		t.Run(list.name(), func(t *testing.T) {
			url := demo.web + "/v1/sources/" + list.source + "/" + list.resource + "?" + strings.Join(list.filters, "&")
			want := demo.list(t, binary, list.source, list.resource, list.flags()...).records()
			require.NotEmpty(t, want)
			require.Equal(t, len(set(want)), len(want), "no record comes twice")
			requireSame(t, want, readLines(t, url), "as lines")
			requireSame(t, want, readDocuments(t, url+"&pageSize=300", list.resource), "as documents")
			if len(want) == 1 {
				return // nothing to break off
			}
			half := append(list.flags(), "--page-size", strconv.Itoa(min(len(want)/2, 101)))
			first := demo.list(t, binary, list.source, list.resource, half...)
			require.Less(t, len(first.records()), len(want))
			whole[list.name()], halves[list.name()] = want, first.records()
			tokens[list.name()] = first.token(t)
		})
	}

	demo.kill(t)
	demo = startDemo(t, binary, state, "--rows=1000")
	for _, list := range lists {
		if tokens[list.name()] == "" {
			continue
		}
		t.Run(list.name()+" after kill -9", func(t *testing.T) {
			rest := demo.list(t, binary, list.source, list.resource, append(list.flags(), "--resume-token", tokens[list.name()])...)
			requireSame(t, whole[list.name()], append(halves[list.name()], rest.records()...), "resumed")
		})
	}
}

// process is the binary, serving.
type process struct {
	cmd       *exec.Cmd
	grpc, web string // addresses
}

// kill ends the process as kill -9 does, and returns once it is gone, and with it its lock.
func (p process) kill(t *testing.T) {
	t.Helper()
	require.NoError(t, p.cmd.Process.Kill())
	require.ErrorContains(t, p.cmd.Wait(), "killed")
}

// demoProcess is a running demo.
type demoProcess struct{ process }

// startDemo starts a demo, which is killed when the test ends.
func startDemo(t *testing.T, binary, state string, flags ...string) demoProcess {
	t.Helper()
	args := append([]string{"demo", "--grpc=127.0.0.1:0", "--http=127.0.0.1:0", "--state-dir", state}, flags...)
	cmd := exec.CommandContext(t.Context(), binary, args...)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // reports the kill
	})
	d := demoProcess{process{cmd: cmd}}
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
	return runBinary(t, binary, append([]string{"list", resource, "--source", source, "--addr", d.grpc}, more...)...)
}

// runBinary runs a command line that succeeds.
func runBinary(t *testing.T, binary string, args ...string) result {
	t.Helper()
	var stdout, stderr strings.Builder
	cmd := exec.CommandContext(t.Context(), binary, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	require.NoError(t, cmd.Run(), "%s", &stderr)
	return result{stdout: stdout.String(), stderr: stderr.String()}
}

// records returns the records of a list command as they were written.
func (r result) records() []string {
	return strings.FieldsFunc(r.stdout, func(c rune) bool { return c == '\n' })
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

// readLines reads a list as lines and returns its records.
func readLines(t *testing.T, url string) []string {
	t.Helper()
	code, body := get(t, url+"&format=ndjson")
	require.Equal(t, http.StatusOK, code, body)
	lines := strings.FieldsFunc(body, func(r rune) bool { return r == '\n' })
	require.NotEmpty(t, lines)
	require.Contains(t, lines[len(lines)-1], `{"summary":{"end":"END_REASON_END_OF_LIST"`)
	var records []string
	for _, line := range lines[:len(lines)-1] {
		if !strings.HasPrefix(line, `{"notice":`) {
			records = append(records, line)
		}
	}
	return records
}

// readDocuments reads a list page by page, as the answers say, and returns its records.
func readDocuments(t *testing.T, url, resource string) []string {
	t.Helper()
	var found []string
	token := ""
	for range 1000 {
		code, body := get(t, url+token)
		require.Equal(t, http.StatusOK, code, body)
		var page map[string]json.RawMessage
		require.NoError(t, json.Unmarshal([]byte(body), &page))
		var records []json.RawMessage
		require.NoError(t, json.Unmarshal(page[resource], &records))
		for _, record := range records {
			found = append(found, string(record))
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

// requireSame compares records without printing thousands of them.
func requireSame(t *testing.T, want, got []string, how string) {
	t.Helper()
	for i := range min(len(want), len(got)) {
		require.Equal(t, want[i], got[i], "%s: record %d", how, i)
	}
	require.Equal(t, len(want), len(got), how) // Len would print them all
}

func set(records []string) map[string]bool {
	found := map[string]bool{}
	for _, record := range records {
		found[record] = true
	}
	return found
}

// filesOf returns the contents of all files in a folder, by their paths.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	require.NoError(t, fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(content)
		return err
	}))
	return files
}
