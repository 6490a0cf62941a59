package main

import (
	"context"
	"time"

	"github.com/crmstream/crmstream/server/access"
)

// keysListCommand prints the keys of all callers.
type keysListCommand struct {
	callersFlag
	adminFlags
}

// Run prints one line for each key, with its last use if a server answers.
func (c keysListCommand) Run(ctx context.Context, con *console) error {
	now := time.Now()
	table, err := c.read(now)
	if err != nil {
		return err
	}
	uses := c.lastUses(ctx)
	lines := [][]string{{"ID", "CALLER", "CREATED", "EXPIRES", "LAST USE", "STATE", "NOTE"}}
	for _, caller := range table.Callers() {
		for _, k := range caller.Keys {
			lines = append(lines, []string{k.ID, caller.Name, dayOf(k.Created), dayOf(k.Expires), dayOf(uses[k.ID]), stateOf(k, now), k.Note})
		}
	}
	return con.printColumns(lines)
}

// dayOf writes a time, "-" for none.
func dayOf(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return at.UTC().Format("2006-01-02 15:04")
}

// stateOf returns the state of a key, in words.
func stateOf(k access.Key, now time.Time) string {
	switch {
	case !k.Revoked.IsZero():
		return "revoked"
	case !k.Live(now):
		return "expired"
	case !k.Expires.IsZero() && k.Expires.Sub(now) < keysExpireSoon:
		return "expires soon"
	default:
		return "accepted"
	}
}
