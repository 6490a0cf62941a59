package wire

import "github.com/crmstream/crmstream/connectors/internal/transcode"

// ListIn returns a list as an answer has it: an array, or an object with the rows as values. Where there are no rows, PHP
// sends what is empty in its eyes in place of the list, null, false, 0 or the empty text, or in place of the whole answer. Whether
// that is the end of the list is not decided here: a total that says otherwise counts (package paging).
func ListIn(op string, list, answer transcode.JSON) (transcode.JSON, error) {
	switch absent := list.Kind() == 0; {
	case list.List():
		return list, nil
	case absent && !Empty(answer):
		return list, MalformedAt(op, "the answer has no list")
	case Empty(list):
		return emptyList, nil
	default:
		return list, MalformedAt(op, "the list is neither an array nor an object")
	}
}

// emptyList is a list without rows.
var emptyList = transcode.MustParse("[]")

// Empty reports whether a value is empty in PHP's eyes.
func Empty(value transcode.JSON) bool {
	text, scalar := value.Text()
	return None(value) || scalar && text == "0"
}

// None reports whether a value stands for nothing: null, false, the empty text, or a map or list without members.
func None(value transcode.JSON) bool {
	switch value.Kind() {
	case 0, 'n', 'f':
		return true
	case '"':
		text, _ := value.Text()
		return text == ""
	case '[', '{':
		for range value.Elements() {
			return false
		}
		return true
	default:
		return false
	}
}

// AsList returns a list of one row for a row that an answer has in place of a list.
func AsList(data transcode.JSON) transcode.JSON {
	if ScalarMember(data, "id") == "" {
		return data
	}
	return data.Alone()
}
