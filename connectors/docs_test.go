package connectors_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCitedDocumentsExist checks that what files of this repository cite of docs/ is there: the document and, of
// docs/design.md, the section.
func TestCitedDocumentsExist(t *testing.T) {
	design, err := os.ReadFile("../docs/design.md")
	require.NoError(t, err)
	sections := map[string]bool{"": true}
	for _, heading := range regexp.MustCompile(`(?m)^#+ ([0-9]+(?:\.[0-9]+)?)\b`).FindAllStringSubmatch(string(design), -1) {
		sections[heading[1]] = true
	}

	citation := regexp.MustCompile(`\b(docs/(?:upstreams/\w+|design|api|notices|operations)\.md)(?: ([0-9]+(?:\.[0-9]+)?))?`)
	citations := 0
	err = filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".." || entry.Name() == "gen" || entry.Name() == "node_modules"):
			return filepath.SkipDir
		case entry.IsDir() || !regexp.MustCompile(`\.(go|md|proto|sh|yaml)$`).MatchString(path):
			return nil
		}
		text, err := os.ReadFile(path)
		for _, cited := range citation.FindAllStringSubmatch(string(text), -1) {
			citations++
			require.FileExists(t, filepath.Join("..", cited[1]), "cited in %s", path)
			require.True(t, sections[cited[2]], "docs/design.md has no section %s, which %s cites", cited[2], path)
		}
		return err
	})
	require.NoError(t, err)
	require.NotZero(t, citations)
}
