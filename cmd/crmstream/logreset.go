package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/crmstream/crmstream/internal/spelling"
	"github.com/crmstream/crmstream/server/changelog"
	"github.com/crmstream/crmstream/server/inbox"
)

// logResetCommand removes a log.
type logResetCommand struct {
	Name   string `arg:"" help:"Name of the log, as in the error of the server: EVENTS_SOURCE or SMS_SOURCE."`
	Config string `required:"" placeholder:"crmstream.yaml" help:"Configuration of the server, which names its state directory."`
	Yes    bool   `help:"Do not ask."`
}

// Help returns the part of --help after the usage.
func (logResetCommand) Help() string {
	return "For a log that is damaged, when no backup of state_dir/changelog is at hand. The entries of the log are lost, and the other logs stay."
}

// Run removes the log after a person has agreed.
func (c logResetCommand) Run(con *console) error {
	cfg, err := readPlain(c.Config)
	if err != nil {
		return err
	}
	dir := filepath.Join(cfg.StateDir, changelogFolder)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there are no logs in %s", dir)
	}
	state, err := lockState(cfg.StateDir)
	if errors.Is(err, errStateInUse) {
		return fmt.Errorf("the server uses the logs in %s: stop it first", cfg.StateDir)
	}
	if err != nil {
		return fmt.Errorf("state directory: %w", err)
	}
	defer func() { _ = state.Close() }() // releases the lock
	con.say("%s", lostBy(c.Name, cfg.Sources))
	if !c.Yes && !con.agrees(c.Name) {
		return errors.New("nothing was reset")
	}
	err = changelog.Reset(dir, c.Name)
	if errors.Is(err, changelog.ErrUnknownLog) {
		return fmt.Errorf("there is no log %q in %s%s", c.Name, dir, spelling.Suggest(c.Name, logNames(cfg.Sources)))
	}
	if err != nil {
		return err
	}
	return con.print("%s was reset. The next start of the server makes it anew.\n", c.Name)
}

// agrees asks for a word, and reports whether it was typed.
func (c *console) agrees(word string) bool {
	_, _ = fmt.Fprintf(c.stderr, "Type %s to go on: ", word)
	if c.stdin == nil {
		return false
	}
	typed, _ := bufio.NewReader(c.stdin).ReadString('\n') // at its end the text may lack a line end
	return strings.TrimSpace(typed) == word
}

// logNames returns the names of the logs that sources have if they receive anything.
func logNames(sources []sourceConfig) []string {
	var names []string
	for _, source := range sources {
		for _, log := range inbox.DefaultSettings().Logs([]string{source.Name}, time.Now()).Logs {
			names = append(names, log.Name)
		}
	}
	return names
}

// lostBy returns what is lost by the reset of a log.
func lostBy(name string, sources []sourceConfig) string {
	for _, source := range sources {
		logs := inbox.DefaultSettings().Logs([]string{source.Name}, time.Now()).Logs
		switch name {
		case logs[0].Name:
			return fmt.Sprintf("This removes the events and call requests of source %s. Those that no watch has read are lost, and every watch of them must begin anew.", source.Name)
		case logs[1].Name:
			return fmt.Sprintf("This removes the text messages of source %s. Those that no worker has sent are never sent, the CRM gets the answer that their ids are unknown, "+
				"and every watch of them must begin anew.", source.Name)
		}
	}
	return "This removes all entries of the log " + name + ". Every watch of them must begin anew."
}

// explainDamage adds to the error of a damaged log how to begin it anew.
func explainDamage(con *console, config string, err error) error {
	var damaged *changelog.DamagedError
	if !errors.As(err, &damaged) || damaged.Log == "" {
		return err
	}
	return fmt.Errorf("%w\nTo reset the log: %s log reset %s --config %s", err, con.program, shellQuote(damaged.Log), shellQuote(config))
}
