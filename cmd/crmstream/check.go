package main

import (
	"errors"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors/all"
)

// configFlags are the flags of commands that read a configuration.
type configFlags struct {
	Config   string `required:"" placeholder:"crmstream.yaml" help:"Configuration file; crmstream.example.yaml explains it."`
	Insecure bool   `help:"Accept addresses that other machines reach, although there is no authentication."`
}

// read reads the configuration.
func (f configFlags) read(con *console) (setup, error) {
	file, err := openConfig(f.Config, loader{drivers: all.Drivers(), insecure: f.Insecure}, con.getenv)
	if err != nil {
		return setup{}, err
	}
	s := file.running
	s.file = file
	return s, nil
}

// checkCommand prints the mistakes of a configuration.
type checkCommand struct {
	configFlags
}

// Run prints a summary of the configuration, or fails with its mistakes.
func (c checkCommand) Run(con *console) error {
	s, err := c.read(con)
	if err != nil {
		return err
	}
	names := make([]string, len(s.sources))
	for i, source := range s.sources {
		names[i] = source.name + " (" + source.driver.Name + ")"
	}
	err = con.print("%s is right: %s\n", c.Config, strings.Join(names, ", "))
	if s.callers != nil {
		err = errors.Join(err, con.print("%s is right: %d callers\n", s.callers.file, len(s.callers.table.Callers())))
		for _, warning := range callerWarnings(s.callers.table, s.sources, time.Now()) {
			con.say("warning: %s", warning)
		}
	}
	for _, source := range s.sources {
		err = errors.Join(err, source.printWrites(con))
	}
	err = errors.Join(err, s.printInbound(con))
	for _, b := range s.budgets {
		if len(b.Sources) > 1 {
			err = errors.Join(err, con.print("budget %s, %d requests in %s: shared by %s\n", b.Name, b.Requests, b.Window, strings.Join(b.Sources, ", ")))
		}
	}
	return err
}
