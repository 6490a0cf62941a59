package rest

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// granting is a connectors.Memory that grants so many bytes, and counts them.
type granting struct {
	limit, granted int64
	answers        int
	refuses        error
}

func (g *granting) Begin(ctx context.Context, bytes int64) error {
	g.answers++
	g.granted = 0
	return g.Grow(ctx, bytes)
}

func (g *granting) Grow(_ context.Context, bytes int64) error {
	if g.granted+bytes > g.limit {
		return g.refuses
	}
	g.granted += bytes
	return nil
}

// TestAnswersTakeTheirMemory takes what an answer needs as it comes, and what the last one needed before the next is asked for.
func TestAnswersTakeTheirMemory(t *testing.T) {
	body := strings.Repeat("x", 5*firstBody)
	requests := 0
	upstream := roundTrip(func(r *http.Request) (*http.Response, error) {
		requests++
		return answer{status: http.StatusOK, body: body}.response(r), nil
	})
	c := inProcess(t, upstream, Options{})
	memory := &granting{limit: 1 << 30}
	ctx := connectors.WithMemory(t.Context(), memory)
	_, err := c.Do(ctx, get(true))
	require.NoError(t, err)
	require.EqualValues(t, weight*8*firstBody, memory.granted, "the room that it has grown to")
	memory.limit = int64(weight * (len(body) - 1))
	memory.refuses = connectors.ErrNoMemory
	_, err = c.Do(ctx, get(true))
	require.ErrorIs(t, err, connectors.ErrNoMemory)
	require.Equal(t, 1, requests, "nothing is asked for without memory")
}

// TestAnAnswerWithoutMemoryIsGivenUp reads a part of an answer, and asks for no other one.
func TestAnAnswerWithoutMemoryIsGivenUp(t *testing.T) {
	requests := 0
	upstream := roundTrip(func(r *http.Request) (*http.Response, error) {
		requests++
		return answer{status: http.StatusOK, body: strings.Repeat("x", 5*firstBody)}.response(r), nil
	})
	memory := &granting{limit: 3 * weight * firstBody, refuses: connectors.ErrNoMemory}
	_, err := inProcess(t, upstream, Options{}).Do(connectors.WithMemory(t.Context(), memory), get(true))
	require.ErrorIs(t, err, connectors.ErrNoMemory)
	require.Equal(t, 1, requests, "it is not asked for again")
}
