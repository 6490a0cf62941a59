package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// spendingCommand shows what callers have spent on a source.
type spendingCommand struct {
	clientFlags
	Source string        `required:"" help:"Name of the source."`
	By     string        `default:"caller" enum:"caller,hour,none" help:"What to sum up: caller, hour, or none for each hour, caller and priority."`
	Since  time.Duration `default:"24h" help:"How far to look back, at most 720h."`
}

// Run prints what was spent.
func (c spendingCommand) Run(ctx context.Context, con *console) error {
	if c.Since <= 0 {
		return usageError{fmt.Errorf("--since %s: must be a time that has passed, such as 24h", c.Since)}
	}
	conn, err := c.dial(con)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	answer, err := crmstreamv1.NewSourcesServiceClient(conn).GetSpending(ctx, &crmstreamv1.GetSpendingRequest{
		Source: c.Source, FromTime: timestamppb.New(time.Now().Add(-c.Since)),
	})
	if err != nil {
		return errors.New(c.explain(con, err))
	}
	lines := sumSpending(answer.GetSpending(), c.By)
	if c.table(con) {
		return c.print(con, lines)
	}
	for _, line := range lines {
		encoded, err := protojson.Marshal(line)
		if err != nil {
			return err
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, encoded); err != nil {
			return err
		}
		if err := con.print("%s\n", compact.String()); err != nil {
			return err
		}
	}
	return nil
}

// sumSpending sums lines by caller or by hour. The sums are in the order in which the callers or hours first occur. "none"
// returns the lines as they are.
func sumSpending(lines []*crmstreamv1.Spending, by string) []*crmstreamv1.Spending {
	if by == "none" {
		return lines
	}
	var sums []*crmstreamv1.Spending
	at := map[string]*crmstreamv1.Spending{}
	for _, line := range lines {
		key := line.GetCaller()
		if by == "hour" {
			key = line.GetHourTime().AsTime().Format(time.RFC3339)
		}
		sum := at[key]
		if sum == nil {
			sum = &crmstreamv1.Spending{Caller: line.GetCaller()}
			if by == "hour" {
				sum = &crmstreamv1.Spending{HourTime: line.GetHourTime()}
			}
			at[key], sums = sum, append(sums, sum)
		}
		sum.Paid += line.GetPaid()
		sum.SharedPages += line.GetSharedPages()
		sum.Refused += line.GetRefused()
		sum.WaitedSeconds += line.GetWaitedSeconds()
	}
	return sums
}

// print prints lines as a table.
func (c spendingCommand) print(con *console, lines []*crmstreamv1.Spending) error {
	table := tabwriter.NewWriter(con.stdout, 0, 0, 2, ' ', 0)
	row := func(hour, caller, priority string, rest ...any) {
		switch c.By {
		case "caller":
			_, _ = fmt.Fprintf(table, "%s", caller)
		case "hour":
			_, _ = fmt.Fprintf(table, "%s", hour)
		default:
			_, _ = fmt.Fprintf(table, "%s\t%s\t%s", hour, caller, priority)
		}
		_, _ = fmt.Fprintf(table, "\t%v\t%v\t%v\t%v\n", rest...)
	}
	row("HOUR", "CALLER", "PRIORITY", "PAID", "SHARED PAGES", "REFUSED", "WAITED")
	for _, line := range lines {
		row(line.GetHourTime().AsTime().Format(time.RFC3339), printable(line.GetCaller()),
			strings.ToLower(strings.TrimPrefix(line.GetPriority().String(), "PRIORITY_")),
			line.GetPaid(), line.GetSharedPages(), line.GetRefused(),
			time.Duration(line.GetWaitedSeconds()*float64(time.Second)).Round(time.Second))
	}
	return table.Flush()
}
