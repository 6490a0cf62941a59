package changelog

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// patience is how long the engine may take for one request. A disk that needs longer is taken for one that has failed.
const patience = 10 * time.Second

// noLimit is above all disks: the shares of the logs bound what the engine stores, and add up to MaxBytes.
const noLimit = 1 << 60

// engine is a NATS server in this process, with connections to it. It listens on no port.
type engine struct {
	server *server.Server
	conn   *nats.Conn // for appending
	reads  *nats.Conn // the server reads from the disk while it holds up the connection that asks
	js     jetstream.JetStream
	ears   *ears

	storing   life // ends with an error of the server
	answering life // ends when a request got no answer
}

// life is a context that ends with an error.
type life struct {
	context.Context
	end context.CancelCauseFunc
}

func newLife() life {
	ctx, end := context.WithCancelCause(context.Background())
	return life{ctx, end}
}

// startEngine starts a server over a folder.
func startEngine(dir string) (*engine, error) {
	e := &engine{storing: newLife(), answering: newLife()}
	e.ears = &ears{fail: e.storing.end}
	var err error
	e.server, err = server.NewServer(&server.Options{
		ServerName: "crmstream", DontListen: true, NoSigs: true, NoSystemAccount: true, DisableJetStreamBanner: true,
		JetStream: true, StoreDir: dir, SyncAlways: true, MaxPayload: maxEntry + frameOverhead + maxKind,
		JetStreamMaxMemory: 64 << 20, JetStreamMaxStore: noLimit,
	})
	if err != nil {
		return nil, err
	}
	e.server.SetLogger(e.ears, false, false)
	e.server.Start()
	if !e.server.ReadyForConnections(patience) || !e.server.JetStreamEnabled() {
		e.stop()
		return nil, fmt.Errorf("the engine does not start: %w", e.ears.complaints())
	}
	e.conn, err = e.connect()
	if err == nil {
		e.reads, err = e.connect()
	}
	if err == nil {
		e.js, err = jetstream.New(e.conn, jetstream.WithDefaultTimeout(patience))
	}
	if err != nil {
		e.stop()
		return nil, err
	}
	return e, nil
}

func (e *engine) connect() (*nats.Conn, error) {
	return nats.Connect("", nats.InProcessServer(e.server), nats.MaxReconnects(-1), nats.ReconnectWait(10*time.Millisecond),
		nats.ReconnectJitter(0, 0), nats.ReconnectBufSize(-1))
}

// stop ends the server, and returns when its files are closed.
func (e *engine) stop() {
	stopped := errors.New("the engine was stopped")
	e.storing.end(stopped)
	e.answering.end(stopped)
	for _, conn := range []*nats.Conn{e.conn, e.reads} {
		if conn != nil {
			conn.Close()
		}
	}
	e.server.Shutdown()
	e.server.WaitForShutdown()
}

// limited returns a context for one request. It ends after the patience as well, and with a life of the engine.
func (e *engine) limited(ctx context.Context, with life) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	leave := context.AfterFunc(with, func() { cancel(context.Cause(with)) })
	timer := time.AfterFunc(patience, func() {
		err := fmt.Errorf("the engine has not answered within %s", patience)
		e.answering.end(err)
		cancel(err)
	})
	return ctx, func() {
		leave()
		timer.Stop()
		cancel(nil)
	}
}

// ears listen to the log of the server. A store that cannot write is reported there alone: the server then answers nothing,
// and stores nothing until it is started again.
type ears struct {
	fail  context.CancelCauseFunc
	mu    sync.Mutex
	heard []string
}

// complaints returns the last warnings and errors of the server.
func (e *ears) complaints() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.heard) == 0 {
		return errors.New("the engine gives no reason")
	}
	return errors.New(strings.Join(e.heard, "; "))
}

func (e *ears) hear(format string, args ...any) {
	e.mu.Lock()
	defer e.mu.Unlock()
	text := strings.TrimSpace(fmt.Sprintf(format, args...))
	if len(e.heard) > 0 && e.heard[len(e.heard)-1] == text {
		return
	}
	e.heard = append(e.heard, text)
	e.heard = e.heard[max(0, len(e.heard)-5):]
}

// Warnf keeps a warning for complaints.
func (e *ears) Warnf(format string, args ...any) { e.hear(format, args...) }

// Errorf keeps an error, after which nothing more is stored before a new start.
func (e *ears) Errorf(format string, args ...any) {
	e.hear(format, args...)
	e.fail(fmt.Errorf(format, args...))
}

// Fatalf keeps an error as Errorf does.
func (e *ears) Fatalf(format string, args ...any) { e.Errorf(format, args...) }

// Noticef passes over what is no complaint.
func (e *ears) Noticef(string, ...any) {}

// Debugf is never called.
func (e *ears) Debugf(string, ...any) {}

// Tracef is never called.
func (e *ears) Tracef(string, ...any) {}
