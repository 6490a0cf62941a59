package wire

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
)

// SortedNumbers returns ids in ascending order, each once.
func SortedNumbers(field string, ids []string) ([]string, error) {
	sorted := make([]string, 0, len(ids))
	for _, id := range ids {
		n, err := Number(field, id)
		if err != nil {
			return nil, err
		}
		sorted = append(sorted, n)
	}
	slices.SortFunc(sorted, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return slices.Compact(sorted), nil
}

// Number reads an id of a filter: all ids of this upstream are numbers.
func Number(field, id string) (string, error) {
	n, err := strconv.ParseUint(id, 10, 63)
	if err != nil {
		return "", connectors.Invalid(field, "%q must be a number, like all ids of this upstream", id)
	}
	return strconv.FormatUint(n, 10), nil
}

// RecordIDs returns the ids of records, each once, in ascending order of their numbers. It accepts ids only as records show
// them: a number with leading zeros is no record's id, and 0 stands for no record.
func RecordIDs(field string, ids []string) ([]string, error) {
	if len(ids) == 0 {
		return nil, connectors.Invalid(field, "is empty: name at least one id")
	}
	for _, id := range ids {
		if _, err := connectors.ParseID(field, id, 1); err != nil {
			return nil, err
		}
	}
	return SortedNumbers(field, ids)
}

// NonEmpty returns a list of the text, or an empty list for "".
func NonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// ReadIDCursor returns the number in a cursor: how many of n ids were asked for before.
func ReadIDCursor(op string, cursor connectors.Cursor, n int) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	text, ok := strings.CutPrefix(string(cursor), "#")
	first, err := strconv.Atoi(text)
	if !ok || err != nil || first < 1 || first >= n {
		return 0, Gone(op)
	}
	return first, nil
}

// IDCursor returns the cursor after the first ids of n, "" for none or all of them.
func IDCursor(first, n int) connectors.Cursor {
	if first == 0 || first >= n {
		return ""
	}
	return connectors.Cursor("#" + strconv.Itoa(first))
}
