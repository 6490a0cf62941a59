package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/crmstream/crmstream/internal/durable"
	"github.com/crmstream/crmstream/server/access"
)

// readKeyFile reads a file with one key. It ignores white space around the key, and the byte order mark that some editors write
// at the start of a file.
func readKeyFile(path string) (string, error) {
	content, err := durable.ReadSecret(path)
	if unsafe := (*durable.UnsafeError)(nil); errors.As(err, &unsafe) {
		return "", fmt.Errorf("the file %w", err)
	}
	if err != nil {
		return "", err
	}
	key := strings.TrimSpace(strings.TrimPrefix(string(content), "\ufeff"))
	if _, _, err := access.ParseKey(key); err != nil {
		return "", fmt.Errorf("the file %s holds anything but one key: %w", path, err)
	}
	return key, nil
}
