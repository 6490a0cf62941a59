package main

import (
	"cmp"
	"slices"
	"strings"
)

// lookUp reads records of one kind by their ids.
type lookUp struct {
	call       // of one
	many *call // of many at a time, nil where the API has none
}

// singular returns how one record is called: stockItem.
func (l lookUp) singular() string {
	return l.response.Descriptor().Fields().ByNumber(1).JSONName()
}

// lookUps returns all look-ups of the API, by name.
func lookUps() []lookUp {
	var found []lookUp
	batches := map[string]*call{}
	for method, path := range apiMethods() {
		if method.IsStreamingServer() {
			continue
		}
		if name, ok := strings.CutSuffix(path, "/{id}"); ok {
			if c, ok := asCall(method, name[strings.LastIndex(name, "/")+1:]); ok {
				found = append(found, lookUp{call: c})
			}
		}
		if name, ok := strings.CutSuffix(path, ":batchGet"); ok {
			if c, ok := asCall(method, name[strings.LastIndex(name, "/")+1:]); ok {
				batches[c.name] = &c
			}
		}
	}
	for i := range found {
		found[i].many = batches[found[i].name]
	}
	slices.SortFunc(found, func(a, b lookUp) int { return cmp.Compare(a.name, b.name) })
	return found
}

// callsOf returns the calls for one record.
func callsOf(all []lookUp) []call {
	calls := make([]call, len(all))
	for i, l := range all {
		calls[i] = l.call
	}
	return calls
}

// findLookUp returns the look-up of a name, of many or of one, in which case, hyphens and underscores do not matter.
func findLookUp(name string) (lookUp, error) {
	all := lookUps()
	for _, l := range all {
		if sameName(l.name, name) || sameName(l.singular(), name) {
			return l, nil
		}
	}
	return lookUp{}, unknownName("look-up", name, callsOf(all))
}
