package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/pluginpb"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "unary:", err)
		os.Exit(1)
	}
}

// run runs a plugin with the request in in.
func run(plugin []string, in io.Reader, out io.Writer) error {
	if len(plugin) == 0 {
		return errors.New("name the plugin to run")
	}
	wire, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	if wire, err = unary(wire); err != nil {
		return err
	}
	cmd := exec.Command(plugin[0], plugin[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(wire), out, os.Stderr
	return cmd.Run()
}

// unary returns an encoded request to a plugin without the client streams.
func unary(wire []byte) ([]byte, error) {
	request := &pluginpb.CodeGeneratorRequest{}
	if err := proto.Unmarshal(wire, request); err != nil {
		return nil, err
	}
	for _, file := range request.GetProtoFile() {
		for _, service := range file.GetService() {
			for _, method := range service.GetMethod() {
				method.ClientStreaming = nil
			}
		}
	}
	return proto.Marshal(request)
}
