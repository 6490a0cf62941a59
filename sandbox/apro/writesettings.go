package apro

import "fmt"

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
	// Bare answers imports and updates of calls without an envelope, for WriteSettings.CallEnvelope.
	Bare = "bare"
	// Enveloped answers them as the data of an envelope.
	Enveloped = "enveloped"
	// CallAnswers28 are the answers of the page, for WriteSettings.CallAnswers.
	CallAnswers28 = "v2.8"
	// CallAnswers29 are the answers of version 2.9: texts in place of booleans, and counts for calls/importall.
	CallAnswers29 = "v2.9"
	// Milliseconds is the unit of times that are numbers, for WriteSettings.CallTimestamp.
	Milliseconds = "ms"
	// Seconds is the other unit.
	Seconds = "s"
	// Double stores a call again that was imported before, for WriteSettings.ImportRepeat. Updates then change the newest.
	Double = "double"
	// Keep stores names of files that were never uploaded, for WriteSettings.UnknownFiles.
	Keep = "keep"
)

// WriteSettings choose how requests write invoices and calls, and upload files.
type WriteSettings struct {
	// InvoiceLines is what written lines do to those of an invoice: "replace", or "merge" (a line replaces those of its name).
	InvoiceLines string `json:"invoice_lines"`
	// InvoiceAnswers is the form of the answers of accounts/add and accounts/update: "list" or "keys".
	InvoiceAnswers string `json:"invoice_answers"`
	// SetPay is what an amount in accounts/set_pay does to the amount paid: "add" or "replace".
	SetPay string `json:"set_pay"`

	// CallEnvelope is the form of the answers of calls/import, calls/importall and calls/update: "bare" or "enveloped".
	CallEnvelope string `json:"call_envelope"`
	// CallAnswers is the version of those answers: "v2.8" or "v2.9".
	CallAnswers string `json:"call_answers"`
	// CallTimestamp is the unit of a timestamp that is a number: "ms" or "s".
	CallTimestamp string `json:"call_timestamp"`
	// ImportDelay is how long an imported call takes to appear in calls/history.
	ImportDelay Duration `json:"import_delay"`
	// ImportRepeat is what happens to a call whose uniqueId was imported before: "ignore" (the answer is as if it were new),
	// "double" or "refuse".
	ImportRepeat string `json:"import_repeat"`

	// UploadSales accepts files for deals, which newer servers are known to do.
	UploadSales bool `json:"upload_sales"`
	// UploadFolders stores files under names with folders, such as 30/3b/615300e225ae3.jpg, like newer servers.
	UploadFolders bool `json:"upload_folders"`
	// MaxUploads is the number of files of a request that are read, like PHP's max_file_uploads; 0 means all.
	MaxUploads int `json:"max_uploads"`
	// UnknownFiles is what a field of files does with a name that was never uploaded: "keep", "ignore" or "refuse".
	UnknownFiles string `json:"unknown_files"`
}

func writeDefaults() WriteSettings {
	return WriteSettings{
		InvoiceLines: Replace, InvoiceAnswers: AnswerList, SetPay: PayAdd,
		CallEnvelope: Bare, CallAnswers: CallAnswers28, CallTimestamp: Milliseconds, ImportRepeat: Ignore,
		MaxUploads: 20, UnknownFiles: Keep,
	}
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
		{"call_envelope", s.CallEnvelope, []string{Bare, Enveloped}},
		{"call_answers", s.CallAnswers, []string{CallAnswers28, CallAnswers29}},
		{"call_timestamp", s.CallTimestamp, []string{Milliseconds, Seconds}},
		{"import_repeat", s.ImportRepeat, []string{Ignore, Double, Refuse}},
		{"unknown_files", s.UnknownFiles, []string{Keep, Ignore, Refuse}},
	}
}

func (s WriteSettings) validateWrites() error {
	if s.ImportDelay < 0 {
		return fmt.Errorf("import_delay: must not be negative")
	}
	if s.MaxUploads < 0 {
		return fmt.Errorf("max_uploads: %d is negative; use 0 for no limit", s.MaxUploads)
	}
	return nil
}
