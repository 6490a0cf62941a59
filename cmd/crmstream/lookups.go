package main

import "github.com/crmstream/crmstream/internal/api"

// lookUp reads records of one kind by their ids: one at a time, and many where the API can.
type lookUp struct {
	one, many *api.Method // many is nil where the API has none
}

// singular returns how one record is called: stockItem.
func (l lookUp) singular() string {
	return l.one.Response.Descriptor().Fields().ByNumber(1).JSONName()
}

// findLookUp returns the look-up of a name, of many or of one, in which case, hyphens and underscores do not matter.
func findLookUp(name string) (lookUp, error) {
	all := methodsOf(api.Get)
	for _, one := range all {
		l := lookUp{one: one}
		if !sameName(one.Resource(), name) && !sameName(l.singular(), name) {
			continue
		}
		for _, many := range methodsOf(api.BatchGet) {
			if many.Resource() == one.Resource() {
				l.many = many
			}
		}
		return l, nil
	}
	return lookUp{}, unknownName("look-up", name, all)
}
