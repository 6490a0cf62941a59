// Package durable writes the files of the state directory and judges their safety, and that of files with secrets. The product
// writes all its files by this package.
//
// # Decisions
//
// A file is first written under its name with .new. Then the file is synced and renamed, and its folder is synced: after a
// crash of the machine either the old or the new file is there, whole. No file may exist under the first name (O_EXCL), and
// links are never followed for writing (O_NOFOLLOW). So a link that somebody planted cannot direct the writing to another file.
// A file under the first name is left from a crash, or planted: it is removed, which removes a link and not the link's target.
//
// A folder to which other users may write is refused, since they could replace our files. Where a volume's own folder must be
// writable (Kubernetes with fsGroup), use a folder within it. A folder that others may read is accepted, since only the owner
// can read its files.
//
// A file with a secret is refused if its group or others may write to it, if others may read it, or if it belongs to another
// user than this one and root. Its group may read it, as with Kubernetes (fsGroup) and systemd. On a read-only mount none of
// this is checked. Container runtimes mount secrets read-only (Kubernetes with mode 0644, Docker with 0444, both through links
// and with owners of their own), only the container sees that mount, and no process in the container could change a mode. A
// file that is not regular, such as a pipe, has no mode that means anything.
//
// Windows has access lists in place of modes, and Go invents the modes: nothing is judged there.
package durable
