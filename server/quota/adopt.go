package quota

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/internal/durable"
)

// What a budget's files are called behind its name.
const (
	ledgerSuffix = ".ledger"
	// hostsSuffix ends the name of the file that tells, a host a line, where the requests of a ledger went to.
	hostsSuffix = ".hosts"
	// formerSuffix ends the name of a ledger that no budget has any more, once others count its requests. They count again for
	// a budget that comes to have its name.
	formerSuffix = ".former"
)

// OpenAll opens budgets of different names whose ledgers are in dir, which has those of no others. Before, requests that were
// counted under a name that no budget has any more are entered for those that may have sent them: budgets get other names when
// sources are renamed, added or given a budget of their own.
func OpenAll(configs []Config, dir string) ([]*Budget, error) {
	if err := adopt(configs, dir); err != nil {
		return nil, fmt.Errorf("budgets: %w", err)
	}
	var budgets []*Budget
	for _, c := range configs {
		b, err := New(c, dir)
		if err != nil {
			for _, opened := range budgets {
				err = errors.Join(err, opened.Close())
			}
			return nil, err
		}
		budgets = append(budgets, b)
	}
	return budgets, nil
}

// adopt adds the ledgers of budgets that are no more to those of the budgets that may have sent their requests.
func adopt(configs []Config, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	named := func(name string) bool {
		return slices.ContainsFunc(configs, func(c Config) bool { return c.Name == name })
	}
	for _, f := range files {
		name, isLedger := strings.CutSuffix(f.Name(), ledgerSuffix)
		former, isFormer := strings.CutSuffix(f.Name(), formerSuffix)
		switch {
		case isLedger && !named(name):
			err = errors.Join(err, adoptLedger(configs, dir, name))
		case isFormer && named(former):
			err = errors.Join(err, moveLines([]string{former + ledgerSuffix}, dir, f.Name()))
		}
	}
	for _, c := range configs {
		err = errors.Join(err, keepHosts(c, dir))
	}
	return err
}

// keepHosts writes where the requests of a budget go to.
func keepHosts(c Config, dir string) error {
	if len(c.Hosts) == 0 {
		return nil
	}
	return durable.Write(filepath.Join(dir, c.Name+hostsSuffix), []byte(strings.Join(c.Hosts, "\n")+"\n"))
}

// adoptLedger adds the ledger of a budget that is no more to those that a source of its name shares, and to those whose
// requests go where its requests went. Where that was is not known of ledgers of versions before: they are for all then.
func adoptLedger(configs []Config, dir, name string) error {
	text, err := os.ReadFile(filepath.Join(dir, name+hostsSuffix))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	hosts := strings.Fields(string(text))
	heirs := heirsOf(name, hosts, configs)
	if len(heirs) == 0 && len(hosts) == 0 {
		heirs = configs
	}
	if len(heirs) == 0 {
		return nil
	}
	var files []string
	for _, c := range heirs {
		files = append(files, c.Name+ledgerSuffix)
	}
	return moveLines(append(files, name+formerSuffix), dir, name+ledgerSuffix)
}

// moveLines adds a file's lines to other files, then removes it. A crash in between leaves both, and the requests
// count twice.
func moveLines(to []string, dir, file string) error {
	lines, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		return err
	}
	for _, name := range to {
		path := filepath.Join(dir, name)
		own, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := durable.Write(path, slices.Concat(own, endTorn(own), lines, endTorn(lines))); err != nil {
			return err
		}
	}
	return os.Remove(filepath.Join(dir, file))
}

// endTorn returns what ends a last line without an end, such that it stays one that cannot be read.
func endTorn(text []byte) []byte {
	if len(text) == 0 || bytes.HasSuffix(text, []byte("\n")) {
		return nil
	}
	return []byte(" torn\n")
}
