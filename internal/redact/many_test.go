package redact

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/internal/redact/leaks"
)

// many returns secrets as a server with so many sources has them.
func many(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("%08x-key-of-%d", i*2654435761, i)
	}
	return all
}

// TestManySecretsAreAllHidden adds a thousand secrets one after the other, with texts between.
func TestManySecretsAreAllHidden(t *testing.T) {
	r, all := New(), many(1000)
	for i, secret := range all {
		r.Add(secret)
		if i%100 == 0 {
			require.Equal(t, mask, r.Text(secret), "the newest is hidden at once")
		}
	}
	r.Learn("a token that was learned")
	require.Equal(t, "<***>", r.Text("<a token that was learned>"))
	for _, secret := range []string{all[0], all[499], all[999]} {
		finder := leaks.NewFinder(secret)
		for _, form := range leaks.Forms(secret) {
			hidden := r.Text("x: " + form.Text + " :x")
			require.Contains(t, hidden, mask, form.Name)
			require.Empty(t, finder.Find(hidden), form.Name)
		}
	}
	require.Equal(t, "dial tcp: 00000000-key-of", r.Text("dial tcp: 00000000-key-of"))
}

// TestManySecretsCostLittle measures what is allocated for them. It once grew with the square of their number: each secret that was
// added prepared the search for all secrets before it.
func TestManySecretsCostLittle(t *testing.T) {
	all, text := many(1000), "status 502 from http://example.com/api: bad gateway, try again later"
	add := allocated(func() { New().addEach(all) })
	check.AtMost(t, "redact_add_1000_kib", add/1024, 512)
	one, thousand := New(all[0]), New(all...)
	one.Text(text)
	thousand.Text(text)
	n := 0
	another := func() string { // a text that was found clean is not searched again
		n++
		return fmt.Sprint(text, n)
	}
	few := allocated(func() { one.Text(another()) })
	check.AtMost(t, "redact_text_1000_against_1", allocated(func() { thousand.Text(another()) })/few, 2)
}

func (r *Redactor) addEach(secrets []string) {
	for _, s := range secrets {
		r.Add(s)
	}
}

// allocated returns how many bytes a function allocates: the least of several counts, since other goroutines allocate, too.
func allocated(run func()) float64 {
	var before, after runtime.MemStats
	least := uint64(1) << 62
	for range 5 {
		runtime.ReadMemStats(&before)
		run()
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	return float64(least)
}
