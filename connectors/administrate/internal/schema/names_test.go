package schema

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestOurNameOfAnInput returns what can be written under any name that a schema may have for it, and no time that the upstream alone sets.
func TestOurNameOfAnInput(t *testing.T) {
	for theirs, ours := range map[string]string{
		"taskId": "id", "subject": "subject", "startDatetime": "start_time", "assigneeId": "owner_id",
		"updatedAt": "", "lastUpdatedAt": "", "unknown": "",
	} {
		require.Equal(t, ours, OurName(theirs), theirs)
	}
}
