package durable

import (
	"os"

	"golang.org/x/sys/unix"
)

// onReadOnlyMount reports whether a file is on a mount on which nothing can be changed.
func onReadOnlyMount(file *os.File) bool {
	var stat unix.Statfs_t
	return unix.Fstatfs(int(file.Fd()), &stat) == nil && stat.Flags&unix.ST_RDONLY != 0
}
