package inbound

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestACRMCalls has an emulated CRM call endpoints over sockets, which a connector reads and answers.
func TestACRMCalls(t *testing.T) {
	t.Parallel()
	emulated := sandbox.Defaults()
	driver := apro.Driver()
	settings, ok := driver.Settings().(*apro.Settings)
	require.True(t, ok)
	settings.BaseURLs, settings.APIKey = []string{"http://account.example"}, connectors.NewSecret(emulated.APIKey)
	settings.SMSKey, settings.CallKey = connectors.NewSecret(emulated.SMSKey), connectors.NewSecret(emulated.CallKey)
	client, err := driver.New(connectors.Account{Source: "crm", TimeZone: time.UTC}, settings)
	require.NoError(t, err)
	receiver, ok := client.(connectors.Receiver)
	require.True(t, ok)
	in, r := receiver.Inbound(), serve(t, nil)
	answerSMS := func(_ context.Context, request Request) Reply {
		answer := connectors.SMSAnswer{Taken: 97687}
		read, err := in.SMS.Read(request.Params)
		var refused *connectors.RefusedError
		switch {
		case errors.As(err, &refused):
			answer = connectors.SMSAnswer{Refused: refused.Reason}
		case read.Asked > 0:
			answer = connectors.SMSAnswer{}
		}
		return Reply{Type: "application/json", Body: in.SMS.Answer(answer)}
	}
	answerCall := func(_ context.Context, request Request) Reply {
		_, err := in.Calls.Read(request.Params)
		return Reply{Type: "application/json", Body: in.Calls.Answer(err == nil)}
	}
	require.NoError(t, r.Set([]Endpoint{
		r.endpoint("sms", smsToken, form, func(e *Endpoint) { e.Answer = answerSMS }),
		r.endpoint("calls", callToken, form, gets, func(e *Endpoint) { e.Answer = answerCall }),
	}))

	for _, method := range []string{http.MethodPost, http.MethodGet} {
		emulated.Rows, emulated.CallMethod = 1, method
		emulated.SMSGatewayURL, emulated.CallURL = "http://"+r.address+sms, "http://"+r.address+calls
		crm, err := sandbox.New(emulated)
		require.NoError(t, err)
		id, err := crm.SendSMS(t.Context(), "CRM", "+7 (921) 1", "5 & Привет\xff;%zz+")
		require.NoError(t, err)
		require.EqualValues(t, 97687, id)
		_, err = crm.SendSMS(t.Context(), "CRM", "+7 (921) 1", "Hi", sandbox.Changed)
		require.Equal(t, &sandbox.AnswerError{Status: http.StatusOK, Reason: "hash"}, err)
		status, err := crm.AskStatus(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, sandbox.SMSStatus{Status: "notfound"}, status)
		placed, err := crm.PlaceCall(t.Context(), "1", "+7 921", "40")
		require.NoError(t, err)
		require.True(t, placed)
		placed, err = crm.PlaceCall(t.Context(), "1", "+7 921", "40", sandbox.WrongKey)
		require.NoError(t, err)
		require.False(t, placed)
		require.NoError(t, crm.Close())
	}
	require.EqualValues(t, 6, r.outcome(t, "crm", "sms", "ok"))
	require.EqualValues(t, 4, r.outcome(t, "crm", "calls", "ok"))
}
