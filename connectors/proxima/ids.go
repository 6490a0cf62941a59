package proxima

import (
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
)

// pick reads the ids of a request, at most so many, and returns them ascending, each once.
func pick(field string, ids []string, most int) ([]int64, error) {
	if len(ids) > most {
		return nil, connectors.Invalid(field, "%d ids are too many: ask for at most %d", len(ids), most)
	}
	numbers := make([]int64, len(ids))
	for i, text := range ids {
		id, err := positive(field, text)
		if err != nil {
			return nil, err
		}
		numbers[i] = id
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), nil
}

// positive reads an id, which in this upstream is a number. Since the records that come are told apart by their ids, it
// must be written as the upstream writes it.
func positive(field, text string) (int64, error) {
	id, err := strconv.ParseUint(text, 10, 63)
	if err != nil || id == 0 || strconv.FormatUint(id, 10) != text {
		return 0, connectors.Invalid(field, "%q must be a number above 0 without zeros before it, as all ids of this upstream are", text)
	}
	return int64(id), nil
}

// joined returns ids as they are sent.
func joined(numbers []int64) string {
	texts := make([]string, len(numbers))
	for i, id := range numbers {
		texts[i] = strconv.FormatInt(id, 10)
	}
	return strings.Join(texts, ",")
}

// set returns ids as rows have them.
func set(numbers []int64) map[string]bool {
	ids := make(map[string]bool, len(numbers))
	for _, id := range numbers {
		ids[strconv.FormatInt(id, 10)] = true
	}
	return ids
}

// chunk returns those of the ids that a run is asked for at a cursor, which is the number of ids before them, and where
// to read on. Without ids there is one run, for all.
func chunk(ids []int64, cursor connectors.Cursor) (part []int64, next connectors.Cursor, err error) {
	at := 0
	if cursor != "" {
		at, err = strconv.Atoi(string(cursor))
		if err != nil || at <= 0 || at >= len(ids) || at%maxIDs != 0 || strconv.Itoa(at) != string(cursor) {
			return nil, "", failure(connectors.KindCursorGone, "", "%q is not a place among the ids", string(cursor))
		}
	}
	end := min(at+maxIDs, len(ids))
	if end < len(ids) {
		next = connectors.Cursor(strconv.Itoa(end))
	}
	return ids[at:end], next, nil
}
