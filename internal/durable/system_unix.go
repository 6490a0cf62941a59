//go:build unix

package durable

import (
	"io/fs"
	"syscall"
)

// noFollow has opening fail where the name is a link.
const noFollow = syscall.O_NOFOLLOW

// judged reports whether modes and owners tell anything here.
const judged = true

// foreign reports whether something belongs to another user than this one and root.
func foreign(info fs.FileInfo, user int) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && stat.Uid != 0 && int(stat.Uid) != user
}
