package apro

import (
	"testing"

	"github.com/crmstream/crmstream/connectors/conformance"
)

// TestNastyTables puts values as other people's servers have sent them under each key of each table.
func TestNastyTables(t *testing.T) {
	conformance.NastyTables(t,
		activityTable,
		callTable,
		categoryTable,
		commentTable,
		commentFileTable,
		contactTable,
		emailTable,
		phoneTable,
		dealTable,
		fieldTable,
		dialogTypeTable,
		formTable,
		formFieldTable,
		fullInvoiceTable,
		invoiceLineTable,
		invoiceContactTable,
		invoiceCompanyTable,
		invoicePartyTable,
		invoiceTable,
		contactLinksTable,
		dealLinksTable,
		messageTable,
		departmentTable,
		branchTable,
		groupTable,
		optionTable,
		eventRowTable,
		eventTable,
		publicationRowTable,
		publicationTable,
		stockTable,
		callStatusTable,
		trunkTable,
		phoneNumberTable,
		stockTypeTable,
		activityTypeTable,
		dealTypeTable,
		dealStageTable,
		userTable,
		userPhoneTable,
	)
}
