package main

import "github.com/crmstream/crmstream/internal/api"

// lookUp has the methods that read records of one kind by their ids.
type lookUp struct {
	one, many *api.Method // many is nil if the API reads only one record at a time
}

// singular returns the name of one record, such as stockItem.
func (l lookUp) singular() string {
	return l.one.Response.Descriptor().Fields().ByNumber(1).JSONName()
}

// findLookUp returns the look-up of a name, in singular or plural. Case, hyphens and underscores do not matter.
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
