package all_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/all"
)

func TestDrivers(t *testing.T) {
	var names []string
	for _, driver := range all.Drivers() {
		require.Regexp(t, `^[a-z][a-z0-9]*$`, driver.Name) // as a package can be called
		require.True(t, strings.HasPrefix(driver.DocsURL, "https://"), driver.Name)
		require.NotNil(t, driver.New, driver.Name)
		settings := driver.Settings()
		require.NotEmpty(t, settings.Secrets(), "%s: every upstream asks for credentials", driver.Name)
		require.ErrorContains(t, settings.Validate(), "is missing", "%s: defaults alone are no account", driver.Name)
		names = append(names, driver.Name)
	}
	require.True(t, slices.IsSorted(names), "%s", names)
	require.Equal(t, names, slices.Compact(slices.Clone(names)), "each once")
}
