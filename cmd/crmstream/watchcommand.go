package main

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/internal/api"
)

// watchCommand prints or posts what an upstream asks the server for, as it comes.
type watchCommand struct {
	clientFlags
	Resource    string `arg:"" help:"events, outgoingSms or callRequests."`
	Source      string `required:"" placeholder:"NAME" help:"Name of the source in the server's configuration."`
	Limit       int32  `placeholder:"N" help:"End after this number of entries, over all resumed calls."`
	Start       string `placeholder:"now|oldest" help:"Where to begin without a token: at what comes from now on (the default), or at the oldest that the server keeps."`
	Wait        string `placeholder:"DURATION" help:"End when nothing has come for this time, such as 30s; 0s ends at the last entry that there is."`
	ResumeToken string `placeholder:"TOKEN" help:"Continue an earlier watch, with its token."`
	Checkpoint  string `placeholder:"FILE" help:"File that has the place: the watch continues there if the file exists, and keeps the file up to date."`
	Post        string `env:"CRMSTREAM_POST_URL" placeholder:"URL" help:"POST each entry there instead of printing it."`
}

// Help returns the part of --help after the usage.
func (watchCommand) Help() string {
	return `Prints one entry a line, as JSON, as it comes. Gaps and notices are on standard error. The watch resumes by itself, for ever, while the
server is away, when the connection breaks and when nothing has come for 45 seconds; other errors end it, with the command to go on.

With --checkpoint the same command goes on where it stood, after any crash: --start counts only while the file does not exist. The file
moves after all entries of a message were written, and a token stands for a whole message: after a crash within one, the entries of this
message come again. So whatever reads them must bear repeats.

With --post each entry is the body of a request of its own, in order, and any answer 2xx takes it. Another answer, a redirect too, or none
within 30 seconds is tried again, for ever, and the entries after it wait. Use it with --checkpoint: without the file, what comes while
this command is not running is missed. An address with a secret in it belongs into the variable CRMSTREAM_POST_URL.

  crmstream watch events --source NAME --start oldest --checkpoint events.token --post http://localhost:3000/events

Watches, by service:

` + overview(methodsOf(api.Watch))
}

// Run watches until the limit, the wait, an error or an interrupt ends the watch.
func (c watchCommand) Run(ctx context.Context, con *console) error {
	m, err := findWatch(c.Resource)
	if err != nil {
		return usageError{err}
	}
	con = con.hiding("--post", shownURL(c.Post))
	w := &watching{
		flags: c.clientFlags, con: con, method: m, limit: c.Limit, silence: longestSilence, out: printing{newJSONWriter(con)},
	}
	if c.Post != "" {
		if w.out, err = newPoster(con, c.Post); err != nil {
			return usageError{err}
		}
	}
	if c.Checkpoint != "" {
		if c.ResumeToken != "" {
			return usageError{errors.New("--resume-token: the file of --checkpoint has the token: leave one of them out")}
		}
		if w.checkpoint, err = openCheckpoint(c.Checkpoint); err != nil {
			return err
		}
		if c.ResumeToken = w.checkpoint.saved; c.ResumeToken != "" {
			c.Start = ""
		}
	}
	request, err := c.request(m)
	if err != nil {
		return usageError{err}
	}
	w.request, w.given, w.token = request.ProtoReflect(), c.ResumeToken, c.ResumeToken
	conn, err := c.dial(con)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	w.conn = conn
	err = w.run(ctx)
	if saveErr := w.checkpoint.save(); err == nil {
		err = saveErr
	}
	return w.report(ctx, err)
}

// request builds the request from the flags.
func (c watchCommand) request(m *api.Method) (proto.Message, error) {
	switch {
	case c.Format == "table":
		return nil, errors.New("--format: a watch prints JSON: leave the flag out")
	case c.Start != "" && c.ResumeToken != "":
		return nil, errors.New("--start: the token says where to begin: leave one of them out")
	}
	limit := ""
	if c.Limit != 0 {
		limit = strconv.Itoa(int(c.Limit))
	}
	return buildRequest(m, []setting{
		{field: "source", text: c.Source},
		{field: "limit", text: limit},
		{field: "resume_token", text: c.ResumeToken},
		{field: "start", text: c.Start},
		{field: "wait", text: c.Wait},
	})
}

// hiding returns a console whose typed command line has another value of a flag, for commands that are printed.
func (c *console) hiding(flag, value string) *console {
	hidden := *c
	hidden.args = slices.Clone(c.args)
	for i, arg := range hidden.args {
		switch {
		case strings.HasPrefix(arg, flag+"="):
			hidden.args[i] = flag + "=" + value
		case i > 0 && hidden.args[i-1] == flag:
			hidden.args[i] = value
		}
	}
	return &hidden
}

// longestSilence is the time after which a stream without a message is broken: the server sends one every 15 seconds.
const longestSilence = 45 * time.Second
