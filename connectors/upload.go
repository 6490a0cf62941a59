package connectors

import (
	"context"
	"io"
)

// UploadWord is the word by which configurations allow uploads, as an Act names a write.
const UploadWord = "upload"

// Uploader is a Client that stores files. A Client that is none stores no files.
type Uploader interface {
	// Upload returns the upload of the account. It does no I/O.
	Upload() Upload
}

// Upload stores files of an account, as a value. A stored file that no record has changes nothing, so an upload may be repeated.
type Upload struct {
	// Op is the upstream operation, in the upstream's words.
	Op string
	// Resources are the records whose custom fields take the files, as in URLs: "contacts", "stockItems", ...
	Resources []string
	// MaxFiles is the largest number of files of one upload.
	MaxFiles int
	// Cost and Assumes are sentences for GetSource.
	Cost    string
	Assumes []string
	// Send stores files for a resource and returns the names by which custom fields take them, in the order of the files. It may
	// repeat its request. An error is *Error or the context's.
	Send func(ctx context.Context, resource string, files []UploadFile) ([]string, error)
}

// UploadFile is a file to be stored.
type UploadFile struct {
	// Name has no path and no control characters.
	Name string
	// ContentType is a media type, of printable characters of ASCII.
	ContentType string
	Size        int64
	// Content has Size bytes. It may be read several times, and from several goroutines, until Send has returned; after that it
	// returns an error.
	Content io.ReaderAt
}
