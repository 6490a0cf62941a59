package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/internal/redact/leaks"
)

// canaries searches all that came out for the credentials of the upstreams, in any encoding: logs, errors, what is known of the writes,
// dry runs, the ledger and the names of its files (W11). Logs, errors and names have no markers either.
func (r *writesRig) canaries(intents []*intent) {
	r.t.Helper()
	texts := map[string]string{"the logs": r.logs()}
	for _, i := range intents {
		if i.last != nil {
			s := status.Convert(i.last)
			texts["the error of "+i.request] = s.Message() + fmt.Sprint(s.Details())
		}
	}
	require.NoError(r.t, filepath.WalkDir(filepath.Join(r.dir, "state", "writes"), func(path string, _ fs.DirEntry, err error) error {
		texts["the name "+path] = filepath.Base(path)
		return err
	}))
	for where, text := range texts {
		require.NotContains(r.t, text, "crmstream:", "%s has a marker", where)
	}
	ledger, err := filepath.Glob(filepath.Join(r.dir, "state", "writes", "*"))
	require.NoError(r.t, err)
	for _, file := range ledger {
		content, err := os.ReadFile(file)
		require.NoError(r.t, err)
		texts["the ledger's "+file] = string(content)
	}
	for _, i := range intents[:min(len(intents), 200)] {
		known, err := crmstreamv1.NewWritesServiceClient(r.conn).GetWrite(r.t.Context(), &crmstreamv1.GetWriteRequest{Source: i.upstream.source, RequestId: i.request})
		texts["what is known of "+i.request] = protojson.Format(known) + fmt.Sprint(err)
	}
	for _, u := range r.upstreams {
		if u.ops[connectors.Create] == "" || u.batches && u.methods[connectors.Create] != "" {
			continue // another upstream has the method for one record
		}
		dry := map[string]any{"source": u.source, "validateOnly": true, u.field: u.newRecord(u.naming(0))}
		if u.numbered {
			dry[u.field].(map[string]any)["id"] = "1"
		}
		single := *u
		single.batches = false
		resp, err := invoke(r.t.Context(), r.conn, u.service, single.method(connectors.Create), dry)
		require.NoError(r.t, err)
		texts["the dry run of "+u.source] = protojson.Format(resp)
		require.Contains(r.t, texts["the dry run of "+u.source], `"requests"`)
	}
	out := 0
	finder := leaks.NewFinder("sandbox-password", "sandbox-apro-key-000000000000000", smsKey)
	for where, text := range texts {
		if found := finder.Find(text); found != "" {
			out++
			r.t.Errorf("%s has a credential: %s", where, strings.TrimSpace(found))
		}
	}
	check.AtMost(r.t, "writes_secrets_that_got_out", float64(out), 0)
	check.AtLeast(r.t, "writes_texts_that_came_out", float64(len(texts)), float64(len(intents))/4)
}
