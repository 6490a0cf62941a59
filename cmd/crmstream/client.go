package main

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/stats"
)

// The addresses of demo and serve if no others are given.
const (
	defaultGRPCAddress = "127.0.0.1:9090"
	defaultHTTPAddress = "127.0.0.1:8080"
)

const (
	// expiryHeader is the metadata key in which the server states when the key of the call expires, if that is soon.
	expiryHeader = "crmstream-key-expires"
	// keyVariable is the environment variable of the key.
	keyVariable = "CRMSTREAM_KEY"
)

// clientFlags are the flags of the commands that call a running server.
type clientFlags struct {
	Addr string `default:"${grpc_address}" env:"CRMSTREAM_ADDR" help:"Address of the server's gRPC port."`
	secureFlags
	Format string `default:"auto" enum:"auto,json,table" help:"json (one record a line), table, or auto: a table on a terminal."`
}

// dial returns a connection to the server, which is made at its first use. It prints one warning if the key expires soon.
func (f clientFlags) dial(con *console) (*grpc.ClientConn, error) {
	quick := backoff.DefaultConfig
	quick.MaxDelay = 2 * time.Second // so that the command finds a server that is back while it resumes
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
		options = append(options, grpc.WithPerRPCCredentials(bearer(key)), grpc.WithStatsHandler(&expiryWarning{con: con, file: f.KeyFile}))
	}
	conn, err := grpc.NewClient(f.Addr, options...)
	if err != nil {
		return nil, fmt.Errorf("--addr %s: %w", f.Addr, err)
	}
	return conn, nil
}

// expiryWarning prints one warning if an answer states that the key of the call expires soon.
type expiryWarning struct {
	con  *console
	file string // "" for a key of the environment
	once sync.Once
}

// HandleRPC reads the header of an answer.
func (w *expiryWarning) HandleRPC(_ context.Context, s stats.RPCStats) {
	header, ok := s.(*stats.InHeader)
	if !ok {
		return
	}
	if at := header.Header.Get(expiryHeader); len(at) == 1 {
		w.once.Do(func() {
			w.con.say("crmstream: warning: the key in %s expires at %s: replace it with crmstream keys rotate", cmp.Or(w.file, keyVariable), printable(at[0]))
		})
	}
}

// TagRPC implements stats.Handler.
func (*expiryWarning) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context { return ctx }

// TagConn implements stats.Handler.
func (*expiryWarning) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }

// HandleConn implements stats.Handler.
func (*expiryWarning) HandleConn(context.Context, stats.ConnStats) {}

// table reports whether records are printed as a table rather than as JSON.
func (f clientFlags) table(con *console) bool {
	return f.Format == "table" || f.Format == "auto" && con.outTerminal
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./:=,@%+-]+$`)

// shellQuote returns a word in quotes, if a POSIX shell needs them.
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
