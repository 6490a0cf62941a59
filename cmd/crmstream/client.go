package main

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/keepalive"
)

// Where demo and serve listen unless told otherwise.
const (
	defaultGRPCAddress = "127.0.0.1:9090"
	defaultHTTPAddress = "127.0.0.1:8080"
)

// clientFlags are those of the commands that talk to a running server.
type clientFlags struct {
	Addr string `default:"${grpc_address}" env:"CRMSTREAM_ADDR" help:"Address of the server's gRPC port."`
	secureFlags
	Format string `default:"auto" enum:"auto,json,table" help:"json (one record a line), table, or auto: a table on a terminal."`
}

// dial returns a connection to the server, which is made when it is first used.
func (f clientFlags) dial() (*grpc.ClientConn, error) {
	quick := backoff.DefaultConfig
	quick.MaxDelay = 2 * time.Second // so that a server that comes back is found while we resume
	transport, err := f.transport(f.Addr)
	if err != nil {
		return nil, err
	}
	key, err := f.key()
	if err != nil {
		return nil, err
	}
	options := []grpc.DialOption{
		grpc.WithTransportCredentials(transport),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 30 * time.Second, Timeout: 10 * time.Second}),
		grpc.WithConnectParams(grpc.ConnectParams{Backoff: quick, MinConnectTimeout: 5 * time.Second}),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(16 << 20)),
	}
	if key != "" {
		options = append(options, grpc.WithPerRPCCredentials(bearer(key)))
	}
	conn, err := grpc.NewClient(f.Addr, options...)
	if err != nil {
		return nil, fmt.Errorf("--addr %s: %w", f.Addr, err)
	}
	return conn, nil
}

// table reports whether to print a table rather than JSON.
func (f clientFlags) table(con *console) bool {
	return f.Format == "table" || f.Format == "auto" && con.outTerminal
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./:=,@%+-]+$`)

// shellQuote returns a word as a POSIX shell reads it back.
func shellQuote(word string) string {
	if plainWord.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

func shellJoin(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = shellQuote(word)
	}
	return strings.Join(quoted, " ")
}
