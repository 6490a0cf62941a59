package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/crmstream/crmstream/internal/durable"
)

// secretLookup returns a function that resolves references to secrets in environment variables and files. Relative file names
// start at dir, and read reads the files. Line ends at the end of a file are not part of the secret. Package durable decides
// which files are refused, because other users have access to them.
func secretLookup(dir string, getenv func(string) (string, bool), read func(string) ([]byte, error)) func(kind, name string) (string, error) {
	return func(kind, name string) (string, error) {
		if kind == "env" {
			value, set := getenv(name)
			if !set || value == "" {
				return "", fmt.Errorf("the environment variable %s is not set: set it, or refer to a file with file:PATH", name)
			}
			return value, nil
		}
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		content, err := read(name)
		if unsafe := (*durable.UnsafeError)(nil); errors.As(err, &unsafe) {
			return "", fmt.Errorf("the file %w", err)
		}
		if err != nil {
			return "", fmt.Errorf("the file %s cannot be read: %w", name, reason(err))
		}
		value := strings.TrimRight(string(content), "\r\n")
		if value == "" {
			return "", fmt.Errorf("the file %s is empty: write the secret into it", name)
		}
		return value, nil
	}
}

// reason returns the error of a file without the operation and the path.
func reason(err error) error {
	if pathError := (*fs.PathError)(nil); errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}
