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

// Endings of the names of a budget's files, after the name of the budget.
const (
	ledgerSuffix = ".ledger"
	// hostsSuffix ends the name of the file that lists the hosts of a ledger's requests, one host a line.
	hostsSuffix = ".hosts"
	// formerSuffix ends the name of a ledger that no budget has any more, after other budgets count its requests. If a budget
	// gets that name again, the requests count again in that budget.
	formerSuffix = ".former"
)

// OpenAll opens budgets with different names. Their ledgers are in dir, which has no other ledgers. First, requests that were
// counted under a name that no budget has any more are added to the budgets that may have sent them. The names of budgets
// change when sources are renamed, added or given a budget of their own.
func OpenAll(configs []Config, dir string) ([]*Budget, error) {
	if err := adopt(configs, dir); err != nil {
		return nil, fmt.Errorf("budgets: %w", err)
	}
	var budgets []*Budget
	clocks := systemClocks()
	for _, c := range configs {
		b, err := newBudget(c, dir, clocks)
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

// adopt adds the ledgers of budgets that no longer exist to the ledgers of the budgets that may have sent their requests.
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

// keepHosts writes the hosts to which the requests of a budget go, if the budget has a ledger, unless they are written already. The hosts
// of a budget without a ledger are written when its ledger is created: at the first start of many budgets, thousands of syncs of the disk
// would take long.
func keepHosts(c Config, dir string) error {
	if _, err := os.Stat(ledgerPath(dir, c.Name)); err != nil {
		return nil
	}
	return writeHosts(c, dir)
}

// writeHosts writes the hosts to which the requests of a budget go, unless they are written already.
func writeHosts(c Config, dir string) error {
	if len(c.Hosts) == 0 {
		return nil
	}
	path, text := filepath.Join(dir, c.Name+hostsSuffix), []byte(strings.Join(c.Hosts, "\n")+"\n")
	if kept, err := os.ReadFile(path); err == nil && bytes.Equal(kept, text) {
		return nil
	}
	return durable.Write(path, text)
}

// adoptLedger adds the ledger of a budget that no longer exists to the ledgers of its heirs (heirsOf). A ledger of an older
// version has no hosts. If such a ledger has no heirs, it is added to the ledgers of all budgets.
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

// moveLines adds the lines of a file to other files, then removes the file. A crash in between leaves the lines in both, and
// the requests count twice.
func moveLines(to []string, dir, file string) error {
	lines, err := os.ReadFile(filepath.Join(dir, file))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // no request was counted
	}
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

// endTorn returns the text that ends a last line without an end. The line with this text still cannot be read.
func endTorn(text []byte) []byte {
	if len(text) == 0 || bytes.HasSuffix(text, []byte("\n")) {
		return nil
	}
	return []byte(" torn\n")
}
