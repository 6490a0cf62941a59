package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"os"
	"path/filepath"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// uploadCommand uploads files.
type uploadCommand struct {
	clientFlags
	Source    string   `required:"" placeholder:"NAME" help:"Name of the source in the server's configuration."`
	Resource  string   `required:"" placeholder:"NAME" help:"Records that shall have the files: contacts, activities, stockItems or deals."`
	RequestID string   `name:"request-id" placeholder:"ID" help:"Names the upload in the server's audit log."`
	Bulk      bool     `help:"Wait when the source's budget is empty, instead of being refused."`
	Files     []string `arg:"" name:"file" help:"Files."`
}

// Help returns the part of --help after the usage.
func (uploadCommand) Help() string {
	return "The answer has for each file the storedName, by which a custom field of the type FILES takes it:\n\n" +
		`  crmstream update stockItems --source S --id 7 -d '{"fields":{"3031":{"files":{"files":[{"name":"STORED-NAME"}]}}}}'` + "\n\n" +
		"A file that no record has changes nothing, so the command can be run again after a failure."
}

// Run uploads the files, in one call, and prints them as the server has stored them.
func (c uploadCommand) Run(ctx context.Context, con *console) error {
	for _, name := range c.Files {
		if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
			return usageError{fmt.Errorf("%s: is no file that can be read", name)}
		}
	}
	conn, err := c.dial(con)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := crmstreamv1.NewFilesServiceClient(conn).UploadFiles(ctx)
	if err != nil {
		return errors.New(c.explain(con, err))
	}
	header := &crmstreamv1.UploadHeader{Resource: c.Resource, RequestId: c.RequestID}
	if c.Bulk {
		header.Priority = crmstreamv1.Priority_PRIORITY_BULK
	}
	err = stream.Send(&crmstreamv1.UploadFilesRequest{Source: c.Source, Part: &crmstreamv1.UploadFilesRequest_Header{Header: header}})
	for i := 0; err == nil && i < len(c.Files); i++ {
		err = sendFile(stream, c.Files[i])
	}
	if err != nil && !errors.Is(err, io.EOF) { // io.EOF: the true error is what CloseAndRecv returns
		return err
	}
	answer, err := stream.CloseAndRecv()
	switch {
	case err != nil && ctx.Err() != nil:
		con.say("Interrupted: nothing that a record has was changed.")
		return exitError(exitInterrupted)
	case err != nil:
		return errors.New(c.explain(con, err))
	}
	for _, notice := range answer.GetNotices() {
		con.say("note: %s: %s", printable(notice.GetCode()), printable(notice.GetMessage()))
	}
	var files []protoreflect.Message
	for _, file := range answer.GetFiles() {
		files = append(files, file.ProtoReflect())
	}
	out := c.writer(con, (&crmstreamv1.UploadedFile{}).ProtoReflect().Descriptor())
	if err := errors.Join(out.write(files), out.close()); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// sendFile sends a file.
func sendFile(stream crmstreamv1.FilesService_UploadFilesClient, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	described := &crmstreamv1.UploadFile{Name: filepath.Base(path), ContentType: mime.TypeByExtension(filepath.Ext(path))}
	if int64(int32(info.Size())) == info.Size() {
		described.Size = proto.Int32(int32(info.Size())) // a file that changes meanwhile is refused
	}
	err = stream.Send(&crmstreamv1.UploadFilesRequest{Part: &crmstreamv1.UploadFilesRequest_File{File: described}})
	buffer := make([]byte, 256<<10)
	for err == nil {
		var n int
		if n, err = file.Read(buffer); n > 0 {
			if err := stream.Send(&crmstreamv1.UploadFilesRequest{Part: &crmstreamv1.UploadFilesRequest_Chunk{Chunk: buffer[:n]}}); err != nil {
				return err
			}
		} else if errors.Is(err, io.EOF) {
			return nil
		}
	}
	return err
}
