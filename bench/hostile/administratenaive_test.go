package hostile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// naiveGraph reads by offset, in the order of creation, until a page is empty or repeats the one before.
func naiveGraph(ctx context.Context, s *setup, transport http.RoundTripper) (read []delivered, err error) {
	argument, of, order := "order", "TaskFieldGraphOrder", `{"field":"createdAt","direction":"asc"}`
	if s.administrate.GraphQL.OrderArgument == "orderBy" {
		argument, of, order = "orderBy", "[TaskFieldGraphOrder]", "["+order+"]"
	}
	query := fmt.Sprintf("query Tasks($first: Int, $offset: Int, $%[1]s: %s) { tasks(first: $first, offset: $offset, %[1]s: $%[1]s) "+
		"{ pageInfo { totalRecords } edges { node { globalId: id subject createdAt } } } }", argument, of)
	token := ""
	for range maxPages {
		body, err := tried(func() ([]byte, error) {
			if token == "" {
				answer, err := answerOf(transport, s.tokenRequest().WithContext(ctx))
				if err != nil {
					return nil, err
				}
				token = member(answer, "access_token")
			}
			text := graphBody{query, map[string]json.RawMessage{argument: json.RawMessage(order)}}.with(map[string]int{"first": s.plan.size, "offset": len(read)})
			answer, err := answerOf(transport, postedText("/graphql", token, text).WithContext(ctx))
			if err != nil {
				token = ""
			}
			return answer, err
		})
		if err != nil {
			return read, err
		}
		p, ok := pageOf(body)
		if !ok {
			return read, errRefused
		}
		var more []delivered
		for _, row := range p.rows {
			more = append(more, delivered{s.pager.idOf(row), string(row)})
		}
		if repeats(read, more) {
			return read, nil
		}
		read = append(read, more...)
	}
	return read, errors.New("the list does not end")
}
