package redact

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/redact/leaks"
)

// TestLog has secrets in all that can be logged.
func TestLog(t *testing.T) {
	const secret = "pA/ss w\"or\\d&1"
	finder := leaks.NewFinder(secret)
	for name, handler := range map[string]func(io.Writer) slog.Handler{
		"text": func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) },
		"JSON": func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			log := slog.New(New(secret).Handler(handler(&out)))
			for _, form := range leaks.Forms(secret) {
				log.Info("with "+form.Text, "text", form.Text, "error", errors.New("x: "+form.Text), "n", 1, "took", time.Second)
			}
			log.With("key", secret).WithGroup("g").Info("", slog.Group("of", "a", secret, "b", "c"))
			log.Info("", "bytes", []byte(secret), "lists", [][]byte{[]byte(secret)}, "any", struct{ A, B any }{secret, 1}, "stringer", stringer(secret))
			for line := range bytes.Lines(out.Bytes()) {
				require.Empty(t, finder.Find(string(line)), "%s", line)
			}
			require.Contains(t, out.String(), "***")
			out.Reset()
			log.Info("clean", "any", []int{1, 2}, "n", 7, "text", "as it was", slog.Group("of", "b", true))
			require.Contains(t, out.String(), "as it was")
			require.NotContains(t, out.String(), "***")
		})
	}
}

type stringer string

func (s stringer) String() string { return fmt.Sprintf("<%s>", string(s)) }
