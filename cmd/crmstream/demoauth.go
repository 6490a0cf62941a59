package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/crmstream/crmstream/internal/durable"
	"github.com/crmstream/crmstream/server/access"
)

// demoCallers are the callers of a demo with --auth: one may read and write all sources, the other two lists of one source.
const demoCallers = `# The callers of crmstream demo --auth. A running demo takes changes of this file within 10 seconds.
callers:
  - name: operator
    grants:
      - {sources: ["*"], resources: ["*"], can: [read, write, delete]}
  - name: warehouse
    grants:
      - {sources: [apro], resources: [contacts, deals], can: [read]}
`

// demoAuth is the folder of a demo with --auth, with its certificate, callers and keys.
type demoAuth struct {
	folder   string
	operator string // the key
}

// callersFile, caFile and keyFile return the paths of files in the folder.
func (d *demoAuth) callersFile() string          { return filepath.Join(d.folder, "callers.yaml") }
func (d *demoAuth) caFile() string               { return filepath.Join(d.folder, authorityFile) }
func (d *demoAuth) keyFile(caller string) string { return filepath.Join(d.folder, caller+".key") }
func (d *demoAuth) flags(caller string) string {
	return fmt.Sprintf(" --ca %s --key-file %s", shellQuote(d.caFile()), shellQuote(d.keyFile(caller)))
}

func (d *demoAuth) curl(caller string) string {
	return fmt.Sprintf(`curl --cacert %s -H "authorization: Bearer $(cat %s)"`, shellQuote(d.caFile()), shellQuote(d.keyFile(caller)))
}

// newDemoAuth adds a certificate, two callers and their keys to a setup: those of an earlier demo, or new ones.
func newDemoAuth(stateDir string, s *setup) (*demoAuth, error) {
	d := &demoAuth{folder: filepath.Join(stateDir, "auth")}
	if err := durable.MakeFolder(stateDir); err != nil {
		return nil, err
	}
	if err := durable.MakeFolder(d.folder); err != nil {
		return nil, err
	}
	now := time.Now().UTC().Truncate(time.Second)
	if d.read(s, now) == nil {
		return d, nil
	}
	if err := d.make(now); err != nil {
		return nil, err
	}
	return d, d.read(s, now)
}

// make makes all files of the folder.
func (d *demoAuth) make(now time.Time) error {
	files, err := selfSigned([]string{"localhost", "127.0.0.1", "::1"}, now, 90*24*time.Hour)
	if err != nil {
		return err
	}
	files[filepath.Base(d.callersFile())] = []byte(demoCallers)
	for name, content := range files {
		if err := durable.Write(filepath.Join(d.folder, name), content); err != nil {
			return err
		}
	}
	return errors.Join(d.addKey("operator", now), d.addKey("warehouse", now))
}

// read adds the files of the folder to a setup, if they are right and the operator's key is accepted.
func (d *demoAuth) read(s *setup, now time.Time) error {
	var err error
	if d.operator, err = readKeyFile(d.keyFile("operator")); err != nil {
		return err
	}
	doc := newDocument("demo")
	doc.lines["auth"] = 1
	c := tlsConfig{Cert: filepath.Join(d.folder, certificateFile), Key: filepath.Join(d.folder, privateKeyFile)}
	s.tls = c.read(doc, d.folder, now)
	s.callers = loader{}.readAuth(doc, d.folder, authConfig{CallersFile: d.callersFile()}, now)
	if err := doc.err(); err != nil {
		return err
	}
	_, err = s.callers.table.Authenticate(access.Credentials{Authorization: []string{"Bearer " + d.operator}}, now)
	return err
}

// addKey makes a key for a caller, in a file of its own.
func (d *demoAuth) addKey(caller string, now time.Time) error {
	flags := newKeyFlags{Expires: "30d", Out: d.keyFile(caller)}
	key, kept, err := flags.make(now)
	if err != nil {
		return err
	}
	if err := os.Remove(flags.Out); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return flags.hand(nil, key, func() error {
		return editCallers(d.callersFile(), now, func(_ *access.Table, root *yaml.Node) error { return addKey(root, caller, kept) })
	})
}

// announce adds how to call the demo, and what to try.
func (d *demoAuth) announce(n *announcement) {
	n.line("\nTwo callers may call, over TLS, each with its key. To try what they may:")
	n.line("  %s  # all sources", n.commandOf("operator", "sources"))
	n.line("  %s  # apro alone: the others do not exist for it", n.commandOf("warehouse", "sources"))
	n.line("  %s  # refused: it has no grant", n.commandOf("warehouse", "list invoices --source apro --limit 1"))
	n.line("  %s", d.curl("warehouse")+" "+shellQuote(n.web+"/v1/sources/apro/contacts?pageSize=2"))
	n.line("Keys are replaced and revoked while it runs:\n  %s keys list --callers %s", n.program, shellQuote(d.callersFile()))
}
