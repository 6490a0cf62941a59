package compare_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/internal/compare"
)

// TestTexts compares texts that some collation of MySQL, or a search for a part, holds equal, and others that none does.
func TestTexts(t *testing.T) {
	for _, test := range []struct {
		asked, shown string
		in, is       bool
	}{
		{"Ёлка", "елка", true, true},
		{"елка", "ЁЛКА  ", true, true},
		{"Київ", "Киів", true, true},
		{"йод", "иод", true, true},
		{"Straße", "STRASSE", true, true},
		{"strase", "straße", true, true},
		{"Søren Łódź", "soren lodz", true, true},
		{"ısı", "ISI", true, true},
		{"cafe", "café", true, true},
		{"cafe\u0301", "caf\u00e9", true, true},
		{"ＡＢＣ", "abc", true, true},
		{`Gibson "Les Paul"`, "gibson &quot;les paul&quot;", true, false},
		{"Tom & Jerry", "Tom  &\r\nJerry", true, true},
		{"a, b", "a,b", true, true},
		{"перезвонить", "Клиент просил перезвонить после 15:00", true, false},
		{"клиент после", "Клиент просил перезвонить после 15:00", true, false},
		{"после клиент", "Клиент просил перезвонить после 15:00", false, false},
		{"Да", "Да, конечно", true, false},
		{"Да", "Нет", false, false},
		{"Да", "", false, false},
		{"40", "140", true, false},
		{"40", "4", false, false},
		{"—", "-", true, false},
		{"—", " — ", true, true},
		{"—", " ", false, false},
		{"👍", "👎", true, false},
	} {
		asked := compare.NewText(test.asked)
		require.Equal(t, test.in, asked.In(test.shown), "%q in %q", test.asked, test.shown)
		require.Equal(t, test.is, asked.Is(test.shown), "%q is %q", test.asked, test.shown)
	}
}

func TestPhones(t *testing.T) {
	for _, test := range []struct {
		asked, shown string
		same         bool
	}{
		{"+38 (050) 123-45-67", "0501234567", true},
		{"8 495 123 45 67", "+74951234567", true},
		{"0501234567", "0501234567 ext. 12", true},
		{"0501234567 ext. 12", "050-123-45-67", true},
		{"123-45-67", "+380501234567", true},
		{"101", "101", true},
		{"101", "102", false},
		{"0501234567", "0501234568", false},
		{"0501234567", "", true},
		{"0501234567", "hidden", true},
	} {
		require.Equal(t, test.same, compare.Phone(test.asked, test.shown), "%s %s", test.asked, test.shown)
	}
}

func TestNumbers(t *testing.T) {
	const unreadable = 9
	for _, test := range []struct {
		asked, shown string
		order        int
	}{
		{"40", "40.00", 0},
		{"40.0", "40", 0},
		{"040", "+40", 0},
		{"-12", "-12.0", 0},
		{"40", "41", 1},
		{"40", "-41", -1},
		{"9", "10", 1},
		{"40", "40.004", 1},
		{"40.004", "40.00", 0}, // as it was rounded
		{"40.016", "40.00", -1},
		{"40.9", "40", 0},
		{"0", "-0", 0},
		{"9007199254740993", "9007199254740992", -1},
		{"40", "40.", 0},
		{"40", "12,5 м²", unreadable},
		{"40", "4e1", unreadable},
		{"40", "1e999999999", unreadable},
		{"40", "2 850 000.00", unreadable},
		{"40", "--40", unreadable},
		{"40", "1/2", unreadable},
		{"40", "", unreadable},
		{"abc", "40", unreadable},
	} {
		order, ok := compare.Number(test.asked, test.shown)
		require.Equal(t, test.order != unreadable, ok, "%s %s", test.asked, test.shown)
		if ok {
			require.Equal(t, test.order, order, "%s %s", test.asked, test.shown)
		}
	}
}

func TestMoments(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Kyiv")
	require.NoError(t, err)
	const unreadable = 9
	for _, test := range []struct {
		asked, shown string
		order        int
	}{
		{"2025-12-31", "2025-12-31", 0},
		{"2025-12-31", "31.12.2025", 0},
		{"2025-12-31", "30.12.2025", -1},
		{"2025-12-31", "01.01.2026", 1},
		{"2025-12-31", "2025-12-31 14:05:00", 0},
		{"2025-12-31 14:05:00", "2025-12-31", 0},
		{"2025-12-31 14:05:00", "31.12.2025 14:05:00", 0},
		{"2025-12-31 14:05:00", "31.12.2025 14:05", 0},
		{"2025-12-31 14:05:00", "2025-12-31T14:05:01", 1},
		{"2025-12-31 14:05:00", "2025-12-31T14:05:00.750", 0},
		{"2025-12-31 14:05:00", "2025-12-31T12:05:00Z", 0},
		{"2025-12-31 14:05:00", "2025-12-31T13:05:00+01:00", 0},
		{"2025-12-31 14:05:00", "2025-12-31T13:05+0100", 0},
		{"2025-12-31 14:05:00", "2025-12-31T14:05:00+01", 0}, // as it is written
		{"2025-12-31 14:05:00", "2025-12-31T15:05:00Z", 1},
		{"2025-12-31", "2025-12-30T22:00:00Z", 0},
		{"2025-12-31", "0000-00-00", -1},
		{"2025-12-31", "00.00.0000 00:00:00", -1},
		{"2025-12-31", "2025-02-31", unreadable},
		{"2025-12-31", "31/12/2025", unreadable},
		{"2025-12-31", "", unreadable},
		{"10:00", "2025-12-31", unreadable},
	} {
		order, ok := compare.Moment(test.asked, test.shown, zone)
		require.Equal(t, test.order != unreadable, ok, "%s %s", test.asked, test.shown)
		if ok {
			require.Equal(t, test.order, order, "%s %s", test.asked, test.shown)
		}
	}
}

func TestMomentsOfAnAccountWithoutAZone(t *testing.T) {
	order, ok := compare.Moment("2025-12-31 12:00:00", "2025-12-31T14:00:00+02:00", nil)
	require.True(t, ok)
	require.Zero(t, order)
}

func TestTimesOfDay(t *testing.T) {
	for _, test := range []struct {
		asked, shown string
		order        int
		ok           bool
	}{
		{"08:30", "08:30:00", 0, true},
		{"08:30:00", "8:30", 0, true},
		{"08:30", "08:31:00", 1, true},
		{"08:30:01", "08:30:00", -1, true},
		{"08:30", "half past eight", 0, false},
	} {
		order, ok := compare.TimeOfDay(test.asked, test.shown)
		require.Equal(t, test.ok, ok)
		if ok {
			require.Equal(t, test.order, order, "%s %s", test.asked, test.shown)
		}
	}
}
