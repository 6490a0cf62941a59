package apro

// Settings of writes that are not stated on the vendor's page, besides Replace, Merge, Ignore and Refuse.
const (
	// AnswerList answers the rows of accounts/add and accounts/update with a list, for WriteSettings.InvoiceAnswers.
	AnswerList = "list"
	// AnswerKeys answers with a map by the keys of the rows, unless they are 0, 1, 2 and so on in this order: PHP writes a list then.
	AnswerKeys = "keys"
	// PayAdd adds an amount to what was paid, for WriteSettings.SetPay.
	PayAdd = "add"
	// PayReplace replaces what was paid.
	PayReplace = "replace"
)

// WriteSettings choose how requests write invoices.
type WriteSettings struct {
	// InvoiceLines is what written lines do to those of an invoice: "replace", or "merge" (a line replaces those of its name).
	InvoiceLines string `json:"invoice_lines"`
	// InvoiceAnswers is the form of the answers of accounts/add and accounts/update: "list" or "keys".
	InvoiceAnswers string `json:"invoice_answers"`
	// SetPay is what an amount in accounts/set_pay does to the amount paid: "add" or "replace".
	SetPay string `json:"set_pay"`
}

func writeDefaults() WriteSettings {
	return WriteSettings{InvoiceLines: Replace, InvoiceAnswers: AnswerList, SetPay: PayAdd}
}

// choice is a setting that is one of some words.
type choice struct {
	field, value string
	allowed      []string
}

func (s WriteSettings) writeChoices() []choice {
	return []choice{
		{"invoice_lines", s.InvoiceLines, []string{Replace, Merge}},
		{"invoice_answers", s.InvoiceAnswers, []string{AnswerList, AnswerKeys}},
		{"set_pay", s.SetPay, []string{PayAdd, PayReplace}},
	}
}
