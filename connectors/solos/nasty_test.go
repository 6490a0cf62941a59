package solos

import (
	"testing"

	"github.com/crmstream/crmstream/connectors/conformance"
)

// TestNastyTables puts values as other people's servers have sent them under each key of each table.
func TestNastyTables(t *testing.T) {
	conformance.NastyTables(t,
		checklistTable,
		itemTable,
		eventTable,
		goodTable,
		paymentTable,
		stepTable,
		projectTable,
	)
}
