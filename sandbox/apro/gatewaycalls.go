package apro

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Forgery makes a request to a gateway one that is not as the CRM sends it.
type Forgery string

// Forgeries. Those of hashes are for SendSMS and AskStatus, and those of keys for PlaceCall.
const (
	// WrongHash signs with another key.
	WrongHash Forgery = "wrong hash"
	// NoHash leaves the hash out.
	NoHash Forgery = "no hash"
	// UpperHash writes the right hash in capital letters. A gateway accepts it.
	UpperHash Forgery = "upper-case hash"
	// CutHash leaves the last digit of the hash out.
	CutHash Forgery = "cut hash"
	// Doubled sends the last parameter but the hash twice, first with another text. The hash is that of the second.
	Doubled Forgery = "doubled parameter"
	// MovedDigit moves the first byte of the text to the end of the number. The hash stays right, since message comes after destination
	// and the values are joined without a mark. It is for SendSMS with the SMSText "message".
	MovedDigit Forgery = "moved digit"
	// Changed changes the text of the last parameter but the hash after signing.
	Changed Forgery = "changed parameter"
	// WrongKey sends another key.
	WrongKey Forgery = "wrong key"
	// NoKey leaves the key out.
	NoKey Forgery = "no key"
)

// SMSStatus is a gateway's answer to smsStatus.
type SMSStatus struct {
	// Status is the gateway's word.
	Status string
	// Count is the number of messages that were sent.
	Count int64
}

// ErrNoReceiver is the error of a request to a receiver without an address.
var ErrNoReceiver = errors.New("apro sandbox: the receiver has no address")

// ErrAskAgain is the error of AskStatus after which the CRM asks again later.
var ErrAskAgain = errors.New("apro sandbox: the gateway has no status now")

// SendSMS asks the gateway to send a message ("sendSms request") and returns the gateway's id of it. If the gateway refuses the
// message, the error is an *AnswerError.
func (s *Server) SendSMS(ctx context.Context, sender, destination, text string, forgeries ...Forgery) (id int64, err error) {
	params := []pair{{"action", "sendSms"}, {"sender", sender}, {"destination", destination}}
	for _, name := range []string{SMSMessage, SMSPlainText} {
		if s.settings.SMSText == name || s.settings.SMSText == SMSBothTexts {
			params = append(params, pair{name, text})
		}
	}
	answer, err := s.askGateway(ctx, params, forgeries)
	if err != nil {
		return 0, err
	}
	var sent struct {
		Success bool            `json:"success"`
		Data    json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(answer, &sent); err != nil {
		return 0, &AnswerError{Status: http.StatusOK, Reason: "it is not JSON"}
	}
	if !sent.Success {
		reason := ""
		_ = json.Unmarshal(sent.Data, &reason) // a refusal without a reason is a refusal, too
		return 0, &AnswerError{Status: http.StatusOK, Reason: reason}
	}
	if err := json.Unmarshal(sent.Data, &id); err != nil || id <= 0 {
		return 0, &AnswerError{Status: http.StatusOK, Reason: "data is no number above 0"}
	}
	return id, nil
}

// AskStatus asks the gateway for the status of a message ("smsStatus request"). The error is ErrAskAgain if the gateway answers
// without success.
func (s *Server) AskStatus(ctx context.Context, id int64, forgeries ...Forgery) (SMSStatus, error) {
	params := []pair{{"action", "smsStatus"}, {"sms_id", strconv.FormatInt(id, 10)}}
	answer, err := s.askGateway(ctx, params, forgeries)
	if err != nil {
		return SMSStatus{}, err
	}
	var got struct {
		Success bool   `json:"success"`
		Status  string `json:"status"`
		Count   int64  `json:"count"`
	}
	switch err := json.Unmarshal(answer, &got); {
	case err != nil:
		return SMSStatus{}, &AnswerError{Status: http.StatusOK, Reason: "it is not JSON"}
	case !got.Success:
		return SMSStatus{}, ErrAskAgain
	case !slices.Contains(smsStatuses(), got.Status):
		return SMSStatus{}, &AnswerError{Status: http.StatusOK, Reason: "the status is unknown"}
	}
	return SMSStatus{Status: got.Status, Count: got.Count}, nil
}

// smsStatuses are the statuses of the page.
func smsStatuses() []string {
	return []string{"new", "inprogress", "send", "delivered", "notdelivered", "blocked", "absent", "notfound"}
}

// PlaceCall asks for a call ("call — request from the CRM to create a call") and reports whether the receiver will place it.
func (s *Server) PlaceCall(ctx context.Context, from, to, user string, forgeries ...Forgery) (bool, error) {
	address, key := s.outgoing.receivers().Call, s.settings.CallKey
	if address == "" {
		return false, ErrNoReceiver
	}
	if slices.Contains(forgeries, WrongKey) {
		key = "not-" + key
	}
	params := []pair{{"action", "call"}, {"phone_to", to}, {"phone_from", from}, {"user_id", user}, {"key", key}}
	if slices.Contains(forgeries, NoKey) {
		params = params[:len(params)-1]
	}
	answer, err := s.outgoing.sendForm(ctx, s.settings.CallMethod, address, params)
	if err != nil {
		return false, err
	}
	var placed struct {
		Success bool `json:"success"`
	}
	if err := json.Unmarshal(answer, &placed); err != nil {
		return false, &AnswerError{Status: http.StatusOK, Reason: "it is not JSON"}
	}
	return placed.Success, nil
}

// askGateway signs parameters and posts them to the SMS gateway.
func (s *Server) askGateway(ctx context.Context, params []pair, forgeries []Forgery) ([]byte, error) {
	address := s.outgoing.receivers().SMSGateway
	if address == "" {
		return nil, ErrNoReceiver
	}
	return s.outgoing.sendForm(ctx, http.MethodPost, address, forge(params, s.settings.SMSKey, forgeries))
}

// forge returns the parameters with their hash, changed by the forgeries.
func forge(params []pair, key string, forgeries []Forgery) []pair {
	is := func(f Forgery) bool { return slices.Contains(forgeries, f) }
	if is(WrongHash) {
		key = strings.Repeat("0", len(key))
	}
	hash := smsHash(params, key)
	last := len(params) - 1
	switch {
	case is(MovedDigit) && params[last].text != "":
		params[last-1].text += params[last].text[:1]
		params[last].text = params[last].text[1:]
	case is(Changed):
		params[last].text += " "
	case is(Doubled):
		params = slices.Insert(params, last, pair{params[last].name, "0"})
	}
	switch {
	case is(NoHash):
		return params
	case is(UpperHash):
		hash = strings.ToUpper(hash)
	case is(CutHash):
		hash = hash[:len(hash)-1]
	}
	return append(params, pair{"hash", hash})
}
