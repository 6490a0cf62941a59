//go:build !linux

package durable

import "os"

// onReadOnlyMount returns false, since runtimes mount secrets for containers on Linux.
func onReadOnlyMount(*os.File) bool { return false }
