//go:build !unix

package durable

import (
	"io/fs"
	"os"
)

// noFollow is 0: here opening a file cannot refuse links.
const noFollow = 0

// judged reports whether modes and owners mean anything on this system.
const judged = false

// give does nothing: a new file has the access list of its folder.
func give(*os.File, fs.FileInfo) error { return nil }

// foreign returns false: this system has access lists in place of owners.
func foreign(fs.FileInfo, int) bool { return false }
