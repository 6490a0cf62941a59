package main

import (
	"errors"
	"net"
	"path/filepath"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/changelog"
	"github.com/crmstream/crmstream/server/inbound"
)

// Names in the state directory: the folder of the logs, and the file that says when each source was last served.
const (
	changelogFolder = "changelog"
	seenFile        = "inbound.json"
)

// openInbound opens the receiver of a setup, and returns the options of the server for it; nil without a receiver.
func (a *app) openInbound(s setup, metrics prometheus.Registerer) (*server.InboundOptions, error) {
	if s.inbound.Listen == "" {
		return nil, nil
	}
	receiver, err := inbound.New(inbound.Options{Proxies: s.proxies, Log: a.log, Metrics: metrics})
	if err != nil {
		return nil, err
	}
	a.receiver = inbound.NewServer(receiver, a.log)
	a.receiverTLS = s.receiverTLS
	settings := changelog.Settings{MaxBytes: s.kept.Bytes}
	var store changelog.Logs
	if s.forgetful {
		store, err = changelog.OpenMemory(settings)
	} else {
		store, err = changelog.OpenJetStream(filepath.Join(s.stateDir, changelogFolder), settings)
	}
	if err != nil {
		return nil, err
	}
	a.logs = store
	return &server.InboundOptions{Receiver: receiver, Store: store, Settings: s.kept, Seen: filepath.Join(s.stateDir, seenFile)}, nil
}

// receive serves the receiver until it is shut down.
func (a *app) receive() error { return a.receiver.Serve(a.receiverTLS.secure(a.receiverListener)) }

// receiverURL returns the address of the receiver as this machine sees it, "" for none.
func receiverURL(l net.Listener, secured bool) string {
	if l == nil {
		return ""
	}
	if secured {
		return "https://" + l.Addr().String()
	}
	return "http://" + l.Addr().String()
}

// closeInbound closes the receiver and the logs, if the server has not.
func (a *app) closeInbound() {
	if a.receiverListener != nil {
		_ = a.receiverListener.Close() // already closed, if it ran
	}
	if a.receiver != nil {
		_ = a.receiver.Close()
	}
	if a.logs != nil {
		if err := a.logs.Close(); err != nil && !errors.Is(err, changelog.ErrClosed) {
			a.log.Error("closing the logs of what upstreams ask for", "error", err.Error())
		}
	}
}
