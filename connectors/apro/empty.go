package apro

import "github.com/crmstream/crmstream/connectors/internal/transcode"

// listIn returns a list as an answer has it: an array, or an object with the rows as values. Where there are no rows, PHP
// sends what is empty in its eyes in place of the list, null, false, 0 or the empty text, or in place of the whole answer. Whether
// that is the end of the list is not decided here: a total that says otherwise counts (paging).
func listIn(op string, list, answer transcode.JSON) (transcode.JSON, error) {
	switch absent := list.Kind() == 0; {
	case list.List():
		return list, nil
	case absent && !empty(answer):
		return list, malformedAt(op, "the answer has no list")
	case empty(list):
		return emptyList, nil
	default:
		return list, malformedAt(op, "the list is neither an array nor an object")
	}
}

// empty reports whether a value is empty in PHP's eyes.
func empty(value transcode.JSON) bool {
	text, scalar := value.Text()
	return none(value) || scalar && text == "0"
}
