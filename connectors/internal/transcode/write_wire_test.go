package transcode

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestTags holds the tags that are written by number against the messages.
func TestTags(t *testing.T) {
	tag := func(m proto.Message, field string) uint64 {
		return tagOf(m.ProtoReflect().Descriptor().Fields().ByName(protoreflect.Name(field)))
	}
	value := &crmstreamv1.FieldValue{}
	for field, want := range map[string]uint64{
		"text": tagText, "flag": tagFlag, "integer": tagInteger, "decimal": tagDecimal, "date": tagDate, "date_time": tagDateTime,
		"time": tagTime, "option": tagOption, "options": tagOptions, "files": tagFiles, "point": tagPoint, "range": tagRange,
		"references": tagReferences, "parse_error": tagParseError, "raw_text": tagRawText,
	} {
		require.Equal(t, want, tag(value, field), field)
	}
	require.Equal(t, 15, value.ProtoReflect().Descriptor().Fields().Len())
	require.EqualValues(t, tagListElement, tag(&crmstreamv1.FieldValue_OptionList{}, "options"))
	require.EqualValues(t, tagListElement, tag(&crmstreamv1.FieldValue_FileList{}, "files"))
	require.EqualValues(t, tagListElement, tag(&crmstreamv1.FieldValue_ReferenceList{}, "references"))
	require.EqualValues(t, tagOptionText, tag(&crmstreamv1.FieldValue_Option{}, "text"))
	require.EqualValues(t, tagFileName, tag(&crmstreamv1.FieldValue_File{}, "name"))
	require.EqualValues(t, tagLatitude, tag(&crmstreamv1.FieldValue_Point{}, "latitude"))
	require.EqualValues(t, tagLongitude, tag(&crmstreamv1.FieldValue_Point{}, "longitude"))
	require.EqualValues(t, tagFrom, tag(&crmstreamv1.FieldValue_Range{}, "lower"))
	require.EqualValues(t, tagTo, tag(&crmstreamv1.FieldValue_Range{}, "upper"))
	require.EqualValues(t, tagReferenceKind, tag(&crmstreamv1.FieldValue_Reference{}, "kind"))
	require.EqualValues(t, tagAlterationField, tag(&crmstreamv1.Alteration{}, "field"))
	require.EqualValues(t, tagAlterationKind, tag(&crmstreamv1.Alteration{}, "kind"))
	require.EqualValues(t, tagAlterationRaw, tag(&crmstreamv1.Alteration{}, "raw_text"))
	for kind, want := range map[int]crmstreamv1.AlterationKind{
		alterationUnreadable:     crmstreamv1.AlterationKind_ALTERATION_KIND_UNREADABLE,
		alterationInvalidUTF8:    crmstreamv1.AlterationKind_ALTERATION_KIND_INVALID_UTF8,
		alterationLoneSurrogate:  crmstreamv1.AlterationKind_ALTERATION_KIND_LONE_SURROGATE,
		alterationDuplicateKey:   crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_KEY,
		alterationDuplicateField: crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_FIELD,
		alterationHiddenAlias:    crmstreamv1.AlterationKind_ALTERATION_KIND_HIDDEN_ALIAS,
		alterationTimeCut:        crmstreamv1.AlterationKind_ALTERATION_KIND_TIME_CUT,
	} {
		require.EqualValues(t, want, kind)
	}
	require.EqualValues(t, tagReferenceID, tag(&crmstreamv1.FieldValue_Reference{}, "id"))
}

// TestZoneOffsets compares the offsets of local times with those that brute force finds, in zones with all sorts of
// changes, in an order that makes the memory of spans matter.
func TestZoneOffsets(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, name := range []string{
		"Europe/Moscow", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe",
		"Pacific/Apia", "Africa/Casablanca", "Europe/Dublin", "Asia/Kolkata", "UTC", "Antarctica/Troll",
	} {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		offsets := zoneOffsets{zone: zone}
		year := func() int64 { return time.Date(1900+random.IntN(200), 1, 1, 0, 0, 0, 0, time.UTC).Unix() }
		for range 3000 {
			local := year() + random.Int64N(366*secondsPerDay)
			if random.IntN(2) == 0 { // close to a change
				_, end := time.Unix(local, 0).In(zone).ZoneBounds()
				if !end.IsZero() {
					_, offset := end.Zone()
					local = end.Unix() + int64(offset) + random.Int64N(4*3600) - 2*3600
				}
			}
			require.Equal(t, slowOffset(zone, local), offsets.before(local), "%s %s", name, time.Unix(local, 0).UTC())
		}
		leap := time.Date(2040, 12, 31, 12, 0, 0, 0, time.UTC).Unix() // where time.Time.ZoneBounds goes wrong
		require.Equal(t, slowOffset(zone, leap), offsets.before(leap), name)
	}
}

// slowOffset tries the offsets of two days around a local time, the earliest instant first.
func slowOffset(zone *time.Location, local int64) int64 {
	first := int64(0)
	for t := local - 2*secondsPerDay; t <= local+2*secondsPerDay; t += 900 {
		_, seconds := time.Unix(t, 0).In(zone).Zone()
		if t == local-2*secondsPerDay {
			first = int64(seconds)
		}
		if _, there := time.Unix(local-int64(seconds), 0).In(zone).Zone(); there == seconds {
			return int64(seconds)
		}
	}
	// No instant shows this time: the offset that applied before the gap shifts it forward.
	for t := local - 2*secondsPerDay; t <= local+2*secondsPerDay; t += 900 {
		_, seconds := time.Unix(t, 0).In(zone).Zone()
		if int64(seconds) != first {
			return first
		}
	}
	return first
}

// TestZoneMemory forgets the spans of another zone.
func TestZoneMemory(t *testing.T) {
	var offsets zoneOffsets
	require.Zero(t, offsets.before(0))
	moscow := time.FixedZone("MSK", 3*3600)
	offsets.reset(moscow)
	require.EqualValues(t, 3*3600, offsets.before(0))
	require.EqualValues(t, 3*3600, offsets.before(1<<40))
	offsets.reset(time.UTC)
	require.Zero(t, offsets.before(0))
}

// TestDays compares the calendar with the library's, over all days of four centuries and the ends of the range.
func TestDays(t *testing.T) {
	for day := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2300; day = day.AddDate(0, 0, 1) {
		days, ok := parseDay([]byte(day.Format(time.DateOnly)))
		if !ok || days != day.Unix()/secondsPerDay && day.Unix() >= 0 {
			require.Fail(t, "wrong day", "%s: %d", day, days)
		}
	}
	for _, text := range []string{"0001-01-02", "9999-12-31", "0004-02-29", "1600-02-29"} {
		want, err := time.Parse(time.DateOnly, text)
		require.NoError(t, err)
		days, ok := parseDay([]byte(text))
		require.True(t, ok)
		require.Equal(t, want.Unix(), days*secondsPerDay)
	}
}
