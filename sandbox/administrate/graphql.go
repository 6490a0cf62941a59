package administrate

import (
	"errors"
	"io"
	"net/http"

	"github.com/crmstream/crmstream/sandbox/internal/graphql"
	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// pathGraphQL is the path of the only endpoint of GraphQL.
const pathGraphQL = "/graphql"

// routeGraphQL reads a request of GraphQL, since its operation is in its body. Methods other than POST have none.
func (s *Server) routeGraphQL(w http.ResponseWriter, r *http.Request) (string, stage.Answer) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		fail(w, http.StatusMethodNotAllowed)
		return "", nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var document *graphql.Document
	if err == nil {
		document, err = parseGraphQL(body)
	}
	op := graphQLOperation(document)
	return op, func(w http.ResponseWriter, r *http.Request, n int64) {
		switch {
		case !s.overTLS(w, r) || !s.withinRate(w, r) || !s.hasToken(w, r):
		case errors.As(err, new(*http.MaxBytesError)):
			fail(w, http.StatusRequestEntityTooLarge)
		case err != nil:
			answerJSON(w, graphql.AppendErrors(nil, err))
		default:
			s.execute(w, r, document, Effect{Op: op, Number: n})
		}
	}
}

func parseGraphQL(body []byte) (*graphql.Document, error) {
	request, err := graphql.DecodeRequest(body)
	if err != nil {
		return nil, err
	}
	return graphql.Parse(request)
}

// graphQLOperation returns the operation as which a request is counted; the document is nil if the request could not be read.
func graphQLOperation(document *graphql.Document) string {
	switch {
	case document == nil:
		return OpGraphQLOther
	case document.Mutation():
		return mutationOperation(document.Only(2))
	case document.Introspects():
		return OpGraphQLIntrospect
	default:
		return OpGraphQLList
	}
}

// mutationOperation returns the operation of a document with one mutation of tasks, which has this path, or with other ones.
func mutationOperation(path []string) string {
	ops := map[string]string{mutationCreate: OpGraphQLCreate, mutationUpdate: OpGraphQLUpdate, mutationDelete: OpGraphQLDelete}
	if len(path) == 2 && path[0] == "tasks" && ops[path[1]] != "" {
		return ops[path[1]]
	}
	return OpGraphQLMutate
}

// execute answers an admitted request. It has this effect if it writes.
func (s *Server) execute(w http.ResponseWriter, r *http.Request, document *graphql.Document, effect Effect) {
	operation, err := s.schema.Prepare(document)
	var answer []byte
	if err == nil {
		answer, err = s.schema.Execute(r.Context(), operation, &exchange{effect})
	}
	if err != nil {
		answer = graphql.AppendErrors(nil, err)
	}
	answerJSON(w, answer)
}

func answerJSON(w http.ResponseWriter, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
}
