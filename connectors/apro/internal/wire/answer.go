package wire

import "github.com/crmstream/crmstream/connectors/internal/transcode"

// ListIn returns the list of an answer: an array, or an object with the rows as values. If there are no rows, PHP may send an
// empty value (null, false, 0 or the empty text) in place of the list or of the whole answer. ListIn then returns an empty
// list. Package paging decides whether the list ends there, since a total may say otherwise.
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

// Empty reports whether PHP takes a value for empty.
func Empty(value transcode.JSON) bool {
	text, scalar := value.Text()
	return None(value) || scalar && text == "0"
}

// None reports whether a value stands for no value: absent, null, false, the empty text, or a map or list without members.
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

// AsList returns a list of one row if the answer is one row, and any other answer unchanged.
func AsList(data transcode.JSON) transcode.JSON {
	if ScalarMember(data, "id") == "" {
		return data
	}
	return data.Alone()
}
