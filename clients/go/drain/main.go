package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const (
	defaultAddress = "127.0.0.1:9090"
	receiveLimit   = 16 << 20 // bytes of one message
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "drain:", err)
		os.Exit(1)
	}
}

// run drains the list that the arguments name.
func run(ctx context.Context, args []string) (err error) {
	if len(args) < 1 || len(args) > 2 {
		return errors.New("usage: drain contacts|tasks [HOST:PORT]")
	}
	address := cmp.Or(os.Getenv("CRMSTREAM_ADDR"), defaultAddress)
	if len(args) == 2 {
		address = args[1]
	}
	conn, err := dial(address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()

	var at position
	switch args[0] {
	case "contacts":
		err = drain(ctx, contacts(conn), &at)
	case "tasks":
		err = drain(ctx, tasks(conn), &at)
	default:
		return fmt.Errorf("there is no list %q: use contacts or tasks", args[0])
	}
	if err != nil {
		return fmt.Errorf("after %d records: %w", at.records, err)
	}
	fmt.Fprintf(os.Stderr, "%d records in %d calls\n", at.records, at.calls)
	return nil
}

// dial returns the one connection of the process. It is made when it is first used, and again when it breaks. A restarted
// server is back soon, so the waits between attempts stay short.
func dial(address string) (*grpc.ClientConn, error) {
	waits := backoff.DefaultConfig
	waits.BaseDelay, waits.MaxDelay = 100*time.Millisecond, time.Second
	return grpc.NewClient(address,
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithConnectParams(grpc.ConnectParams{Backoff: waits, MinConnectTimeout: 10 * time.Second}),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 30 * time.Second, Timeout: 10 * time.Second}),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(receiveLimit)),
	)
}

// contacts returns the list of all contacts, read from the upstream and not from pages that other calls have fetched.
func contacts(conn grpc.ClientConnInterface) list[*crmstreamv1.ListContactsResponse, *crmstreamv1.Contact] {
	client := crmstreamv1.NewContactsServiceClient(conn)
	return list[*crmstreamv1.ListContactsResponse, *crmstreamv1.Contact]{
		open: func(ctx context.Context, resumeToken string) (receiver[*crmstreamv1.ListContactsResponse], error) {
			return client.ListContacts(ctx, &crmstreamv1.ListContactsRequest{
				Source: "apro", MaxStaleness: durationpb.New(0), ResumeToken: resumeToken,
			})
		},
		records: (*crmstreamv1.ListContactsResponse).GetContacts,
	}
}

// tasks returns the list of all tasks, read from the upstream and not from pages that other calls have fetched.
func tasks(conn grpc.ClientConnInterface) list[*crmstreamv1.ListTasksResponse, *crmstreamv1.Task] {
	client := crmstreamv1.NewTasksServiceClient(conn)
	return list[*crmstreamv1.ListTasksResponse, *crmstreamv1.Task]{
		open: func(ctx context.Context, resumeToken string) (receiver[*crmstreamv1.ListTasksResponse], error) {
			return client.ListTasks(ctx, &crmstreamv1.ListTasksRequest{
				Source: "administrate", MaxStaleness: durationpb.New(0), ResumeToken: resumeToken,
			})
		},
		records: (*crmstreamv1.ListTasksResponse).GetTasks,
	}
}
