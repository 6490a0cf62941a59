package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"strings"
	"time"
)

func main() {
	o := options{root: "."}
	languages := flag.String("languages", "go,python,java", "clients to run, separated by commas")
	flag.IntVar(&o.records, "records", 200_000, "records in each list, those included that are deleted and in no list")
	flag.IntVar(&o.kills, "kills", 20, "kills in each scan")
	flag.DurationVar(&o.latency, "latency", 2*time.Millisecond, "delay of every upstream answer")
	flag.Uint64Var(&o.seed, "run", rand.Uint64(), "number of the run, which decides when the server is killed")
	flag.Parse()
	o.languages = strings.Split(*languages, ",")

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	fmt.Printf("run %d: %d kills in each scan, upstream answers after %v\n", o.seed, o.kills, o.latency)
	fmt.Println("    list  client  kills  records  distinct  pages clean  pages with kills  extra per kill  allowed")
	err := run(ctx, o, func(r row) {
		fmt.Printf("%8s  %6s  %5d  %7d  %8d  %11d  %16d  %14.2f  %7d\n", r.list.resource, r.client, r.got.kills, len(r.got.ids),
			distinct(r.got.ids), r.clean.pages, r.got.pages, r.extraPerKill(), r.list.perKill)
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "kill:", err)
		os.Exit(1)
	}
}
