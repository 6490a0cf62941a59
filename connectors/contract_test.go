package connectors

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestParseCondition(t *testing.T) {
	good := map[string]Condition{
		"status = Not Started":       {Key: "status", Op: OpEq, Values: []string{"Not Started"}},
		"fields.12>=3":               {Key: "fields.12", Op: OpGe, Values: []string{"3"}},
		"a != b":                     {Key: "a", Op: OpNe, Values: []string{"b"}},
		"a<=1":                       {Key: "a", Op: OpLe, Values: []string{"1"}},
		"a < -1":                     {Key: "a", Op: OpLt, Values: []string{"-1"}},
		"a > 2026-01-31T08:00:00Z":   {Key: "a", Op: OpGt, Values: []string{"2026-01-31T08:00:00Z"}},
		"id in 1, 2,3":               {Key: "id", Op: OpIn, Values: []string{"1", "2", "3"}},
		"id not-in 7":                {Key: "id", Op: OpNotIn, Values: []string{"7"}},
		`fields."Price, $ = net">=3`: {Key: `fields."Price, $ = net"`, Op: OpGe, Values: []string{"3"}},
		`a = fields."x"`:             {Key: "a", Op: OpEq, Values: []string{`fields."x"`}},
		"data.Площадь = 5 м² = 7":    {Key: "data.Площадь", Op: OpEq, Values: []string{"5 м² = 7"}},
	}
	for text, want := range good {
		got, err := ParseCondition(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "status", "= 3", "a =", "a in", "a in 1,,2", "a == b", "a like b", " a = 3", "in 3", `fields."a = 3`} {
		_, err := ParseCondition(text)
		require.ErrorIs(t, err, &Error{Kind: KindInvalidRequest}, text)
	}
}

func FuzzParseCondition(f *testing.F) {
	f.Add("a in 1,2")
	f.Add(`fields."a b" = 3`)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseCondition(text)
		if err == nil {
			require.NotEmpty(t, c.Key)
			require.NotEmpty(t, c.Values)
			require.NotContains(t, c.Values, "")
		}
	})
}

func TestConditionsAreCheckedAgainstTheDeclaration(t *testing.T) {
	declared := []WhereKey{{Key: "status", Ops: []Op{OpEq, OpIn}}, {Key: "fields.*", Ops: []Op{OpGe}}}
	got, err := Conditions([]string{"status = x", "fields.7 >= 2"}, declared)
	require.NoError(t, err)
	require.Len(t, got, 2)
	for text, part := range map[string]string{
		"status > x": "use one of = in", "fields.7 = 2": ">=", "fields. >= 2": "unknown key", "name = x": "status, fields.*",
	} {
		_, err := Conditions([]string{text}, declared)
		require.ErrorContains(t, err, part, text)
	}
	_, err = Conditions([]string{"a = b"}, nil)
	require.ErrorContains(t, err, "has no conditions")
}

func TestParseTime(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	for text, want := range map[string]string{
		"2026-07-01":                "2026-06-30T22:00:00Z",
		"2026-07-01T10:00:00Z":      "2026-07-01T10:00:00Z",
		"2026-07-01T10:00:00+02:00": "2026-07-01T08:00:00Z",
	} {
		got, err := ParseTime("f", text, zone)
		require.NoError(t, err)
		require.Equal(t, want, got.UTC().Format(time.RFC3339))
	}
	for _, text := range []string{"yesterday", "2026-02-30", "2026-07-01 10:00:00", "2026-07-01T10:00:00"} {
		_, err := ParseTime("created_from", text, zone)
		require.ErrorContains(t, err, "created_from")
	}
	none, err := ParseTime("f", "", zone)
	require.NoError(t, err)
	require.True(t, none.IsZero())
	day, err := ParseDay("f", "2026-07-01")
	require.NoError(t, err)
	require.Equal(t, "2026-07-01", day)
	_, err = ParseDay("f", "2026-07-01T10:00:00Z")
	require.ErrorContains(t, err, "must be a day")
}

// TestDaysBeginAtTheirFirstMoment takes zones whose clocks are changed at midnight.
func TestDaysBeginAtTheirFirstMoment(t *testing.T) {
	for _, c := range []struct{ zone, day, want string }{
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"},
		{"America/Havana", "2025-03-09", "2025-03-09T01:00:00-04:00"},
		{"America/Santiago", "2025-09-07", "2025-09-07T01:00:00-03:00"},
		{"America/Asuncion", "2024-10-06", "2024-10-06T01:00:00-03:00"},
		{"America/Havana", "2025-11-02", "2025-11-02T00:00:00-04:00"},
		{"Europe/Berlin", "2025-03-30", "2025-03-30T00:00:00+01:00"},
	} {
		zone, err := time.LoadLocation(c.zone)
		require.NoError(t, err)
		got, err := ParseTime("f", c.day, zone)
		require.NoError(t, err)
		require.Equal(t, c.want, got.Format(time.RFC3339), c.zone)
	}
}

func TestSortKeepsTheLastOfEachPosition(t *testing.T) {
	r := func(key, id, wire string) Record { return Record{Key: []byte(key), ID: []byte(id), Wire: []byte(wire)} }
	got, repeats := Sort([]Record{r("b", "1", "x"), r("a", "2", "y"), r("b", "1", "z"), r("a", "1", "w")})
	require.Equal(t, 1, repeats)
	require.Equal(t, []Record{r("a", "1", "w"), r("a", "2", "y"), r("b", "1", "z")}, got)
}

func TestNumberKeysSortAsNumbers(t *testing.T) {
	ids := []string{"", "1", "9", "10", "99", "100", "12345678901234567890", "x"}
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = string(NumberKey([]byte(id)))
	}
	require.True(t, slices.IsSorted(keys))
	require.Equal(t, NumberKey([]byte("007")), NumberKey([]byte("7")))
}

func TestSecretsShowNowhere(t *testing.T) {
	s := NewSecret("hunter2")
	// fmt cannot call the methods of what is not exported, nor those of a text for a verb of numbers.
	var unexported []string
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d", "%x", "%q", "%o"} {
		for _, in := range []any{s, struct{ s Secret }{s}, struct{ s []Secret }{[]Secret{s}}, struct{ s *Secret }{&s}, map[string]Secret{"s": s}} {
			unexported = append(unexported, fmt.Sprintf(verb, in))
		}
	}
	js, err := json.Marshal(map[string]any{"s": s})
	require.NoError(t, err)
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "s", s, "p", &s)
	for _, out := range []string{fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %s %q", s, s, s, s, s), fmt.Sprintf("%+v", struct{ S Secret }{s}), strings.Join(unexported, " "), string(js), log.String()} {
		require.NotContains(t, out, "hunter2")
	}
	require.Equal(t, "hunter2", s.Reveal())
}

func TestSecretReferences(t *testing.T) {
	lookup := func(kind, name string) (string, error) {
		if name == "absent" {
			return "", errors.New("is not set")
		}
		return kind + ":" + name, nil
	}
	for text, want := range map[string]string{"${KEY}": "env:KEY", "file:/run/key": "file:/run/key"} {
		var s Secret
		require.NoError(t, s.UnmarshalText([]byte(text)))
		require.True(t, s.Set())
		require.NoError(t, s.Resolve(lookup))
		require.Equal(t, want, s.Reveal())
	}
	var s Secret
	err := s.UnmarshalText([]byte("hunter2"))
	require.ErrorContains(t, err, "reference")
	require.NotContains(t, err.Error(), "hunter2")
	require.NoError(t, s.UnmarshalText([]byte("${absent}")))
	require.Error(t, s.Resolve(lookup))
}

func TestErrorsTestByKind(t *testing.T) {
	err := fmt.Errorf("wrapped: %w", &Error{Kind: KindNotFound, Connector: "c", Op: "o", Err: errors.New("cause")})
	require.ErrorIs(t, err, &Error{Kind: KindNotFound})
	require.NotErrorIs(t, err, &Error{Kind: KindForbidden})
	require.EqualError(t, err, "wrapped: c: o: not found: cause")
	seen := map[string]bool{}
	for _, k := range Kinds() {
		require.NotContains(t, k.String(), "kind ")
		require.False(t, seen[k.String()])
		seen[k.String()] = true
	}
}

func TestCallCounts(t *testing.T) {
	call := &Meter{}
	ctx := WithMeter(t.Context(), call)
	MeterFrom(ctx).Sent()
	MeterFrom(ctx).Sent()
	require.Equal(t, 2, call.Requests())
	require.True(t, call.WaitingUntil().IsZero())
	until := time.Unix(100, 0)
	call.Wait(until)
	require.True(t, call.WaitingUntil().Equal(until))
	call.Wait(time.Time{})
	require.True(t, call.WaitingUntil().IsZero())
	require.NotNil(t, MeterFrom(t.Context()))
}

// TestCostsAreCharged has all that a call costs be charged as it comes.
func TestCostsAreCharged(t *testing.T) {
	var sum Cost
	call := &Meter{Charge: func(c Cost) {
		require.NotEqual(t, Cost{}, c)
		sum = sum.Plus(c)
	}}
	call.Sent()
	call.Took()
	call.Took()
	call.Paced(0, false) // costs nothing
	call.Paced(time.Second, false)
	call.Paced(time.Minute, true)
	require.Equal(t, Cost{Paid: 1, Shared: 2, Refused: 1, Waited: 61 * time.Second}, sum)
	require.Equal(t, 2, call.Shared())
}
