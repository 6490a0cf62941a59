package proxima

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
)

// pick reads the ids of a request, at most so many, and returns each once, in ascending order.
func pick(field string, ids []string, most int) ([]string, error) {
	if len(ids) > most {
		return nil, connectors.Invalid(field, "%d ids are too many: ask for at most %d", len(ids), most)
	}
	for _, id := range ids {
		if _, err := positive(field, id); err != nil {
			return nil, err
		}
	}
	picked := slices.Clone(ids)
	slices.SortFunc(picked, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return slices.Compact(picked), nil
}

// positive reads an id, which is a number in this upstream. The id must be written as the upstream writes it, since records are
// matched with the request by their ids.
func positive(field, text string) (int64, error) {
	id, err := strconv.ParseUint(text, 10, 63)
	if err != nil || id == 0 || strconv.FormatUint(id, 10) != text {
		return 0, connectors.Invalid(field, "%q must be a number above 0 without zeros before it, as all ids of this upstream are", text)
	}
	return int64(id), nil
}

// joined returns ids as the upstream wants them.
func joined(ids []string) string { return strings.Join(ids, ",") }

// set returns ids as a set, with which rows are compared.
func set(ids []string) map[string]bool {
	in := make(map[string]bool, len(ids))
	for _, id := range ids {
		in[id] = true
	}
	return in
}

// chunk returns the ids that remain at a cursor. The cursor is the number of ids before them.
func chunk(ids []string, cursor connectors.Cursor) ([]string, error) {
	if cursor == "" {
		return ids, nil
	}
	at, err := strconv.Atoi(string(cursor))
	if err != nil || at <= 0 || at >= len(ids) || strconv.Itoa(at) != string(cursor) {
		return nil, failure(connectors.KindCursorGone, "", "%q is not a place among the ids", string(cursor))
	}
	return ids[at:], nil
}
