package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/internal/api"
)

// writeFlags are the flags of the commands that write records.
type writeFlags struct {
	clientFlags
	Resource  string `arg:"" help:"contacts, deals, ...: all are named above."`
	Source    string `required:"" placeholder:"NAME" help:"Name of the source in the server's configuration."`
	File      string `short:"f" placeholder:"FILE" help:"Records: a JSON object, JSON objects one a line, or CSV with a header; - is standard input."`
	RequestID string `name:"request-id" placeholder:"ID" help:"Names what is to be written, the same on every retry; of a file the begin of all its ids. Made if absent."`
	DryRun    bool   `help:"Write nothing: check the records, and print the upstream requests that would be sent."`
	Proof     string `placeholder:"NAME" help:"How the write is proved: none, strict (a difference is an error) or later; the source's default if absent."`
	Priority  string `placeholder:"NAME" help:"When the source's budget is empty, an interactive call is refused, and a bulk call waits; files are bulk."`
	Retries   int    `default:"5" help:"How often in a row to try again while the server is unavailable. No try writes twice."`
}

type (
	// createCommand creates records.
	createCommand struct {
		writeFlags
		Data string `short:"d" placeholder:"JSON" help:"The record."`
	}
	// updateCommand changes records.
	updateCommand struct {
		writeFlags
		Data     string   `short:"d" placeholder:"JSON" help:"The new values; null, an empty text or an empty list clears a field."`
		ID       string   `name:"id" placeholder:"ID" help:"Id of the record, unless the values have it."`
		Mask     []string `placeholder:"FIELD" help:"Change these fields only, and clear those without a value; fields.KEY is a custom field. All that are given if absent."`
		Expected string   `placeholder:"JSON" help:"Values that the record must have now; null: must not have."`
	}
	// deleteCommand deletes records.
	deleteCommand struct {
		writeFlags
		ID       string `name:"id" placeholder:"ID" help:"Id of the record, unless a file has ids."`
		Expected string `placeholder:"JSON" help:"Values that the record must have now; null: must not have."`
	}
)

// Help returns the part of --help after the usage.
func (createCommand) Help() string {
	return helpOfFiles("create", "") + "\n\nResources, by service:\n\n" + overview(methodsOf(api.Create))
}

// Help returns the part of --help after the usage.
func (updateCommand) Help() string {
	return helpOfFiles("update", " Each record of a file has its id.") + "\n\nResources, by service:\n\n" + overview(methodsOf(api.Update))
}

// Help returns the part of --help after the usage.
func (deleteCommand) Help() string {
	return helpOfFiles("delete", " The records of a file have ids alone.") + "\n\nResources, by service:\n\n" + overview(methodsOf(api.Delete))
}

// helpOfFiles returns what the help of all commands that write says about files. more is a sentence of one command.
func helpOfFiles(act, more string) string {
	return "A single record is printed with its receipt. Of a file each record is a line with its state, and all records are checked before the " +
		"first is written." + more + "\n\nThe same file can be written again after a failure: " + act + " goes on where it stood, and writes nothing twice, for 7 days, by the same server and caller. " +
		"The request ids are made of the bytes of the file, so a changed file is written as a whole: put the records that failed into a file of their own.\n\n" +
		"Columns of CSV are named as fields; custom fields are fields.KEY or fields.NAME. Empty cells are left out. Values of lists, such as phones, are " +
		"separated by \"" + listSeparator + "\". Several options of a custom field need JSON.\n\n" +
		"Exit codes: 0 written, 1 not written, 2 wrong usage, 6 written and otherwise than asked, 7 perhaps written: the command prints how to settle it."
}

// Run creates the records.
func (c createCommand) Run(ctx context.Context, con *console) error {
	return writing{writeFlags: c.writeFlags, kind: api.Create, data: c.Data}.run(ctx, con)
}

// Run changes the records.
func (c updateCommand) Run(ctx context.Context, con *console) error {
	return writing{writeFlags: c.writeFlags, kind: api.Update, data: c.Data, id: c.ID, mask: c.Mask, expected: c.Expected}.run(ctx, con)
}

// Run deletes the records.
func (c deleteCommand) Run(ctx context.Context, con *console) error {
	return writing{writeFlags: c.writeFlags, kind: api.Delete, id: c.ID, expected: c.Expected}.run(ctx, con)
}

// writing is one use of a command that writes records.
type writing struct {
	writeFlags
	kind               api.Kind // of the method for one record
	data, id, expected string
	mask               []string

	one, many *api.Method // many is nil where the API has no batch
	calls     *writeCalls
	reader    recordReader
}

// run writes the records that the flags name.
func (w writing) run(ctx context.Context, con *console) error {
	var err error
	if w.one, w.many, err = findWrites(w.kind, w.Resource); err != nil {
		return usageError{err}
	}
	in, err := w.input(con)
	if err != nil {
		return usageError{err}
	}
	w.reader = recordReader{method: w.one, clearing: w.kind == api.Update}
	requests, err := w.requests(in)
	if err != nil {
		return usageError{err}
	}
	conn, err := w.dial(con)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	w.calls = &writeCalls{flags: w.clientFlags, con: con, conn: conn, retries: w.Retries, patient: !in.one}
	if in.one {
		return w.writeOne(ctx, requests[0])
	}
	return w.writeFile(ctx, in, requests)
}

// findWrites returns the methods that write one record and many records of a resource.
func findWrites(kind api.Kind, resource string) (one, many *api.Method, err error) {
	known := methodsOf(kind)
	for _, m := range known {
		if sameName(m.Resource(), resource) || sameName(string(recordOf(m).Name()), resource) {
			one = m
		}
	}
	if one == nil {
		return nil, nil, unknownName("resource", resource, known)
	}
	for _, m := range methodsOf(kind + api.BatchCreate - api.Create) {
		if m.Resource() == one.Resource() {
			many = m
		}
	}
	return one, many, nil
}

// input returns the records of the flags.
func (w writing) input(con *console) (input, error) {
	switch {
	case w.File != "" && (w.data != "" || w.id != ""):
		return input{}, errors.New("--file has the records, and their ids: leave --data and --id out")
	case w.File != "" && w.expected != "":
		return input{}, errors.New("--expected is of one record: leave it out, or write one record")
	case w.File != "":
		return readInput(con, w.File)
	case w.kind == api.Delete && w.id == "":
		return input{}, errors.New("nothing to delete: name the record with --id, or many in a file with --file")
	case w.kind == api.Delete:
		return input{rows: []inputRow{{}}, one: true}, nil
	case w.data == "":
		return input{}, errors.New("nothing to write: give the record with --data, or records in a file with --file")
	}
	members, err := membersOf(json.RawMessage(w.data))
	if err != nil {
		return input{}, fmt.Errorf("--data: %w", err)
	}
	return input{name: "--data", rows: []inputRow{{members: members}}, one: true}, nil
}

// writeOne writes one record and prints it with its receipt.
func (w writing) writeOne(ctx context.Context, request proto.Message) error {
	id := w.RequestID
	if id == "" {
		id = rand.Text()
	}
	if err := w.complete(w.one, request, id, w.DryRun, w.Priority); err != nil {
		return err
	}
	if w.RequestID == "" && !w.DryRun {
		w.calls.con.say("request id: %s", id)
	}
	answer, err := w.calls.call(ctx, w.one, request)
	if err != nil {
		return w.calls.failed(ctx, err, request, w.Source, id)
	}
	if w.DryRun {
		return w.printPlan(w.calls.con, answer)
	}
	return w.printWritten(w.calls.con, answer)
}
