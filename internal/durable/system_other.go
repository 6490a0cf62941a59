//go:build !unix

package durable

import (
	"io/fs"
	"os"
)

// noFollow is nothing where links cannot be told apart when a file is opened.
const noFollow = 0

// judged reports whether modes and owners tell anything here.
const judged = false

// give does nothing: a new file has the access list of its folder.
func give(*os.File, fs.FileInfo) error { return nil }

// foreign reports no owner to be another one: there are access lists in place of owners.
func foreign(fs.FileInfo, int) bool { return false }
