package administrate

import (
	"testing"

	"github.com/crmstream/crmstream/connectors/conformance"
)

// TestNastyTables puts values as other people's servers have sent them under each key of each table.
func TestNastyTables(t *testing.T) {
	conformance.NastyTables(t,
		accountTable,
		companyTable,
		currencyTable,
		companySettingsTable,
		taskTable,
		userTable,
		roleTable,
		graphTable,
		graphUserTable,
		graphAccountTable,
	)
}
