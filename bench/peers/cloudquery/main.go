// Command cloudquery is a peer of bench: a source made with the SDK of CloudQuery that reads the contacts of an account page after page,
// as its documentation shows, and a reader of what the SDK makes of them that counts the rows. CloudQuery runs sources and destinations as
// processes that talk over gRPC; both are in this one process here, which favours CloudQuery.
//
// cloudquery URL KEY ROWS_A_PAGE prints how many records there were, and the seconds of CPU and of time that they took, without its start.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"syscall"
	"time"

	"github.com/cloudquery/plugin-sdk/v4/message"
	"github.com/cloudquery/plugin-sdk/v4/plugin"
	"github.com/cloudquery/plugin-sdk/v4/scheduler"
	"github.com/cloudquery/plugin-sdk/v4/schema"
	"github.com/cloudquery/plugin-sdk/v4/transformers"
	"github.com/rs/zerolog"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "cloudquery:", err)
		os.Exit(1)
	}
}

// contact is a contact as the upstream sends it. Nested values become columns of JSON.
type contact struct {
	ID         string          `json:"id"`
	Group      string          `json:"group_id"`
	Surname    string          `json:"surname"`
	Name       string          `json:"name"`
	Patronymic string          `json:"patronymic"`
	Manager    string          `json:"manager_id"`
	Additional json.RawMessage `json:"additional_manager_id"`
	Created    string          `json:"create_date"`
	Type       string          `json:"marktype"`
	TypeName   string          `json:"markname"`
	Kind       string          `json:"nattype"`
	Change     string          `json:"customer_activity_type"`
	Changed    string          `json:"customer_activity_date"`
	Emails     json.RawMessage `json:"email"`
	Phones     json.RawMessage `json:"phone"`
	Fields     json.RawMessage `json:"fields"`
}

// client is the source. It has one table.
type client struct {
	plugin.UnimplementedDestination
	url, key  string
	page      int
	scheduler *scheduler.Scheduler
}

func (c *client) ID() string                  { return "bench" }
func (c *client) Close(context.Context) error { return nil }

func (c *client) table() *schema.Table {
	return &schema.Table{Name: "contacts", Resolver: c.contacts, Transform: transformers.TransformWithStruct(&contact{})}
}

// Tables returns the one table.
func (c *client) Tables(context.Context, plugin.TableOptions) (schema.Tables, error) {
	tables := schema.Tables{c.table()}
	if err := transformers.TransformTables(tables); err != nil {
		return nil, err
	}
	for _, t := range tables {
		schema.AddCqIDs(t)
	}
	return tables, nil
}

// Sync reads the table.
func (c *client) Sync(ctx context.Context, _ plugin.SyncOptions, out chan<- message.SyncMessage) error {
	tables, err := c.Tables(ctx, plugin.TableOptions{})
	if err != nil {
		return err
	}
	return c.scheduler.Sync(ctx, c, tables, out)
}

// contacts reads page after page by number.
func (c *client) contacts(ctx context.Context, _ schema.ClientMeta, _ *schema.Resource, out chan<- any) error {
	for page := 1; ; page++ {
		rows, err := c.fetch(page)
		if err != nil {
			return err
		}
		out <- rows
		if len(rows) < c.page {
			return nil
		}
	}
}

func (c *client) fetch(page int) (rows []contact, err error) {
	resp, err := http.PostForm(c.url, url.Values{
		"apikey": {c.key}, "params[page]": {strconv.Itoa(page)}, "params[limit]": {strconv.Itoa(c.page)}, "params[publish]": {"1"},
		"params[order]": {"asc"}, "params[order_field]": {"customer_activity_date"},
	})
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	var answer struct {
		Data struct {
			List []contact `json:"list"`
		} `json:"data"`
	}
	err = json.NewDecoder(resp.Body).Decode(&answer)
	return answer.Data.List, err
}

// run reads the account at a URL and counts its records.
func run(ctx context.Context, args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("%d arguments in place of URL KEY ROWS_A_PAGE", len(args))
	}
	size, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	p := plugin.NewPlugin("bench", "v1.0.0", func(_ context.Context, log zerolog.Logger, _ []byte, _ plugin.NewClientOptions) (plugin.Client, error) {
		return &client{url: args[0], key: args[1], page: size, scheduler: scheduler.NewScheduler(scheduler.WithLogger(log))}, nil
	})
	if err := p.Init(ctx, nil, plugin.NewClientOptions{}); err != nil {
		return err
	}
	began, beganCPU := time.Now(), used()
	out, failed := make(chan message.SyncMessage), make(chan error, 1)
	go func() {
		defer close(out)
		failed <- p.Sync(ctx, plugin.SyncOptions{Tables: []string{"*"}}, out)
	}()
	var records int64
	for m := range out {
		if insert, ok := m.(*message.SyncInsert); ok {
			records += insert.Record.NumRows()
		}
	}
	fmt.Println(records, (used() - beganCPU).Seconds(), time.Since(began).Seconds())
	return <-failed
}

// used returns the CPU time of this process.
func used() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u) // cannot fail for the own process
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
