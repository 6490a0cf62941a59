package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/spelling"
)

// callCommand calls a method of the API.
type callCommand struct {
	clientFlags
	Method  string `arg:"" help:"CreateContact, or ContactsService/CreateContact: all are named above."`
	Data    string `short:"d" default:"{}" placeholder:"JSON" help:"The request."`
	File    string `short:"f" placeholder:"FILE" help:"The request in a file; - is standard input."`
	Retries int    `default:"5" help:"How often in a row to send a write again while the server is unavailable. No try writes twice."`
}

// Help returns the part of --help after the usage.
func (callCommand) Help() string {
	names := map[string][]string{}
	var services []string
	for _, m := range unaryMethods() {
		if !slices.Contains(services, m.Service()) {
			services = append(services, m.Service())
		}
		names[m.Service()] = append(names[m.Service()], string(m.Desc.Name()))
	}
	text := "Request and answer are the JSON of the messages: null is an absent field, update_mask names the fields to clear, and custom fields have " +
		"their types, as in {\"25\": {\"integer\": \"34\"}}. Exit codes are those of create.\n\nMethods, by service:\n\n"
	for _, service := range services {
		text += fmt.Sprintf("  %-14s%s\n", service, strings.Join(names[service], ", "))
	}
	return strings.TrimSuffix(text, "\n")
}

// unaryMethods returns the methods with one request and one answer.
func unaryMethods() []*api.Method {
	all, _ := api.Methods() // with an error here, no server starts
	return slices.DeleteFunc(all, func(m *api.Method) bool { return m.Desc.IsStreamingServer() || m.Desc.IsStreamingClient() })
}

// findMethod returns the unary method of a name.
func findMethod(name string) (*api.Method, error) {
	var known []string
	for _, m := range unaryMethods() {
		if m.Name == name || strings.HasSuffix(m.Name, "/"+name) || strings.HasSuffix(m.Name, "."+name) {
			return m, nil
		}
		known = append(known, string(m.Desc.Name()))
	}
	for command, kind := range map[string]api.Kind{"list": api.List, "watch": api.Watch} {
		for _, m := range methodsOf(kind) {
			if strings.HasSuffix(m.Name, "/"+name[strings.LastIndex(name, "/")+1:]) {
				return nil, fmt.Errorf("%s streams: use crmstream %s %s", m.Desc.Name(), command, m.Resource())
			}
		}
	}
	return nil, fmt.Errorf("unknown method %q%s: see crmstream call --help", name, spelling.Suggest(name[strings.LastIndex(name, "/")+1:], known))
}

// Run makes the call and prints the answer.
func (c callCommand) Run(ctx context.Context, con *console) error {
	m, err := findMethod(c.Method)
	if err != nil {
		return usageError{err}
	}
	request, err := c.request(con, m)
	if err != nil {
		return usageError{err}
	}
	id, source := textIn(request, "request_id"), textIn(request, "source")
	if m.Kind.Writes() && id == "" {
		id = rand.Text()
		con.say("request id: %s", id)
		msg := request.ProtoReflect()
		msg.Set(msg.Descriptor().Fields().ByName("request_id"), protoreflect.ValueOfString(id))
	}
	conn, err := c.dial(con)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	calls := &writeCalls{flags: c.clientFlags, con: con, conn: conn}
	if m.Kind.Writes() {
		calls.retries = c.Retries
	}
	answer, err := calls.call(ctx, m, request)
	switch {
	case err != nil && m.Kind.Writes():
		return calls.failed(ctx, err, request, source, id)
	case err != nil && ctx.Err() != nil:
		con.say("Interrupted.")
		return exitError(exitInterrupted)
	case err != nil:
		return errors.New(c.explainRequest(con, err, request.ProtoReflect()))
	}
	out := clientFlags{Format: "json"}.writer(con, m.Response.Descriptor())
	if err := out.write([]protoreflect.Message{answer.Message}); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	if m.Kind.Writes() && differs(receiptOf(answer)) {
		return exitError(exitDiffers)
	}
	return nil
}

// request returns the request of the flags.
func (c callCommand) request(con *console, m *api.Method) (proto.Message, error) {
	text := []byte(c.Data)
	if c.File != "" {
		var err error
		if text, err = readFileOrStdin(con, c.File); err != nil {
			return nil, err
		}
	}
	request := m.Request.New().Interface()
	if err := protojson.Unmarshal(text, request); err != nil {
		return nil, fmt.Errorf("the request is no %s: %s", m.Request.Descriptor().Name(), protoMistake(err))
	}
	return request, nil
}

// protoMistake returns the text of an error of protojson, which varies the blank after the name of its package.
func protoMistake(err error) string {
	return strings.TrimLeft(strings.TrimPrefix(err.Error(), "proto:"), " \u00a0")
}

// textIn returns the text of a field of a request, "" if there is none.
func textIn(request proto.Message, field protoreflect.Name) string {
	msg := request.ProtoReflect()
	fd := msg.Descriptor().Fields().ByName(field)
	if fd == nil || fd.Kind() != protoreflect.StringKind || fd.IsList() {
		return ""
	}
	return msg.Get(fd).String()
}
