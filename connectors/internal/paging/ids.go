package paging

import "github.com/crmstream/crmstream/connectors"

// ByIDs asks for records by their ids: those that did not come are asked for again together, until all are there or none
// of them comes. ask returns the rows that came, some of which may have come before.
func ByIDs(ids []string, ask func(ids []string) ([]connectors.Record, error)) error {
	for asked := 0; len(ids) > 0; asked++ {
		rows, err := ask(ids)
		if err != nil {
			return err
		}
		came := make(map[string]bool, len(rows))
		for _, r := range rows {
			came[string(r.ID)] = true
		}
		missing := make([]string, 0, len(ids))
		for _, id := range ids {
			if !came[id] {
				missing = append(missing, id)
			}
		}
		if asked > 0 && len(missing) == len(ids) {
			return nil
		}
		ids = missing
	}
	return nil
}
