// Package durable writes and judges the files of the state directory, and judges those that hold secrets. All that the
// product writes goes through this package.
//
// # Decisions
//
// A file is written aside, under its name with .new, then synced, renamed, and its folder synced: a crash of the machine
// leaves the old file or the new one, whole. The name aside must be free (O_EXCL), and no link is ever followed to what is
// written (O_NOFOLLOW), so that a link which somebody planted cannot lead the writing to another file. What stands under
// the name aside is left of a crash, or planted: it is removed, which removes a link and not what it points to.
//
// A folder that others may write to is refused, since they could put files of theirs in place of ours. Where a volume's own
// folder has to be so (Kubernetes with fsGroup), a folder within it does. One that others may
// read is not, since its files are readable by their owner only.
//
// A file with a secret is refused if its group or others may write to it, if others may read it, or if it belongs to
// somebody else than this user or root. Its group may read it, as Kubernetes (fsGroup) and systemd have it. On a read-only
// mount nothing of this is looked at: container runtimes mount secrets so (Kubernetes with mode 0644, Docker with 0444, both
// through links and with owners of their own), only the container sees that mount, and nobody in it could change a mode. What
// is no regular file, such as a pipe, has no mode that tells anything.
//
// Windows has access lists in place of modes, and Go makes its modes up: nothing is judged there.
package durable
