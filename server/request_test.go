package server

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/server/scan"
)

// TestBindingsTellRequestsApart binds tokens to many requests that differ in one value. A digest of few bits would hold some of
// them to be the same: one of 16 bits some hundreds, one of 32 bits none yet, so the length is required too.
func TestBindingsTellRequestsApart(t *testing.T) {
	list := connectors.List{Resource: "contacts", Orders: []string{"id"}}
	const requests, leastBits = 10_000, 48
	digests := make([]string, requests)
	for i := range digests {
		digests[i] = bind(&crmstreamv1.ListContactsRequest{Search: fmt.Sprint(i)}, list)["search"]
		require.GreaterOrEqual(t, 4*len(digests[i]), leastBits)
	}
	slices.Sort(digests)
	require.Len(t, slices.Compact(digests), requests)
}

// TestTokensOfOthers opens the tokens of one caller as others, and as callers that have no name.
func TestTokensOfOthers(t *testing.T) {
	tokens, err := scan.NewTokens(scan.NewKey())
	require.NoError(t, err)
	list := connectors.List{Resource: "contacts", Orders: []string{"id"}}
	const asked = 10_000
	accepted := 0
	for i := range asked {
		request := bind(&crmstreamv1.ListContactsRequest{Source: "main", Search: fmt.Sprint(i)}, list)
		token, err := tokens.Seal(scan.State{Cursor: connectors.Cursor(fmt.Sprint(i))}, request.ofCall("warehouse", "account"))
		require.NoError(t, err)
		for _, other := range []string{"screen", "warehouse2", "Warehouse", "wareh", ""} {
			if _, err := openToken(tokens, token, request.ofCall(other, "account")); err == nil {
				accepted++
			} else {
				require.ErrorIs(t, err, scan.ErrToken, "it says nothing of the other caller")
			}
		}
		state, err := openToken(tokens, token, request.ofCall("warehouse", "account"))
		require.NoError(t, err)
		require.EqualValues(t, fmt.Sprint(i), state.Cursor)
	}
	check.AtMost(t, "access_tokens_of_others_accepted", float64(accepted), 0)
}

// TestBindingsTellValuesOfManyFieldsApart moves texts between fields and between the values of one, which are other requests.
func TestBindingsTellValuesOfManyFieldsApart(t *testing.T) {
	list := connectors.List{Resource: "contacts", Orders: []string{"id"}}
	requests := []*crmstreamv1.ListContactsRequest{
		{},
		{Ids: []string{"1", "2"}},
		{Ids: []string{"2", "1"}},
		{Ids: []string{"12"}},
		{Ids: []string{"1"}, Search: "2"},
		{Search: "1", Ids: []string{"2"}},
		{Search: "12"},
		{Search: "12", Source: "a"},
		{Search: "12", Source: "b"},
		{Search: "12", Limit: 7},
	}
	seen := map[string]bool{}
	for _, req := range requests {
		seen[fmt.Sprint(bind(req, list))] = true // prints maps in the order of their keys
	}
	require.Len(t, seen, len(requests))
}
