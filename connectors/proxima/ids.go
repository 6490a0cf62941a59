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
		if _, err := connectors.ParseID(field, id, 1); err != nil {
			return nil, err
		}
	}
	picked := slices.Clone(ids)
	slices.SortFunc(picked, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return slices.Compact(picked), nil
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
		return nil, failure(connectors.KindCursorGone, "", "%q is not a position in the ids", string(cursor))
	}
	return ids[at:], nil
}
