package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// viaCurl follows the name of a program that curl reads from.
const viaCurl = ", curl"

// commandLine compares crmstream list with curl, and with the loop that users would write. All of them write a file of lines of JSON.
func (b *bench) commandLine(ctx context.Context) error {
	const rows = 100_000
	if _, err := exec.LookPath("curl"); err != nil {
		note("not measured", "%v", err)
		return nil
	}
	peers := b.pythonPeers(ctx)
	for _, page := range []int{50, pageRows} {
		b.title("%d contacts at %d a page to a file of lines of JSON, the starts of crmstream list and curl included", rows, page)
		names := peers
		for _, name := range b.programs() {
			names = append(names, name, name+viaCurl)
		}
		all, err := b.inTurn(names, func(name string) (figures, error) { return b.write(ctx, name, rows, page) })
		if err != nil {
			return err
		}
		for _, name := range names {
			show(name, all[name])
		}
		b.againstBefore("whole CPU of crmstream list", all, figures.whole, 0)
		b.againstBefore("records a second of crmstream list", all, figures.rate, 0)
		b.atMost("whole CPU of crmstream list against curl", ratio(all[now], all[now+viaCurl], figures.whole), 1.2)
		for _, peer := range peers {
			note("whole CPU of curl against "+peer, "%8.2f", ratio(all[now+viaCurl], all[peer], figures.whole))
		}
	}
	return nil
}

// write has the contacts of a new account written to a file, by a peer or by a client of a program.
func (b *bench) write(ctx context.Context, name string, rows, page int) (f figures, err error) {
	out, err := os.Create(filepath.Join(b.dir, "contacts.ndjson"))
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, out.Close(), os.Remove(out.Name())) }()
	if name == peerJSON || name == peerORJSON {
		return b.deliverByLoop(ctx, name, rows, page, out)
	}
	of, curl := strings.CutSuffix(name, viaCurl)
	err = b.serving(ctx, of, rows, setup{sources: 1, page: page}, func(up *process, p *program) (err error) {
		cmd := exec.CommandContext(ctx, p.path, "list", "--addr", p.address, "--source", sourceName, "--format", "json", "contacts")
		if curl {
			cmd = exec.CommandContext(ctx, "curl", "--silent", "--show-error", "--fail", p.web+"/v1/sources/"+sourceName+"/contacts?format=ndjson")
		}
		var complaints bytes.Buffer
		cmd.Stdout, cmd.Stderr = out, &complaints
		f, err = observe(p.process, up, func() (int, error) { return rows, cmd.Run() })
		if err != nil {
			return fmt.Errorf("%s: %w: %s", name, err, complaints.String())
		}
		f.client = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		f.records, err = lines(out)
		if curl {
			f.records-- // the last line of the JSON API is the summary, which crmstream list prints elsewhere
		}
		return errors.Join(err, f.complete(name, rows))
	})
	return f, err
}

// lines returns the number of lines of a file, which it reads from the start.
func lines(f *os.File) (n int, err error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	for buffer := make([]byte, 1<<20); ; {
		read, err := f.Read(buffer)
		n += bytes.Count(buffer[:read], []byte("\n"))
		switch {
		case errors.Is(err, io.EOF):
			return n, nil
		case err != nil:
			return n, err
		}
	}
}
