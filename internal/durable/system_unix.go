//go:build unix

package durable

import (
	"io/fs"
	"os"
	"syscall"
)

// noFollow makes opening fail where the name is a link.
const noFollow = syscall.O_NOFOLLOW

// judged reports whether modes and owners mean anything on this system.
const judged = true

// give gives a file the owner and the group of another file.
func give(file *os.File, as fs.FileInfo) error {
	stat, ok := as.Sys().(*syscall.Stat_t)
	if !ok || int(stat.Uid) == os.Geteuid() && int(stat.Gid) == os.Getegid() {
		return nil
	}
	return file.Chown(int(stat.Uid), int(stat.Gid))
}

// foreign reports whether a file belongs to another user than this one and root.
func foreign(info fs.FileInfo, user int) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && stat.Uid != 0 && int(stat.Uid) != user
}
