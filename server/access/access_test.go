package access_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server/access"
)

// start is when the tests begin.
var start = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

// newKey returns a key and what is kept of it.
func newKey(t *testing.T) (text string, kept access.Key) {
	t.Helper()
	text, id, err := access.NewKey()
	require.NoError(t, err)
	parsed, digest, err := access.ParseKey(text)
	require.NoError(t, err)
	require.Equal(t, id, parsed)
	return text, access.Key{ID: id, Digest: digest, Created: start}
}

// reason returns why a call is refused, 0 if it is not.
func reason(t *testing.T, err error) access.Reason {
	t.Helper()
	if err == nil {
		return 0
	}
	var refused *access.Error
	require.ErrorAs(t, err, &refused)
	return refused.Reason
}

// with returns the credentials of authorization headers.
func with(values ...string) access.Credentials { return access.Credentials{Authorization: values} }

func TestKeys(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		text, kept := newKey(t)
		require.Regexp(t, `^crms_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$`, text)
		require.False(t, seen[text] || seen[kept.ID])
		seen[text], seen[kept.ID] = true, true
	}
	text, kept := newKey(t)
	for at := range len(text) {
		other := byte('0')
		if text[at] == other {
			other = '1'
		}
		_, _, err := access.ParseKey(text[:at] + string(other) + text[at+1:])
		require.ErrorIs(t, err, access.ErrNoKey, "character %d", at)
	}
	for _, no := range []string{"", text[1:], text[:62], text + "0", " " + text, text + "\n", strings.ToUpper(text)} {
		_, _, err := access.ParseKey(no)
		require.ErrorIs(t, err, access.ErrNoKey, "%q", no)
		require.NotContains(t, err.Error(), kept.ID)
	}
	require.Equal(t, "a crms_"+kept.ID+"_***, and", redact.Keys("a "+text+", and"))
	require.Equal(t, "a crms_"+kept.ID+"_***", redact.Keys("a "+text[:40]), "a part of a key is masked too")
}

func TestAuthenticate(t *testing.T) {
	good, kept := newKey(t)
	expiring, expires := newKey(t)
	expires.Expires = start.Add(time.Hour)
	withdrawn, revoked := newKey(t)
	revoked.Revoked = start
	others, other := newKey(t)
	unknown, _ := newKey(t)
	table, err := access.NewTable([]access.Caller{
		{Name: "warehouse", Keys: []access.Key{kept, expires, revoked}, Certificates: []string{"spiffe://example.org/warehouse"}},
		{Name: "other", Keys: []access.Key{other}},
	}, start)
	require.NoError(t, err)
	flipped := []byte(good)
	flipped[20] ^= 1
	for name, c := range map[string]struct {
		credentials access.Credentials
		at          time.Time
		reason      access.Reason
		credential  string
	}{
		"a key":               {credentials: with("Bearer " + good), credential: kept.ID},
		"the scheme's case":   {credentials: with("bEARER " + good), credential: kept.ID},
		"before it expires":   {credentials: with("Bearer " + expiring), at: start.Add(time.Hour - 1), credential: expires.ID},
		"when it has expired": {credentials: with("Bearer " + expiring), at: start.Add(time.Hour), reason: access.CredentialExpired},
		"revoked":             {credentials: with("Bearer " + withdrawn), reason: access.CredentialExpired},
		"none":                {reason: access.CredentialsRequired},
		"empty":               {credentials: with(""), reason: access.CredentialsRejected},
		"no scheme":           {credentials: with(good), reason: access.CredentialsRejected},
		"basic":               {credentials: with("Basic " + good), reason: access.CredentialsRejected},
		"nothing after it":    {credentials: with("Bearer "), reason: access.CredentialsRejected},
		"two blanks":          {credentials: with("Bearer  " + good), reason: access.CredentialsRejected},
		"a blank after it":    {credentials: with("Bearer " + good + " "), reason: access.CredentialsRejected},
		"a tab":               {credentials: with("Bearer\t" + good), reason: access.CredentialsRejected},
		"two":                 {credentials: with("Bearer "+good, "Bearer "+good), reason: access.CredentialsRejected},
		"two in one":          {credentials: with("Bearer " + good + ",Bearer " + good), reason: access.CredentialsRejected},
		"cut":                 {credentials: with("Bearer " + good[:50]), reason: access.CredentialsRejected},
		"a flipped bit":       {credentials: with("Bearer " + string(flipped)), reason: access.CredentialsRejected},
		"of nobody":           {credentials: with("Bearer " + unknown), reason: access.CredentialsRejected},
		"a byte above":        {credentials: with("Bearer " + good + "\xff"), reason: access.CredentialsRejected},

		"a certificate":            {credentials: access.Credentials{Certificate: "spiffe://example.org/warehouse"}, credential: "spiffe://example.org/warehouse"},
		"a part of a certificate":  {credentials: access.Credentials{Certificate: "spiffe://example.org/ware"}, reason: access.CredentialsRejected},
		"a certificate and a key":  {credentials: access.Credentials{Certificate: "spiffe://example.org/warehouse", Authorization: []string{"Bearer " + good}}, credential: kept.ID},
		"of two callers":           {credentials: access.Credentials{Certificate: "spiffe://example.org/warehouse", Authorization: []string{"Bearer " + others}}, reason: access.CredentialsRejected},
		"a certificate and no key": {credentials: access.Credentials{Certificate: "spiffe://example.org/warehouse", Authorization: []string{"Bearer x"}}, reason: access.CredentialsRejected},
	} {
		at := c.at
		if at.IsZero() {
			at = start
		}
		identity, err := table.Authenticate(c.credentials, at)
		require.Equal(t, c.reason, reason(t, err), name)
		if c.reason == 0 {
			require.Equal(t, "warehouse", identity.Caller.Name, name)
			require.Equal(t, c.credential, identity.Credential, name)
		}
		for _, key := range []string{good, expiring, withdrawn, unknown} {
			require.NotContains(t, fmt.Sprint(err), key[14:50], name)
		}
		if c.reason == access.CredentialsRejected {
			require.NotContains(t, err.Error(), kept.ID, name)
		}
	}
}

func TestTables(t *testing.T) {
	_, a := newKey(t)
	ended := a
	ended.ID, ended.Expires = "ended", start
	many := make([]access.Key, 5)
	for i := range many {
		_, many[i] = newKey(t)
	}
	for name, c := range map[string]struct {
		callers []access.Caller
		wrong   string
	}{
		"no callers":           {},
		"a bad name":           {[]access.Caller{{Name: "Ware House"}}, "must match"},
		"our name":             {[]access.Caller{{Name: "crmstream"}}, "use another one"},
		"a name twice":         {[]access.Caller{{Name: "a"}, {Name: "a"}}, "two callers"},
		"a key twice":          {[]access.Caller{{Name: "a", Keys: []access.Key{a}}, {Name: "b", Keys: []access.Key{a}}}, "of one caller"},
		"a certificate twice":  {[]access.Caller{{Name: "a", Certificates: []string{"x"}}, {Name: "b", Certificates: []string{"x"}}}, "of one caller"},
		"too many keys":        {[]access.Caller{{Name: "a", Keys: many}}, "revoke some"},
		"four keys and others": {[]access.Caller{{Name: "a", Keys: append(many[:4:4], ended)}}, ""},
	} {
		table, err := access.NewTable(c.callers, start)
		if c.wrong != "" {
			require.ErrorContains(t, err, c.wrong, name)
			continue
		}
		require.NoError(t, err, name)
		require.Len(t, table.Callers(), len(c.callers))
	}
}

func TestGrants(t *testing.T) {
	c := &access.Caller{Name: "w", Grants: []access.Grant{
		{Sources: []string{"apro"}, Resources: []string{"contacts", "deals"}, Can: []access.Verb{access.Read, access.Payments}},
		{Sources: []string{"solos"}, Resources: []string{"*"}, Can: []access.Verb{access.Every}},
		{Sources: []string{"*"}, Resources: []string{"tasks"}, Can: []access.Verb{access.Watch}},
		{Sources: []string{"empty"}},
	}}
	for _, v := range []struct {
		verb             access.Verb
		source, resource string
		may              bool
	}{
		{access.Read, "apro", "contacts", true},
		{access.Read, "apro", "invoices", false},
		{access.Read, "apro", "", true},
		{access.Write, "apro", "contacts", false},
		{access.Payments, "apro", "deals", true},
		{access.Watch, "apro", "tasks", true},
		{access.Read, "apro", "tasks", false},
		{access.Read, "solos", "projects", true},
		{access.Write, "solos", "projects", true},
		{access.Watch, "solos", "", true},
		{access.Delete, "solos", "projects", false},
		{access.Admin, "solos", "", false},
		{access.Every, "solos", "projects", true},
		{access.Read, "other", "contacts", false},
		{access.Read, "empty", "", false},
	} {
		require.Equal(t, v.may, c.May(v.verb, v.source, v.resource), v)
	}
	require.True(t, c.Sees("empty"))
	require.True(t, c.Sees("any"), "a grant names all sources")
	require.False(t, (&access.Caller{Grants: c.Grants[:2]}).Sees("any"))
	err := access.Denied(c, access.Write, "apro", "contacts")
	require.Equal(t, access.AccessDenied, reason(t, err))
	for _, part := range []string{"w", "write", "contacts", "apro"} {
		require.ErrorContains(t, err, part)
	}
}

// limits are those of most tests.
var limits = access.Limits{Rate: 5, Calls: 3, Streams: 1}

func TestLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		key, kept := newKey(t)
		table, err := access.NewTable([]access.Caller{{Name: "a", Keys: []access.Key{kept}, Limits: limits}}, time.Now())
		require.NoError(t, err)
		r := access.NewRegistry(table)
		enter := func(stream bool) (*access.Session, error) { return r.Enter(t.Context(), with("Bearer "+key), stream) }
		list, err := enter(true)
		require.NoError(t, err)
		_, err = enter(true)
		require.ErrorContains(t, err, "1 lists under way")
		call, err := enter(false)
		require.NoError(t, err)
		_, err = enter(false)
		require.NoError(t, err)
		_, err = enter(false)
		require.Equal(t, access.CallerLimited, reason(t, err))
		require.ErrorContains(t, err, "3 calls under way")
		call.Close()
		call.Close()
		list.Close()
		for range 2 {
			s, err := enter(true)
			require.NoError(t, err)
			s.Close()
		}
		_, err = enter(false)
		require.ErrorContains(t, err, "5 calls a second")
		var refused *access.Error
		require.ErrorAs(t, err, &refused)
		require.Equal(t, 200*time.Millisecond, refused.RetryAfter)
		time.Sleep(refused.RetryAfter)
		_, err = enter(false)
		require.NoError(t, err)
		_, err = enter(false)
		require.Equal(t, access.CallerLimited, reason(t, err))
	})
}

// TestSessionsEnd ends sessions by what can change under them.
func TestSessionsEnd(t *testing.T) {
	grant := access.Grant{Sources: []string{"apro"}, Resources: []string{"contacts"}, Can: []access.Verb{access.Read}}
	for name, c := range map[string]struct {
		change func(*access.Caller)
		reason access.Reason // 0: the session goes on
	}{
		"nothing":           {func(*access.Caller) {}, 0},
		"the limits":        {func(c *access.Caller) { c.Limits.Rate = 1 }, 0},
		"another grant":     {func(c *access.Caller) { c.Grants = append(c.Grants, access.Grant{Sources: []string{"*"}}) }, 0},
		"the grant":         {func(c *access.Caller) { c.Grants = nil }, access.AccessDenied},
		"the verb":          {func(c *access.Caller) { c.Grants[0].Can = []access.Verb{access.Write} }, access.AccessDenied},
		"the key":           {func(c *access.Caller) { c.Keys = nil }, access.CredentialsRejected},
		"the key's digest":  {func(c *access.Caller) { c.Keys[0].Digest[0] ^= 1 }, access.CredentialsRejected},
		"the caller's name": {func(c *access.Caller) { c.Name = "b" }, access.CredentialsRejected},
		"revoked":           {func(c *access.Caller) { c.Keys[0].Revoked = time.Now() }, access.CredentialExpired},
		"expires later":     {func(c *access.Caller) { c.Keys[0].Expires = time.Now().Add(time.Hour) }, access.CredentialExpired},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				key, kept := newKey(t)
				make := func() access.Caller {
					return access.Caller{Name: "a", Keys: []access.Key{kept}, Grants: []access.Grant{grant}, Limits: access.DefaultLimits()}
				}
				before, err := access.NewTable([]access.Caller{make()}, time.Now())
				require.NoError(t, err)
				r := access.NewRegistry(before)
				s, err := r.Enter(t.Context(), with("Bearer "+key), true)
				require.NoError(t, err)
				defer s.Close()
				require.NoError(t, s.Authorize(access.Read, "apro", "contacts"))
				require.Error(t, s.Authorize(access.Read, "apro", "deals"))
				changed := make()
				c.change(&changed)
				after, err := access.NewTable([]access.Caller{changed}, time.Now())
				require.NoError(t, err)
				r.Replace(after)
				time.Sleep(2 * time.Hour)
				synctest.Wait()
				if c.reason == 0 {
					require.NoError(t, s.Context().Err())
					return
				}
				require.ErrorIs(t, s.Context().Err(), context.Canceled)
				require.Equal(t, c.reason, reason(t, context.Cause(s.Context())))
			})
		})
	}
}

func TestFailuresAreSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var f access.Failures
		took := func(address string) time.Duration {
			began := time.Now()
			f.Delay(t.Context(), address)
			return time.Since(began)
		}
		for range 10 {
			require.Zero(t, took("a"))
		}
		require.Equal(t, time.Second, took("a"))
		require.Zero(t, took("b"))
		time.Sleep(time.Minute)
		require.Zero(t, took("a"))
		for i := range 10_000 {
			require.Zero(t, took(fmt.Sprint(i)), "an address that is not counted is not held up")
		}
		for range 20 {
			go f.Delay(t.Context(), "a")
		}
		canceled, cancel := context.WithCancel(t.Context())
		cancel()
		began := time.Now()
		f.Delay(canceled, "a")
		require.Zero(t, time.Since(began), "nobody waits for it")
	})
}

// FuzzParseKey accepts nothing that was not made: what it accepts has the checksum of its text.
func FuzzParseKey(f *testing.F) {
	key, _, err := access.NewKey()
	require.NoError(f, err)
	f.Add(key)
	f.Add("")
	f.Add("crms_00000000_0000000000000000000000000000000000000000000000000")
	f.Fuzz(func(t *testing.T, text string) {
		id, _, err := access.ParseKey(text)
		if err != nil {
			require.True(t, errors.Is(err, access.ErrNoKey))
			return
		}
		require.Len(t, text, 63)
		require.Equal(t, "crms_"+id, text[:13])
		table, err := access.NewTable(nil, start)
		require.NoError(t, err)
		_, err = table.Authenticate(with("Bearer "+text), start)
		require.Equal(t, access.CredentialsRejected, reason(t, err))
	})
}

// BenchmarkAuthenticate measures what a call with a key costs.
func BenchmarkAuthenticate(b *testing.B) {
	key, id, err := access.NewKey()
	require.NoError(b, err)
	_, digest, err := access.ParseKey(key)
	require.NoError(b, err)
	table, err := access.NewTable([]access.Caller{{
		Name: "a", Keys: []access.Key{{ID: id, Digest: digest}}, Limits: access.Limits{Rate: 1e9, Calls: 10, Streams: 10},
	}}, start)
	require.NoError(b, err)
	r := access.NewRegistry(table)
	for b.Loop() {
		s, err := r.Enter(b.Context(), with("Bearer "+key), false)
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
	check.Tell("auth_us_a_call", float64(b.Elapsed().Microseconds())/float64(b.N))
}
