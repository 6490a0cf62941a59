package apro

import (
	"context"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

const (
	opUpload = "utils/upload"
	// maxUploads is how many files PHP takes in a request by default (max_file_uploads). It drops the others without a word.
	maxUploads = 20
)

// uploadObjects are the upstream's words for the records that files are uploaded for.
var uploadObjects = map[string]string{"stockItems": "stock", "activities": "applications", "contacts": "purchaser", "deals": "sales"}

// Upload returns the upload of files ("uploading files").
func (c *Client) Upload() connectors.Upload {
	resources := []string{"contacts", "activities", "stockItems"}
	if c.settings.UploadSales {
		resources = append(resources, "deals")
	}
	return connectors.Upload{
		Op: opUpload, Resources: resources, MaxFiles: maxUploads,
		Cost: "One request for all files of a call.",
		Assumes: []string{
			"Several files are named upload[0], upload[1], and the answer names them in this order.",
			"The server takes files of this size: PHP's own limits are 2 MiB a file and 8 MiB a request, unless the server raises them.",
		},
		Send: func(ctx context.Context, resource string, files []connectors.UploadFile) ([]string, error) {
			data, err := c.wire.Upload(ctx, opUpload, uploadObjects[resource], files)
			if err != nil {
				return nil, err
			}
			return uploadedNames(data, len(files))
		},
	}
}

// uploadedNames returns the names of stored files, in the order of the files: a text for one file, or a list. PHP sends a map in place of
// a list whose keys do not count from 0.
func uploadedNames(data transcode.JSON, files int) ([]string, error) {
	given, _ := data.Member("name")
	if !given.List() {
		given = given.Alone()
	}
	names, found := make([]string, files), 0
	for key, value := range wire.Entries(given) {
		name, _ := value.Text()
		place, err := strconv.Atoi(key)
		switch {
		case value.Kind() != '"' || wire.Empty(value):
			return nil, wire.MalformedAt(opUpload, "the answer lacks the name of a file")
		case err != nil || place < 0 || place >= files || names[place] != "":
			return nil, wire.MalformedAt(opUpload, "the answer has names of files that were not sent")
		case slices.Contains(names, name):
			return nil, wire.MalformedAt(opUpload, "the answer has one name for two files")
		}
		names[place] = name
		found++
	}
	if found != files {
		return nil, wire.MalformedAt(opUpload, "the answer has fewer names than there were files")
	}
	return names, nil
}
