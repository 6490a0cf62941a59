package changelog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// disaster is what is done on a disk that is full for a while.
func disaster(l Log, fill, free func() error) error {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	b, err := l.Bounds(ctx)
	if err != nil {
		return err
	}
	content := make([]byte, 10<<10)
	acknowledged := map[uint64]bool{}
	add := func(key string) error {
		s, err := l.Append(ctx, Entry{Key: key, Body: content})
		if err == nil {
			acknowledged[s.Sequence] = true
		}
		return err
	}
	for i := range 5 {
		if err := add(fmt.Sprint("before ", i)); err != nil {
			return err
		}
	}
	if err := fill(); err != nil {
		return err
	}
	var unavailable *UnavailableError
	began := time.Now()
	for i := 0; err == nil; i++ {
		err = add(fmt.Sprint("filling ", i))
	}
	if !errors.As(err, &unavailable) || time.Since(began) > patience/2 {
		return fmt.Errorf("full: %w after %s", err, time.Since(began))
	}
	fmt.Println("full:", err)
	for range 3 { // now and then the log tries whether there is room
		time.Sleep(retryEvery + 100*time.Millisecond)
		if err := add("full"); !errors.As(err, &unavailable) {
			return fmt.Errorf("still full: %w", err)
		}
	}
	if err := readsAll(ctx, l, b.Start, acknowledged); err != nil {
		return fmt.Errorf("reading while the disk is full: %w", err)
	}
	if err := free(); err != nil {
		return err
	}
	for err = add("full"); err != nil; err = add("full") {
		if !errors.As(err, &unavailable) {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
	if err := l.Wait(ctx, b.End); err != nil {
		return err
	}
	return readsAll(ctx, l, b.Start, acknowledged)
}

// readsAll returns an error unless all that was acknowledged is there.
func readsAll(ctx context.Context, l Log, from Position, acknowledged map[uint64]bool) error {
	records, err := read(ctx, l, from)
	if err != nil {
		return err
	}
	found := 0
	for _, r := range records {
		if acknowledged[r.Sequence] {
			found++
		}
	}
	if found != len(acknowledged) {
		return fmt.Errorf("%d of %d entries", found, len(acknowledged))
	}
	return nil
}

// childOnAFullDisk limits the size of the files of this process, as a full disk does.
func childOnAFullDisk(dir string) int {
	var before syscall.Rlimit
	limit := func(size uint64) error {
		return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: size, Max: before.Max})
	}
	s, err := OpenJetStream(dir, settings())
	if err == nil {
		var l Log
		l, err = s.Log(name)
		err = errors.Join(err, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before))
		if err == nil {
			err = disaster(l, func() error { return limit(200_000) }, func() error { return limit(before.Cur) })
		}
		err = errors.Join(err, s.Close())
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

func TestFilesThatMayNotGrow(t *testing.T) {
	long(t)
	t.Parallel()
	command := exec.CommandContext(t.Context(), os.Args[0])
	command.Env = append(os.Environ(), childJob+"=full "+filepath.Join(t.TempDir(), "log"))
	out, err := command.CombinedOutput()
	t.Logf("%s", out)
	require.NoError(t, err)
}

// TestAFullDisk needs to mount a small disk, which root may.
func TestAFullDisk(t *testing.T) {
	long(t)
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("no disk can be mounted here (%v): TestFilesThatMayNotGrow is in its place", err)
	}
	t.Cleanup(func() { require.NoError(t, syscall.Unmount(dir, syscall.MNT_DETACH)) })
	l := rigs()[1].opened(t, filepath.Join(dir, "log"), settings())
	filler := filepath.Join(dir, "filler")
	full := func() error {
		file, err := os.Create(filler)
		for err == nil {
			_, err = file.Write(make([]byte, 4096))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			return err
		}
		return file.Close()
	}
	require.NoError(t, disaster(l, full, func() error { return os.Remove(filler) }))
	before := all(t, l)
	l = l.again(t, func(dir string) { // a start while the disk is full loses nothing either
		require.NoError(t, full())
		s, err := OpenJetStream(dir, settings())
		if err == nil {
			err = s.Close()
		}
		t.Log("opened on a full disk:", err)
		require.NoError(t, os.Remove(filler))
	})
	require.Equal(t, before, all(t, l))
	require.NoError(t, l.Close())
}
