package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"slices"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const (
	defaultAddress = "127.0.0.1:9090"
	contactLimit   = 700      // contacts to stream in the call that is cut
	receiveLimit   = 16 << 20 // bytes of one message
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	address := cmp.Or(os.Getenv("CRMSTREAM_ADDR"), defaultAddress)
	if len(os.Args) > 1 {
		address = os.Args[1]
	}
	if err := run(ctx, address); err != nil {
		fmt.Fprintln(os.Stderr, "stream-contacts-and-visits:", err)
		os.Exit(1)
	}
}

// run streams contacts and visits from the server at an address and returns what was not as promised.
func run(ctx context.Context, address string) (err error) {
	conn, err := dial(address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()

	someContacts := contacts(conn, &crmstreamv1.ListContactsRequest{Source: "apro", Limit: contactLimit})
	allContacts := contacts(conn, &crmstreamv1.ListContactsRequest{Source: "apro"})
	if err := checkResume(ctx, someContacts, allContacts, contactLimit); err != nil {
		return err
	}
	if err := printFields(ctx, someContacts); err != nil {
		return err
	}
	allVisits := visits(conn, &crmstreamv1.ListVisitsRequest{Source: "proxima"})
	if err := checkResume(ctx, allVisits, allVisits, 0); err != nil {
		return err
	}
	return checkUnknownSource(ctx, visits(conn, &crmstreamv1.ListVisitsRequest{Source: "nowhere"}))
}

// dial returns the one connection of the process, which is made when it is first used. The server uses plain text on the
// loopback interface.
func dial(address string) (*grpc.ClientConn, error) {
	return grpc.NewClient(address,
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 30 * time.Second, Timeout: 10 * time.Second}),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(receiveLimit)),
	)
}

// contacts returns the list of contacts that a request selects.
func contacts(conn grpc.ClientConnInterface, request *crmstreamv1.ListContactsRequest) list[*crmstreamv1.ListContactsResponse, *crmstreamv1.Contact] {
	client := crmstreamv1.NewContactsServiceClient(conn)
	return list[*crmstreamv1.ListContactsResponse, *crmstreamv1.Contact]{
		name: "contacts of " + request.GetSource(),
		open: func(ctx context.Context, resumeToken string) (receiver[*crmstreamv1.ListContactsResponse], error) {
			next := proto.CloneOf(request) // a token continues the same request only
			next.ResumeToken = resumeToken
			return client.ListContacts(ctx, next)
		},
		records: (*crmstreamv1.ListContactsResponse).GetContacts,
		describe: func(c *crmstreamv1.Contact) string {
			return fmt.Sprintf("%s %s", c.GetFirstName(), c.GetLastName())
		},
	}
}

// visits returns the list of visits that a request selects.
func visits(conn grpc.ClientConnInterface, request *crmstreamv1.ListVisitsRequest) list[*crmstreamv1.ListVisitsResponse, *crmstreamv1.Visit] {
	client := crmstreamv1.NewVisitsServiceClient(conn)
	return list[*crmstreamv1.ListVisitsResponse, *crmstreamv1.Visit]{
		name: "visits of " + request.GetSource(),
		open: func(ctx context.Context, resumeToken string) (receiver[*crmstreamv1.ListVisitsResponse], error) {
			next := proto.CloneOf(request)
			next.ResumeToken = resumeToken
			return client.ListVisits(ctx, next)
		},
		records: (*crmstreamv1.ListVisitsResponse).GetVisits,
		describe: func(v *crmstreamv1.Visit) string {
			return fmt.Sprintf("%s %s", v.GetStartTime().AsTime().Format(time.RFC3339), v.GetTypeName())
		},
	}
}

// printFields prints the custom fields of the first contact that has some.
func printFields(ctx context.Context, l list[*crmstreamv1.ListContactsResponse, *crmstreamv1.Contact]) error {
	var found *crmstreamv1.Contact
	err := readOn(ctx, l, &position{}, 0, func(c *crmstreamv1.Contact) {
		if found == nil && len(c.GetFields()) > 0 {
			found = c
		}
	})
	if err != nil {
		return err
	}
	if found == nil {
		return fmt.Errorf("%s: none has a custom field", l.name)
	}
	fmt.Printf("custom fields of contact %s:\n", found.GetId())
	for _, key := range slices.Sorted(maps.Keys(found.GetFields())) {
		fmt.Printf("  %s: %s\n", key, textOf(found.GetFields()[key]))
	}
	return nil
}
