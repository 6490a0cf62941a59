package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/crmstream/crmstream/internal/durable"
	"github.com/crmstream/crmstream/server/access"
)

// keysCommands make, end and show the keys of callers.
type keysCommands struct {
	Create keysCreateCommand `cmd:"" help:"Make a key for a caller. It is shown once; the callers file gets its digest."`
	Rotate keysRotateCommand `cmd:"" help:"Replace a key by a new one. The old key is accepted for a while longer."`
	Revoke keysRevokeCommand `cmd:"" help:"End a key, and its calls under way."`
	List   keysListCommand   `cmd:"" help:"Show the keys of all callers."`
	Check  keysCheckCommand  `cmd:"" help:"Check whether a text is a key, and print its caller. Asks no server."`
}

// callersFlag names the callers file.
type callersFlag struct {
	Callers string `default:"callers.yaml" env:"CRMSTREAM_CALLERS" placeholder:"FILE" help:"The callers file."`
}

// newKeyFlags are the flags of commands that make keys.
type newKeyFlags struct {
	Expires string `default:"365d" placeholder:"WHEN" help:"When the key ends: after a number of days (90d), on a day, at a time, or never."`
	Note    string `help:"What the key is for, kept in the file."`
	Out     string `placeholder:"FILE" help:"Write the key to a new file, readable by its owner only, and not to standard output."`
	Print   bool   `help:"Leave the callers file as it is, and print the entry to put into it."`
}

// keysExpireSoon is how long before its end a key is marked as ending soon.
const keysExpireSoon = 14 * 24 * time.Hour

// make returns a new key, and the entry for the callers file.
func (f newKeyFlags) make(now time.Time) (key string, kept access.Key, err error) {
	expires, err := readExpiry(f.Expires, now)
	if err != nil {
		return "", kept, usageError{fmt.Errorf("--expires: %w", err)}
	}
	key, _, err = access.NewKey()
	if err != nil {
		return "", kept, err
	}
	id, digest, err := access.ParseKey(key)
	return key, access.Key{ID: id, Digest: digest, Created: now, Expires: expires, Note: f.Note}, err
}

// readExpiry parses the end of a key. The zero time means that the key never ends.
func readExpiry(text string, now time.Time) (time.Time, error) {
	if text == "never" {
		return time.Time{}, nil
	}
	if count, ok := strings.CutSuffix(text, "d"); ok {
		if days, err := strconv.ParseUint(count, 10, 16); err == nil && days > 0 {
			return now.AddDate(0, 0, int(days)), nil
		}
	}
	var at moment
	if err := at.UnmarshalText([]byte(text)); err != nil {
		return time.Time{}, errors.New("must be a number of days such as 90d, a day such as 2027-02-27, a time in RFC 3339, or never")
	}
	if !at.After(now) {
		return time.Time{}, errors.New("has passed")
	}
	return at.Time, nil
}

// hand writes a key to a new file or to standard output, and calls keep, which stores the key's digest. If keep fails, hand
// prints no key and leaves no file.
func (f newKeyFlags) hand(con *console, key string, keep func() error) error {
	if f.Out == "" {
		if err := keep(); err != nil {
			return err
		}
		return con.print("%s\n", key)
	}
	if err := durable.Create(f.Out, []byte(key+"\n")); err != nil {
		return err
	}
	if err := keep(); err != nil {
		return errors.Join(err, os.Remove(f.Out))
	}
	return nil
}

// printEntry prints a key, and its entry for the callers file.
func (f newKeyFlags) printEntry(con *console, key string, kept access.Key) error {
	var err error
	if f.Out != "" {
		err = f.hand(con, key, func() error { return nil })
	} else {
		err = con.print("# the key, which is shown once: %s\n", key)
	}
	if err != nil {
		return err
	}
	entry, err := yaml.Marshal(&yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Content: []*yaml.Node{entryOf(kept)}})
	if err != nil {
		return err
	}
	return con.print("%s", entry)
}

// lifeOf returns when a key ends, in words.
func lifeOf(k access.Key) string {
	if k.Expires.IsZero() {
		return "never expires"
	}
	return "expires at " + k.Expires.Format(time.RFC3339)
}

// keysCreateCommand makes a key.
type keysCreateCommand struct {
	callersFlag
	newKeyFlags
	Caller string `required:"" help:"Name of the caller in the callers file."`
}

// Run makes a key.
func (c keysCreateCommand) Run(con *console) error {
	now := time.Now().UTC().Truncate(time.Second)
	key, kept, err := c.make(now)
	if err != nil {
		return err
	}
	if c.Print {
		return c.printEntry(con, key, kept)
	}
	err = c.hand(con, key, func() error {
		return editCallers(c.Callers, now, func(_ *access.Table, root *yaml.Node) error { return addKey(root, c.Caller, kept) })
	})
	if err != nil {
		return err
	}
	con.say("key %s of %s is in %s and %s; a running server accepts it within 10 seconds", kept.ID, c.Caller, c.Callers, lifeOf(kept))
	return nil
}

// keysRotateCommand makes a key in place of another key.
type keysRotateCommand struct {
	callersFlag
	newKeyFlags
	ID      string        `arg:"" help:"Id of the key that is replaced."`
	Overlap time.Duration `default:"72h" help:"How long the old key is still accepted."`
}

// Run makes the new key and limits the life of the old key.
func (c keysRotateCommand) Run(con *console) error {
	now := time.Now().UTC().Truncate(time.Second)
	if c.Overlap < 0 {
		return usageError{errors.New("--overlap: must not be negative")}
	}
	key, kept, err := c.make(now)
	if err != nil {
		return err
	}
	ends, caller := now.Add(c.Overlap), ""
	replace := func(table *access.Table, root *yaml.Node) error {
		old, name, err := keyNode(root, c.ID)
		if err != nil {
			return err
		}
		caller = name
		for _, k := range table.Caller(name).Keys {
			if k.ID == c.ID && !k.Live(now) {
				return fmt.Errorf("the key %s has ended: make a new one with crmstream keys create --caller %s", c.ID, name)
			}
			if k.ID == c.ID && !k.Expires.IsZero() && k.Expires.Before(ends) {
				ends = k.Expires
			}
		}
		setMember(old, "expires", ends.Format(time.RFC3339))
		if c.Print {
			return errUnchanged
		}
		return addKey(root, name, kept)
	}
	if c.Print {
		if err := editCallers(c.Callers, now, replace); !errors.Is(err, errUnchanged) {
			return err
		}
		con.say("set expires: %q of the key %s of %s, and add this entry", ends.Format(time.RFC3339), c.ID, caller)
		return c.printEntry(con, key, kept)
	}
	err = c.hand(con, key, func() error { return editCallers(c.Callers, now, replace) })
	if err != nil {
		return err
	}
	con.say("key %s of %s is in %s and %s; the key %s is accepted until %s", kept.ID, caller, c.Callers, lifeOf(kept), c.ID, ends.Format(time.RFC3339))
	return nil
}

// errUnchanged makes editCallers leave the file as it is.
var errUnchanged = errors.New("the file stays as it is")

// keysRevokeCommand ends a key.
type keysRevokeCommand struct {
	callersFlag
	ID string `arg:"" help:"Id of the key."`
}

// Run ends the key.
func (c keysRevokeCommand) Run(con *console) error {
	now, caller := time.Now().UTC().Truncate(time.Second), ""
	err := editCallers(c.Callers, now, func(table *access.Table, root *yaml.Node) error {
		key, name, err := keyNode(root, c.ID)
		if err != nil {
			return err
		}
		caller = name
		for _, k := range table.Caller(name).Keys {
			if k.ID == c.ID && !k.Revoked.IsZero() {
				return fmt.Errorf("the key %s of %s was revoked at %s", c.ID, name, k.Revoked.Format(time.RFC3339))
			}
		}
		setMember(key, "revoked", now.Format(time.RFC3339))
		return nil
	})
	if err == nil {
		con.say("key %s of %s is revoked; a running server ends its calls within 10 seconds", c.ID, caller)
	}
	return err
}

// read reads the callers file.
func (f callersFlag) read(now time.Time) (*access.Table, error) {
	content, err := os.ReadFile(f.Callers)
	if err != nil {
		return nil, err
	}
	return readCallers(f.Callers, bytes.NewReader(content), now)
}

// keysCheckCommand checks whether a text is a key.
type keysCheckCommand struct {
	callersFlag
	KeyFile string `placeholder:"FILE" help:"File of the key. Without this flag the key is read from standard input, so that it is in no shell history."`
}

// Run prints the key's id, and its caller if there is a callers file.
func (c keysCheckCommand) Run(con *console) error {
	var key string
	var err error
	if c.KeyFile != "" {
		key, err = readKeyFile(c.KeyFile)
	} else {
		var content []byte
		if content, err = io.ReadAll(io.LimitReader(con.stdin, 4096)); err == nil {
			key = strings.TrimSpace(string(content))
		}
	}
	if err != nil {
		return err
	}
	id, _, err := access.ParseKey(key)
	if err != nil {
		return err
	}
	table, err := c.read(time.Now())
	if errors.Is(err, os.ErrNotExist) {
		return con.print("%s is the id of a key that is whole\n", id)
	}
	if err != nil {
		return err
	}
	identity, err := table.Authenticate(access.Credentials{Authorization: []string{"Bearer " + key}}, time.Now())
	if err != nil {
		return fmt.Errorf("%s is the id of a key that is whole, and %s does not accept it: %w", id, c.Callers, err)
	}
	return con.print("%s is a key of %s, which %s accepts\n", id, identity.Caller.Name, c.Callers)
}
