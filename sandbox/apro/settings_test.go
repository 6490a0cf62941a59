package apro

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
	"github.com/stretchr/testify/require"
)

func TestValidateNamesTheField(t *testing.T) {
	require.NoError(t, Defaults().Validate())
	for field, edit := range map[string]func(*Settings){
		"rows":                             func(s *Settings) { s.Rows = -1 },
		"latency":                          func(s *Settings) { s.Latency = -1 },
		"churn":                            func(s *Settings) { s.Churn = -1 },
		"api_key":                          func(s *Settings) { s.APIKey = "short" },
		"quota":                            func(s *Settings) { s.Quota = -1 },
		"quota_window":                     func(s *Settings) { s.QuotaWindow = "weekly" },
		"fail_status":                      func(s *Settings) { s.FailStatus = 99 },
		"dialect":                          func(s *Settings) { s.Dialect = "klingon" },
		"count":                            func(s *Settings) { s.Count = "" },
		"element_limit":                    func(s *Settings) { s.ElementLimit = -1 },
		"element_overflow":                 func(s *Settings) { s.ElementOverflow = Ignore },
		"unknown_params":                   func(s *Settings) { s.UnknownParams = Clamp },
		"limit_overflow":                   func(s *Settings) { s.LimitOverflow = Drop },
		"count_underflow":                  func(s *Settings) { s.CountUnderflow = Drop },
		"full_invoices":                    func(s *Settings) { s.FullInvoices = "list" },
		"organizer":                        func(s *Settings) { s.Organizer = "v3" },
		"calls_page_base":                  func(s *Settings) { s.CallsPageBase = 2 },
		"inserted_order":                   func(s *Settings) { s.InsertedOrder = "" },
		"inserted_failures":                func(s *Settings) { s.InsertedFailures = Refuse },
		"contact_lists":                    func(s *Settings) { s.ContactLists = "add" },
		"participants":                     func(s *Settings) { s.Participants = "add" },
		"time_zone":                        func(s *Settings) { s.TimeZone = "London" },
		"event_zone":                       func(s *Settings) { s.EventZone = "Europe/Moscow" },
		"sms_key":                          func(s *Settings) { s.SMSKey = "short" },
		"sms_action":                       func(s *Settings) { s.SMSAction = "smsStatus" },
		"sms_repeat":                       func(s *Settings) { s.SMSRepeat = "" },
		"invoice_lines":                    func(s *Settings) { s.InvoiceLines = PayAdd },
		"invoice_answers":                  func(s *Settings) { s.InvoiceAnswers = "map" },
		"set_pay":                          func(s *Settings) { s.SetPay = Merge },
		"call_envelope":                    func(s *Settings) { s.CallEnvelope = "" },
		"call_answers":                     func(s *Settings) { s.CallAnswers = "v3" },
		"call_timestamp":                   func(s *Settings) { s.CallTimestamp = "us" },
		"import_delay":                     func(s *Settings) { s.ImportDelay = -1 },
		"import_repeat":                    func(s *Settings) { s.ImportRepeat = Drop },
		"max_uploads":                      func(s *Settings) { s.MaxUploads = -1 },
		"unknown_files":                    func(s *Settings) { s.UnknownFiles = Drop },
		"webhook_url":                      func(s *Settings) { s.WebhookURL = "http:" },
		"webhook_events":                   func(s *Settings) { s.WebhookEvents = []string{"created"} },
		"webhook_object_key":               func(s *Settings) { s.WebhookObjectKey = "" },
		"webhook_merge":                    func(s *Settings) { s.WebhookMerge = "both" },
		"webhook_queue":                    func(s *Settings) { s.WebhookQueue = 0 },
		"webhook_workers":                  func(s *Settings) { s.WebhookWorkers = 0 },
		"webhook_repeats":                  func(s *Settings) { s.WebhookRepeats = -1 },
		"webhook_repeat_every":             func(s *Settings) { s.WebhookRepeatEvery = 0 },
		"webhook_faults: lost":             func(s *Settings) { s.WebhookFaults.Lost = 1.01 },
		"webhook_faults: doubled":          func(s *Settings) { s.WebhookFaults.Doubled = -0.1 },
		"webhook_faults: reordered":        func(s *Settings) { s.WebhookFaults.Reordered = 2 },
		"webhook_faults: late":             func(s *Settings) { s.WebhookFaults.Late = math.NaN() },
		"webhook_faults: slow":             func(s *Settings) { s.WebhookFaults.Slow = 2 },
		"webhook_faults: wrong_type":       func(s *Settings) { s.WebhookFaults.WrongType = 2 },
		"webhook_faults: truncated":        func(s *Settings) { s.WebhookFaults.Truncated = 2 },
		"webhook_faults: not_utf8":         func(s *Settings) { s.WebhookFaults.NotUTF8 = 2 },
		"webhook_faults: reordered_within": func(s *Settings) { s.WebhookFaults.ReorderedWithin = 0 },
		"webhook_faults: late_by":          func(s *Settings) { s.WebhookFaults.LateBy = 0 },
		"webhook_faults: slow_for":         func(s *Settings) { s.WebhookFaults.SlowFor = 0 },
		"sms_gateway_url":                  func(s *Settings) { s.SMSGatewayURL = "gateway" },
		"sms_text":                         func(s *Settings) { s.SMSText = "" },
		"call_url":                         func(s *Settings) { s.CallURL = "ftp://example.org" },
		"call_method":                      func(s *Settings) { s.CallMethod = "PUT" },
		"receiver_timeout":                 func(s *Settings) { s.ReceiverTimeout = 0 },
		"stock_types":                      func(s *Settings) { s.StockTypes = 0 },
		"bulk_rows":                        func(s *Settings) { s.BulkRows = -1 },
		"zero_dates":                       func(s *Settings) { s.ZeroDates = -1 },
		"max_limit":                        func(s *Settings) { s.MaxLimit = map[string]int64{"stock/types": 5} },
		"faults":                           func(s *Settings) { s.Faults = []stage.Fault{{Kind: "flood"}} },
	} {
		t.Run(field, func(t *testing.T) {
			s := Defaults()
			edit(&s)
			require.ErrorContains(t, s.Validate(), field+":")
			_, err := New(s)
			require.Error(t, err)
		})
	}
}

func TestSettingsReadJSON(t *testing.T) {
	s := Defaults()
	require.NoError(t, json.Unmarshal([]byte(`{"latency":"20ms","dialect":"both","sms_numbers":["1"],"fail_code":[{"op":"sales/filter","at":2,"code":"X"}]}`), &s))
	require.Equal(t, Duration(20*time.Millisecond), s.Latency)
	require.Equal(t, []FailCode{{Op: "sales/filter", At: 2, Code: "X"}}, s.FailCode)
	require.Equal(t, []string{"1"}, s.SMSNumbers)
	require.NoError(t, s.Validate())
	require.Error(t, json.Unmarshal([]byte(`{"latency":"soon"}`), &s))
}
