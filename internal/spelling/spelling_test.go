package spelling

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSuggest(t *testing.T) {
	names := []string{"page_size", "limit", "owner_id", "id", "resumeToken"}
	for given, want := range map[string]string{
		"pagesize":                           "page_size",
		"pagesiez":                           "page_size", // a swap of neighbours
		"LIMIT":                              "limit",
		"limt":                               "limit",
		"lmits":                              "limit",
		"owner":                              "owner_id", // its beginning
		"ow":                                 "",         // too short for a beginning
		"ix":                                 "id",
		"resumetoken":                        "resumeToken",
		"elsewhere":                          "",
		"":                                   "",
		"limit" + strings.Repeat("x", 1<<20): "",
	} {
		suggestion := Suggest(given, names)
		if want == "" {
			require.Empty(t, suggestion, given)
			continue
		}
		require.Equal(t, "; did you mean "+want+"?", suggestion)
	}
	require.Empty(t, Suggest("limit", nil))
}
