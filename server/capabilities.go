package server

import (
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/api"
)

// listsOf returns the lists of a client, by resource. It refuses declarations that do not fit the API or each other, once,
// when the client's source is added.
func (s *Server) listsOf(client connectors.Client) (map[string]connectors.List, error) {
	lists := map[string]connectors.List{}
	for _, list := range client.Lists() {
		if _, again := lists[list.Resource]; again {
			return nil, fmt.Errorf("%T declares the list of %s twice", client, list.Resource)
		}
		if err := fits(s.lists[list.Resource], list.Request()); err != nil {
			return nil, fmt.Errorf("%T: the list of %s: %w", client, list.Resource, err)
		}
		if len(list.Orders) == 0 || slices.Contains(list.Orders, "") {
			return nil, fmt.Errorf("%T declares a list of %s without its order", client, list.Resource)
		}
		if list.Kept && len(list.Orders) > 1 {
			return nil, fmt.Errorf("%T declares orders of %s, which is kept in one", client, list.Resource)
		}
		lists[list.Resource] = list
	}
	for _, list := range lists {
		for _, need := range list.Needs {
			if !connectors.Explains(need.Resource) || !lists[need.Resource].Kept {
				return nil, fmt.Errorf("%T declares that %s need %s, which it does not keep", client, list.Resource, need)
			}
		}
	}
	return lists, nil
}

// lookUpsOf returns the look-ups of a client, by resource, with the checks of listsOf. Where the API has a look-up of many
// records at a time, its request is what the client takes.
func (s *Server) lookUpsOf(client connectors.Client) (map[string]connectors.LookUp, error) {
	lookUps := map[string]connectors.LookUp{}
	for _, lookUp := range client.LookUps() {
		if _, again := lookUps[lookUp.Resource]; again {
			return nil, fmt.Errorf("%T declares the look-up of %s twice", client, lookUp.Resource)
		}
		method := s.gets[lookUp.Resource]
		if many := s.batchGets[lookUp.Resource]; many != nil {
			method = many
		}
		if err := fits(method, lookUp.Request()); err != nil {
			return nil, fmt.Errorf("%T: the look-up of %s: %w", client, lookUp.Resource, err)
		}
		lookUps[lookUp.Resource] = lookUp
	}
	return lookUps, nil
}

// fits checks that what takes requests of a type can serve a method.
func fits(method *api.Method, request protoreflect.MessageType) error {
	switch {
	case method == nil:
		return errors.New("the API has no such method")
	case request == nil:
		return errors.New("nothing opens its requests: complete the declaration with connectors.Of")
	case request.Descriptor() != method.Request.Descriptor():
		return fmt.Errorf("it takes a %s, and %s a %s", request.Descriptor().Name(), method.Name, method.Request.Descriptor().Name())
	}
	return nil
}
