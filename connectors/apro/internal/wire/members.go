package wire

import (
	"iter"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Member returns a member of an object, null included.
func Member(object transcode.JSON, name string) (value transcode.JSON, ok bool) {
	for n, value := range object.Members() {
		if n == name {
			return value, true
		}
	}
	return transcode.JSON{}, false
}

// ScalarMember returns the text of the first of the members that is a scalar, "" for none.
func ScalarMember(object transcode.JSON, names ...string) string {
	for _, n := range names {
		member, _ := object.Member(n)
		if text, ok := member.Text(); ok {
			return text
		}
	}
	return ""
}

// IDMember returns a member that is an id, in the form of transcode.Ref, "" for none.
func IDMember(object transcode.JSON, name string) string {
	member, _ := object.Member(name)
	id, _ := member.ID()
	return id
}

// intMember returns a member that is a whole number of 32 bits, nil for none.
func intMember(object transcode.JSON, name string) *int32 {
	member, _ := object.Member(name)
	n, ok := member.Int()
	if !ok || int(int32(n)) != n {
		return nil
	}
	small := int32(n)
	return &small
}

// Truthy reports whether a text is one of the upstream's words for yes.
func Truthy(text string) bool { return slices.Contains([]string{"1", "true", "yes"}, text) }

// Entries returns the names and values of an object, or the elements of an array with their places as names: PHP sends a map as
// an array if its keys count from 0.
func Entries(container transcode.JSON) iter.Seq2[string, transcode.JSON] {
	if container.Kind() == '{' {
		return container.Members()
	}
	return func(yield func(string, transcode.JSON) bool) {
		place := 0
		for element := range container.Elements() {
			if !yield(strconv.Itoa(place), element) {
				return
			}
			place++
		}
	}
}

// NamedEntries is Entries with the names as JSON values.
func NamedEntries(container transcode.JSON) iter.Seq2[transcode.JSON, transcode.JSON] {
	if container.Kind() == '{' {
		return container.Named()
	}
	return func(yield func(transcode.JSON, transcode.JSON) bool) {
		for place, value := range Entries(container) {
			if !yield(transcode.MustParse(place), value) {
				return
			}
		}
	}
}
