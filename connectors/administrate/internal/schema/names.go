package schema

import "slices"

// filterNames returns the names that filters may have in a schema, the likeliest first. Ids and references have names of their own.
func filterNames() map[string][]string {
	names := map[string][]string{
		"global_id": {"id"}, "id": {"legacyId"},
		"type_id": {"typeId"}, "owner_id": {"assigneeId", "userId"}, "account_id": {"accountId"}, "contact_id": {"contactId"},
		"event_id": {"eventId"}, "deal_id": {"opportunityId"},
	}
	for _, k := range scalars {
		names[k.ours] = k.theirs
	}
	return names
}

// inputNames returns the names that values may have in an input, the likeliest first. A reference is written by its global id. The
// upstream alone sets the time of the last change.
func inputNames() map[string][]string {
	names := map[string][]string{
		"id":      {"taskId"},
		"type_id": {"typeId", "taskTypeId"}, "owner_id": {"userId", "assigneeId"}, "account_id": {"accountId"}, "contact_id": {"contactId"},
		"event_id": {"eventId"}, "deal_id": {"opportunityId"},
	}
	for _, k := range scalars {
		if k.ours != "update_time" {
			names[k.ours] = k.theirs
		}
	}
	return names
}

// OurName returns our spelling of the name of a value in an input, "" for none.
func OurName(theirs string) string {
	for ours, names := range inputNames() {
		if slices.Contains(names, theirs) {
			return ours
		}
	}
	return ""
}
