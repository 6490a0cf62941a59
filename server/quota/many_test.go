package quota

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// TestManyBudgetsWriteAndHoldNothing opens many budgets: a start writes nothing until a budget is used, nor if the files are good as they
// are, and no budget holds a descriptor.
func TestManyBudgetsWriteAndHoldNothing(t *testing.T) {
	dir := t.TempDir()
	var configs []Config
	for i := range 50 {
		configs = append(configs, Config{Name: fmt.Sprintf("crm-%d", i), Requests: 10, Window: time.Hour, Hosts: []string{"crm.example"}})
	}
	before := descriptors(t)
	s, err := OpenSet(configs, dir)
	require.NoError(t, err)
	check.AtMost(t, "quota_files_of_50_unused_budgets", float64(len(written(t, dir))), 0)
	for _, c := range configs {
		release, err := s.Budget(c.Name).Acquire(t.Context())
		require.NoError(t, err)
		release(true)
	}
	check.AtMost(t, "quota_descriptors_of_50_budgets", float64(descriptors(t)-before), 0)
	require.NoError(t, s.Close())
	files := written(t, dir)
	require.Len(t, files, 2*len(configs))
	for range 2 {
		s, err = OpenSet(configs, dir)
		require.NoError(t, err)
		require.Equal(t, 1, s.Budget("crm-7").Snapshot().Used)
		require.NoError(t, s.Close())
		if runtime.GOOS == "linux" { // elsewhere there is no boot clock, and each start writes the ledgers anew
			require.Equal(t, files, written(t, dir))
		}
	}
}

// written returns when the files of a folder were written, by name.
func written(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	times := map[string]time.Time{}
	for _, f := range files {
		info, err := os.Stat(f)
		require.NoError(t, err)
		times[f] = info.ModTime()
	}
	return times
}

// descriptors returns how many descriptors this process has open; 0 where the system does not list them.
func descriptors(t *testing.T) int {
	t.Helper()
	if runtime.GOOS != "linux" {
		return 0
	}
	open, err := os.ReadDir("/proc/self/fd")
	require.NoError(t, err)
	return len(open)
}
