package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	_ "time/tzdata" // the server must know all time zones, even if the system has none
	"unicode/utf8"

	"github.com/alecthomas/kong"
	"golang.org/x/term"
)

// Exit codes besides 0.
const (
	exitFailed      = 1
	exitUsage       = 2
	exitDiffers     = 6   // written, and otherwise than asked
	exitUnknown     = 7   // perhaps written
	exitInterrupted = 130 // as in shells: 128 + SIGINT
)

// commandLine is all that can be typed.
type commandLine struct {
	Demo     demoCommand     `cmd:"" help:"Serve sandboxes of all four CRMs: no configuration, no account, invented data."`
	Serve    serveCommand    `cmd:"" help:"Serve the accounts of a configuration."`
	Sandbox  sandboxCommand  `cmd:"" help:"Run emulators of the CRMs alone, to test against without burning quota."`
	List     listCommand     `cmd:"" help:"Stream a list from a running server."`
	Watch    watchCommand    `cmd:"" help:"Print or post what a CRM asks a running server for: events, text messages and calls."`
	Get      getCommand      `cmd:"" help:"Look records up by their ids on a running server."`
	Create   createCommand   `cmd:"" help:"Create records on a running server."`
	Update   updateCommand   `cmd:"" help:"Change records on a running server."`
	Delete   deleteCommand   `cmd:"" help:"Delete records on a running server."`
	Upload   uploadCommand   `cmd:"" help:"Upload files that records can have to a running server."`
	Writes   writesCommands  `cmd:"" help:"Show writes, and settle those that are perhaps executed."`
	Call     callCommand     `cmd:"" help:"Call any method of the API, with JSON."`
	Sources  sourcesCommand  `cmd:"" help:"Show the sources of a running server and what they can do."`
	Spending spendingCommand `cmd:"" help:"Show who has spent how many upstream requests."`
	Keys     keysCommands    `cmd:"" help:"Make, replace, revoke and show the keys of callers."`
	TLS      tlsCommands     `cmd:"" name:"tls" help:"Make certificates."`
	Inbound  inboundCommands `cmd:"" help:"Make and show the addresses at which CRMs call."`
	Log      struct {
		Reset logResetCommand `cmd:"" help:"Begin a log of what a CRM has asked for anew, without its entries. The server must be stopped."`
	} `cmd:"" help:"Work on the logs of what CRMs ask for."`
	Config struct {
		Check checkCommand `cmd:"" help:"Print all mistakes of a configuration. Asks no CRM."`
	} `cmd:"" help:"Work on configurations."`
	Admin       adminCommands      `cmd:"" help:"Administer the server of this machine: its configuration, reload, drain, callers and metrics."`
	Healthcheck healthcheckCommand `cmd:"" help:"Check whether the server of this machine is ready for calls."`
	Version     versionCommand     `cmd:"" help:"Print the version."`
}

// console is the environment of the process.
type console struct {
	program        string   // how to type the program's name, see program
	args           []string // the arguments after it
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) (string, bool)
	// Whether the outputs are terminals. columns is the width of standard output, if it is one.
	outTerminal, errTerminal bool
	columns                  int
}

// exitError ends the process with a code, when everything has been printed.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// usageError is a mistake on the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func main() {
	// The first signal stops the command gracefully. After it, signals act as usual, so that a second one kills.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	con := &console{
		program: program(os.Args[0]), args: os.Args[1:], stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.LookupEnv,
		outTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		errTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
	if columns, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		con.columns = columns
	}
	os.Exit(run(ctx, con))
}

// program returns how to start the program again, for commands that are printed. The folder into which go run builds is removed
// afterwards.
func program(arg0 string) string {
	if strings.Contains(arg0, "go-build") {
		return "go run ./cmd/crmstream"
	}
	return shellQuote(arg0)
}

// run runs a command line and returns the exit code.
func run(ctx context.Context, con *console) int {
	var typed commandLine
	exited := -1 // --help sets it, and then parsing continues
	parser, err := kong.New(&typed,
		kong.Name("crmstream"),
		kong.Description("One typed, streaming API over the CRMs you already pay for."),
		kong.Writers(con.stdout, con.stderr),
		kong.Exit(func(code int) { exited = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(con),
		kong.Vars{"grpc_address": defaultGRPCAddress, "http_address": defaultHTTPAddress},
	)
	if err != nil {
		return con.fail(err)
	}
	if len(con.args) == 0 { // a person looks around, or a script lost its arguments
		_, _ = parser.Parse([]string{"--help"})
		return exitUsage
	}
	if i := slices.IndexFunc(con.args, func(arg string) bool { return !utf8.ValidString(arg) }); i >= 0 { // kong would change the text
		return con.fail(usageError{fmt.Errorf("argument %d is not UTF-8", i+1)})
	}
	parsed, err := parser.Parse(con.args)
	switch {
	case exited >= 0:
		return exited
	case err != nil:
		return con.fail(usageError{fmt.Errorf("%w (see crmstream --help)", err)})
	}
	return con.fail(parsed.Run())
}

// fail prints an error and returns the exit code.
func (c *console) fail(err error) int {
	var exit exitError
	var wrong mistakes
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return int(exit)
	case errors.As(err, &wrong):
		c.say("%s", wrong)
	default:
		c.say("crmstream: %s", err)
	}
	if usage := (usageError{}); errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailed
}

// say prints a line for people to standard error.
func (c *console) say(format string, args ...any) {
	_, _ = fmt.Fprintf(c.stderr, format+"\n", args...)
}

// print prints to standard output, which is for data.
func (c *console) print(format string, args ...any) error {
	_, err := fmt.Fprintf(c.stdout, format, args...)
	return err
}

// printColumns prints lines of cells as columns.
func (c *console) printColumns(lines [][]string) error {
	w := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	for _, cells := range lines {
		if _, err := fmt.Fprintln(w, strings.TrimRight(strings.Join(cells, "\t"), "\t ")); err != nil {
			return err
		}
	}
	return w.Flush()
}

// resumeCommand returns the typed command line with another resume token. The token is a text of the server.
func (c *console) resumeCommand(token string) string {
	return c.commandWithout("--resume-token") + " " + shellJoin([]string{"--resume-token", printable(token)})
}

// commandWithout returns the typed command line without flags and their values.
func (c *console) commandWithout(flags ...string) string {
	var kept []string
	for i := 0; i < len(c.args); i++ {
		name, _, joined := strings.Cut(c.args[i], "=")
		switch {
		case !slices.Contains(flags, name):
			kept = append(kept, c.args[i])
		case !joined:
			i++
		}
	}
	return c.program + " " + shellJoin(kept)
}
