package apirules_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestNoticeCodesAreDocumented requires that the list at Notice.code has the codes of docs/notices.md, which a test of the
// connectors compares with those that are sent.
func TestNoticeCodesAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../proto/crmstream/v1/errors.proto")
	require.NoError(t, err)
	_, list, _ := strings.Cut(string(text), "message Notice {")
	list, _, _ = strings.Cut(list, "string code")
	docs, err := os.ReadFile("../../docs/notices.md")
	require.NoError(t, err)
	want := codes(string(docs), "(?m)^\\| `([A-Z_]+)` \\|")
	require.NotEmpty(t, want)
	require.ElementsMatch(t, want, codes(list, "`([A-Z_]+)`[,:]"))
}

// codes returns what the group of a regular expression matches in a text.
func codes(text, pattern string) []string {
	var codes []string
	for _, found := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		codes = append(codes, found[1])
	}
	return codes
}
