// Package all lists the sandboxes and starts them from settings as text.
//
// Settings are JSON objects in the sandboxes' own spelling, which replace defaults; an unknown key is an error. By default a
// sandbox has the documented behaviour. Roomy removes only the limits that would make a newcomer wait.
package all

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/crmstream/crmstream/sandbox/administrate"
	"github.com/crmstream/crmstream/sandbox/apro"
	"github.com/crmstream/crmstream/sandbox/proxima"
	"github.com/crmstream/crmstream/sandbox/solos"
)

// Sandboxes returns all sandboxes, by name.
func Sandboxes() []Sandbox {
	return []Sandbox{
		{
			Name: "administrate", start: starter(administrate.Defaults, administrate.New),
			credentials: []string{"username", "password", "graphql.client_id", "graphql.client_secret", "graphql.refresh_token"},
			plain:       `{"http_scheme": "allow"}`, roomy: `{"rate": 0}`,
		},
		{Name: "apro", credentials: []string{"api_key", "sms_key", "call_key"}, start: starter(apro.Defaults, apro.New), roomy: `{"quota": 0}`},
		{Name: "proxima", credentials: []string{"password"}, start: starter(proxima.Defaults, proxima.New)},
		{Name: "solos", credentials: []string{"token", "secret"}, start: starter(solos.Defaults, solos.New)},
	}
}

// Handler is a started sandbox. It serves its upstream at the root path and is safe for concurrent use.
type Handler interface {
	http.Handler
	// Requests returns the number of requests that each operation has received.
	Requests() map[string]int64
}

// Sandbox is one kind of sandbox.
type Sandbox struct {
	// Name is the name of the upstream, the same as of its connector.
	Name string

	credentials  []string // keys of the settings that a client must know; a dot leads into an object
	plain, roomy string   // settings for a listener without TLS, and settings without limits
	start        func(layers []string) (handler Handler, settings []byte, err error)
}

// Options choose how a sandbox starts. The zero value is the documented behaviour.
type Options struct {
	// Settings is a JSON object of settings that replace defaults; "" replaces none.
	Settings string
	// Roomy removes the documented rate limits.
	Roomy bool
	// Rows per list, and seed of the data; nil means the value in Settings.
	Rows *int64
	Seed *uint64
	// Latency of every answer; 0 means the value in Settings.
	Latency time.Duration
}

// Instance is a started sandbox, with the credentials that a client must send, by setting.
type Instance struct {
	Handler
	Credentials map[string]string
}

// Close ends what the sandbox does on its own: the requests of the apro sandbox to its receivers. It closes no listener.
func (i Instance) Close() error {
	if closer, ok := i.Handler.(io.Closer); ok {
		return closer.Close()
	}
	return nil
}

// SetReceivers sets the addresses that the CRM calls, "" for none, and reports whether the sandbox calls any.
func (i Instance) SetReceivers(webhook, smsGateway, call string) (calls bool, err error) {
	crm, ok := i.Handler.(*apro.Server)
	if !ok {
		return false, nil
	}
	return true, crm.SetReceivers(apro.Receivers{Webhook: webhook, SMSGateway: smsGateway, Call: call})
}

// Start starts a sandbox for a listener without TLS. It does no I/O.
func (s Sandbox) Start(o Options) (Instance, error) {
	flags := map[string]any{}
	if o.Rows != nil {
		flags["rows"] = *o.Rows
	}
	if o.Seed != nil {
		flags["seed"] = *o.Seed
	}
	if o.Latency != 0 {
		flags["latency"] = o.Latency.String()
	}
	last, err := json.Marshal(flags)
	if err != nil {
		return Instance{}, err
	}
	layers := []string{s.plain}
	if o.Roomy {
		layers = append(layers, s.roomy)
	}
	handler, settings, err := s.start(append(layers, o.Settings, string(last)))
	if err != nil {
		return Instance{}, fmt.Errorf("sandbox %s: %w", s.Name, err)
	}
	return Instance{Handler: handler, Credentials: s.pick(settings)}, nil
}

// pick returns the credentials in the settings.
func (s Sandbox) pick(settings []byte) map[string]string {
	var all map[string]any
	picked := map[string]string{}
	if err := json.Unmarshal(settings, &all); err != nil {
		return picked
	}
	for _, key := range s.credentials {
		var value any = all
		for part := range strings.SplitSeq(key, ".") {
			object, _ := value.(map[string]any)
			value = object[part]
		}
		picked[key] = fmt.Sprint(value)
	}
	return picked
}

// starter returns a function that applies settings to the defaults, starts a sandbox with them, and returns the resulting
// settings.
func starter[S interface{ Validate() error }, H Handler](defaults func() S, start func(S) (H, error)) func([]string) (Handler, []byte, error) {
	return func(layers []string) (Handler, []byte, error) {
		settings := defaults()
		for _, layer := range layers {
			if err := overlay(&settings, layer); err != nil {
				return nil, nil, err
			}
		}
		if err := settings.Validate(); err != nil {
			return nil, nil, err
		}
		handler, err := start(settings)
		if err != nil {
			return nil, nil, err
		}
		result, err := json.Marshal(settings)
		return handler, result, err
	}
}

// overlay applies the settings of a layer; a key that does not exist is an error.
func overlay(settings any, layer string) error {
	if layer == "" {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader([]byte(layer)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(settings); err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("settings: more than one JSON value")
	}
	return nil
}
