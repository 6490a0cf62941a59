package catalogue

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// body is a file's body that no store writes.
func body(key string, rest string) []byte { return fmt.Appendf(nil, `{"key":%s,%s}`, key, rest) }

// TestFilesThatAreNotServed has a file in place of the one that was written. The list is read anew, the file is whole again,
// and what is damaged is logged.
func TestFilesThatAreNotServed(t *testing.T) {
	const own = `{"Source":"main","Account":"a","Resource":"groups","Variant":""}`
	const other = `{"Source":"main","Account":"z","Resource":"groups","Variant":""}`
	for name, test := range map[string]struct {
		text   []byte
		logged string
	}{
		"empty":      {nil, "the file is damaged"},
		"no line":    {[]byte("crmstream-catalogue 2 sha256:"), "the file is damaged"},
		"no sum":     {[]byte("crmstream-catalogue 2\n{}"), "the file is damaged"},
		"zeros":      {make([]byte, 500), "the file is damaged"},
		"no JSON":    {seal([]byte("{")), "unexpected end of JSON"},
		"disorder":   {seal(body(own, `"read":"2020-01-01T00:00:00Z","records":[{"id":"Mg==","key":"Mg=="},{"id":"MQ==","key":"MQ=="}]`)), "record 1 is out of order"},
		"other key":  {seal(body(other, `"read":"2020-01-01T00:00:00Z"`)), ""},
		"the future": {seal(body(own, `"read":"2999-01-01T00:00:00Z"`)), ""},
		"format 1":   {[]byte(`{"format":1,"key":` + own + `,"read":"2020-01-01T00:00:00Z","records":null}`), ""},
		"format 99":  {[]byte("crmstream-catalogue 99 what comes\n"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir, u := t.TempDir(), &upstream{}
			require.Equal(t, "1", version(t, open(t, dir), u, nil))
			var log bytes.Buffer
			s := Open(dir, slog.New(slog.NewTextHandler(&log, nil)))
			t.Cleanup(s.Close)
			require.NoError(t, os.WriteFile(s.path(key), test.text, 0o600))
			require.Equal(t, "2", version(t, s, u, nil))
			require.Equal(t, "2", version(t, open(t, dir), u, nil), "the file is whole again")
			if test.logged == "" {
				require.Empty(t, log.String())
				return
			}
			require.Contains(t, log.String(), test.logged)
			require.Contains(t, log.String(), s.path(key))
		})
	}
}

// TestNoDamagedByteIsServed changes each byte of a file, and cuts it everywhere.
func TestNoDamagedByteIsServed(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	version(t, s, &upstream{}, nil)
	whole, err := os.ReadFile(s.path(key))
	require.NoError(t, err)
	list, err := s.load(key)
	require.NoError(t, err)
	require.Len(t, list.Records, 1)
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 1
		for what, text := range map[string][]byte{"changed": damaged, "cut": whole[:i]} {
			require.NoError(t, os.WriteFile(s.path(key), text, 0o600))
			list, err := s.load(key)
			require.Nil(t, list, "%s at %d", what, i)
			if err == nil {
				require.Equal(t, strings.Index(string(whole), "2"), i, "only another version is absent without a word")
			}
		}
	}
}

// TestAnOlderReadingReplacesNoNewerOne has the reading that began first end last.
func TestAnOlderReadingReplacesNoNewerOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		s := open(t, dir)
		read := func(text string, takes time.Duration, interactive bool) {
			ctx := connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: interactive})
			_, err := s.Get(ctx, key, day, ptr(0), func(context.Context) (*List, error) {
				began := time.Now()
				time.Sleep(takes)
				return &List{Read: began, Records: []connectors.Record{{ID: []byte("1"), Key: []byte("1"), Wire: []byte(text)}}}, nil
			})
			require.NoError(t, err)
		}
		older := make(chan struct{})
		go func() {
			defer close(older)
			read("older", time.Hour, false)
		}()
		synctest.Wait()
		time.Sleep(time.Minute)
		read("newer", time.Second, true)
		<-older
		require.Equal(t, "newer", string(known(s, key).Records[0].Wire), "in memory")
		require.Equal(t, "newer", string(known(open(t, dir), key).Records[0].Wire), "on disk")
	})
}

// TestAForgottenListIsNotWritten has a list be forgotten and read again while a reading of it is under way.
func TestAForgottenListIsNotWritten(t *testing.T) {
	s := open(t, t.TempDir())
	before := s.entry(key)
	s.mu.Lock()
	s.recent.Remove(s.kept[key])
	delete(s.kept, key)
	s.mu.Unlock()
	s.keep(before, &List{Read: time.Now()})
	require.NoFileExists(t, s.path(key))
	version(t, s, &upstream{}, nil)
	s.keep(before, &List{Read: time.Now()})
	list, err := s.load(key)
	require.NoError(t, err)
	require.Len(t, list.Records, 1)
}

// TestFilesAreWrittenPastLinks plants a link where a list is written aside.
func TestFilesAreWrittenPastLinks(t *testing.T) {
	s := open(t, t.TempDir())
	target := filepath.Join(t.TempDir(), "target")
	require.NoError(t, os.WriteFile(target, []byte("precious"), 0o600))
	require.NoError(t, os.MkdirAll(filepath.Dir(s.path(key)), 0o700))
	if err := os.Symlink(target, s.path(key)+".new"); err != nil {
		t.Skip("no links here:", err)
	}
	version(t, s, &upstream{}, nil)
	list, err := s.load(key)
	require.NoError(t, err)
	require.NotNil(t, list)
	text, err := os.ReadFile(target)
	require.NoError(t, err)
	require.Equal(t, "precious", string(text))
}
