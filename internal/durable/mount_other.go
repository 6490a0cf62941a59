//go:build !linux

package durable

import "os"

// onReadOnlyMount reports false: runtimes that mount secrets for a container do so on Linux.
func onReadOnlyMount(*os.File) bool { return false }
