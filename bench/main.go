package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
)

func main() {
	if err := run(os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// row is one row of the table of goals.
type row struct {
	name    string
	measure func(*bench, context.Context) error
}

func rows() []row {
	return []row{
		{"transcode", (*bench).transcode},
		{"messages", (*bench).messages},
		{"json", (*bench).json},
		{"extract", (*bench).extract},
		{"fan-out", (*bench).fanOut},
		{"memory", (*bench).memory},
		{"pages", (*bench).pages},
		{"cli", (*bench).commandLine},
		{"look-ups", (*bench).lookUps},
		{"first", (*bench).first},
		{"readers", (*bench).readers},
		{"sources", (*bench).sources},
	}
}

// bench measures the rows one after the other.
type bench struct {
	rounds     int
	long       bool
	profiles   string
	before     string // path of the program that is compared with this commit's, or ""
	dir        string // of programs, their state and the peers, while bench runs
	python     *python
	cloudQuery bool
	row        string // current row, in names of profiles
	missed     []string
}

// run measures, or serves in one of the measured roles.
func run(args []string) error {
	b := &bench{}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.IntVar(&b.rounds, "rounds", 3, "how often what is compared runs in turn; ratios are medians of the rounds")
	flags.BoolVar(&b.long, "long", false, "measure memory with 10 million records in place of 1 million")
	flags.StringVar(&b.profiles, "cpuprofile", "", "folder for CPU profiles of the servers, ROW-ROLE.pprof")
	flags.StringVar(&b.before, "before", "", "another crmstream program, that takes turns with this commit's: `PATH`")
	flags.BoolVar(&b.cloudQuery, "cloudquery", false, "compare with the SDK of CloudQuery too, which takes minutes to download and build at first")
	part := flags.String("serve", "", "serve as `ROLE` for another process of this program, and end with standard input")
	flags.Usage = func() {
		_, _ = fmt.Fprintln(flags.Output(), "bench [flags] [ROW]...")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *part != "" {
		return serve(*part, flags.Arg(0), b.profiles)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return b.measure(ctx, flags.Args())
}

// measure measures the rows with these names, or all rows if there are no names.
func (b *bench) measure(ctx context.Context, names []string) (err error) {
	for _, name := range names {
		if !slices.ContainsFunc(rows(), func(r row) bool { return r.name == name }) {
			return fmt.Errorf("unknown row %q", name)
		}
	}
	if b.rounds < 1 {
		return errors.New("-rounds must be at least 1")
	}
	if b.dir, err = os.MkdirTemp("", "crmstream-bench-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.dir)) }()
	for _, r := range rows() {
		if len(names) > 0 && !slices.Contains(names, r.name) {
			continue
		}
		b.row = r.name
		if err := r.measure(b, ctx); err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
	}
	if len(b.missed) > 0 {
		fmt.Printf("not met: %s\n", strings.Join(b.missed, ", "))
	}
	return nil
}
