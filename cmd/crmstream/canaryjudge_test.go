package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/internal/redact/leaks"
)

// judge looks for all credentials in all that came out.
func (a *aviary) judge(t *testing.T, asked int) {
	finder := leaks.NewFinder(a.tokenKey, a.access.secret(), a.access.tlsKey, canaryKey, canaryPassword, canaryToken, canarySecond, canaryReplaced)
	leaked, texts, answers, where := map[string]int{}, 0, 0, map[string]bool{}
	for place, found := range a.output {
		for text, source := range found {
			texts++
			if how := finder.Find(text); how != "" {
				leaked[place]++
				where[place+", "+source] = true
				if leaked[place] <= 3 {
					t.Errorf("%s, source %q has a credential (%s): %.300q", place, source, how, text)
				}
			}
			if place != "log" && source != "" && (strings.Contains(text, "127.0.0.1:") || strings.Contains(strings.ToLower(text), theirWords)) {
				t.Errorf("%s tells where the upstream of %q is, or what it said: %.300q", place, source, text)
			}
		}
	}
	for _, h := range a.sources {
		answers += h.times
	}
	t.Logf("%d calls, %d echoes of %d credentials by %d faults; %d different texts came out; leaks by place: %v", asked, answers,
		len(canaries), len(canaryFaults()), texts, leaked)
	all := 0
	for _, n := range leaked {
		all += n
	}
	check.AtMost(t, "access_secrets_that_got_out", float64(all), 0)
	check.AtLeast(t, "access_texts_that_came_out", float64(texts), 1000)
	for _, w := range slices.Sorted(maps.Keys(where)) {
		t.Log("leak: " + w)
	}
}
