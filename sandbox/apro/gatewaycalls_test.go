package apro

import (
	"context"
	"crypto/md5"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// receiver keeps the forms that it gets, and answers with a text.
type receiver struct {
	*httptest.Server

	mu      sync.Mutex
	methods []string
	forms   []url.Values
}

func newReceiver(t *testing.T, status int, answer string) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		_ = req.ParseForm()
		r.mu.Lock()
		r.methods = append(r.methods, req.Method+" "+req.Header.Get("Content-Type"))
		r.forms = append(r.forms, req.Form)
		r.mu.Unlock()
		w.WriteHeader(status)
		_, _ = w.Write([]byte(answer))
	}))
	t.Cleanup(r.Close)
	return r
}

// last returns the newest form.
func (r *receiver) last(t *testing.T) url.Values {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	require.NotEmpty(t, r.forms)
	return r.forms[len(r.forms)-1]
}

// closed closes the emulator at the end of the test.
func closed(t *testing.T, srv *Server) *Server {
	t.Helper()
	t.Cleanup(func() { require.NoError(t, srv.Close()) })
	return srv
}

// accepts reports whether the parameters are those of a message with the right hash, by the rules of the page.
func accepts(form url.Values, key string) bool {
	text := ""
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range form {
			if name != "hash" && !yield(name) {
				return
			}
		}
	})
	for _, name := range names {
		if len(form[name]) != 1 {
			return false
		}
		text += form.Get(name)
	}
	return strings.EqualFold(form.Get("hash"), fmt.Sprintf("%x", md5.Sum([]byte(text+key))))
}

func TestSendSMS(t *testing.T) {
	for name, c := range map[string]struct {
		forgeries []Forgery
		text      string // of the settings
		want      bool
	}{
		"right":             {nil, SMSMessage, true},
		"as text":           {nil, SMSPlainText, true},
		"both texts":        {nil, SMSBothTexts, true},
		"upper case":        {[]Forgery{UpperHash}, SMSMessage, true},
		"moved digit":       {[]Forgery{MovedDigit}, SMSMessage, true},
		"wrong key":         {[]Forgery{WrongHash}, SMSMessage, false},
		"no hash":           {[]Forgery{NoHash}, SMSMessage, false},
		"cut hash":          {[]Forgery{CutHash}, SMSMessage, false},
		"changed":           {[]Forgery{Changed}, SMSMessage, false},
		"doubled":           {[]Forgery{Doubled}, SMSMessage, false},
		"upper case, wrong": {[]Forgery{UpperHash, WrongHash}, SMSMessage, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gateway := newReceiver(t, http.StatusOK, `{"success":true,"data":97687}`)
			srv := closed(t, newServer(t, func(s *Settings) { s.SMSGatewayURL, s.SMSText = gateway.URL+"/in/secret", c.text }))
			id, err := srv.SendSMS(t.Context(), "CRM", "+7 (921) 1", "5 & Привет", c.forgeries...)
			require.NoError(t, err)
			require.Equal(t, int64(97687), id)
			form := gateway.last(t)
			require.Equal(t, c.want, accepts(form, srv.settings.SMSKey), form)
			require.Equal(t, "sendSms", form.Get("action"))
			require.Equal(t, "CRM", form.Get("sender"))
			require.Equal(t, c.text != SMSPlainText, form.Has("message"))
			require.Equal(t, c.text != SMSMessage, form.Has("text"))
			require.Equal(t, []string{"POST application/x-www-form-urlencoded"}, gateway.methods)
			if slices.Contains(c.forgeries, MovedDigit) {
				require.Equal(t, "+7 (921) 15", form.Get("destination"))
			} else {
				require.Equal(t, "+7 (921) 1", form.Get("destination"))
			}
			require.Equal(t, slices.Contains(c.forgeries, NoHash), !form.Has("hash"))
		})
	}
}

// TestReferenceHashOfStatus is a request with a hash that was computed elsewhere.
func TestReferenceHashOfStatus(t *testing.T) {
	gateway := newReceiver(t, http.StatusOK, `{"success":true,"count":2,"status":"new"}`)
	srv := closed(t, newServer(t, func(s *Settings) {
		s.SMSGatewayURL, s.SMSKey = gateway.URL, "0123456789abcdef0123456789abcdef"
	}))
	got, err := srv.AskStatus(t.Context(), 97687)
	require.NoError(t, err)
	require.Equal(t, SMSStatus{Status: "new", Count: 2}, got)
	require.Equal(t, url.Values{
		"action": {"smsStatus"}, "sms_id": {"97687"}, "hash": {"d66ab6e6bc0b7c95ade79b158c03910a"},
	}, gateway.last(t))
}

func TestAnswersOfGateways(t *testing.T) {
	send := func(ctx context.Context, srv *Server) error {
		_, err := srv.SendSMS(ctx, "CRM", "1", "Hi")
		return err
	}
	ask := func(ctx context.Context, srv *Server) error {
		_, err := srv.AskStatus(ctx, 7)
		return err
	}
	call := func(ctx context.Context, srv *Server) error {
		_, err := srv.PlaceCall(ctx, "1", "2", "40")
		return err
	}
	for name, c := range map[string]struct {
		do     func(context.Context, *Server) error
		status int
		answer string
		want   error
	}{
		"SMS refused":         {send, 200, `{"success":false,"data":"hash"}`, &AnswerError{200, "hash"}},
		"SMS without id":      {send, 200, `{"success":true,"data":0}`, &AnswerError{200, "data is no number above 0"}},
		"SMS with a text":     {send, 200, `{"success":true,"data":"x"}`, &AnswerError{200, "data is no number above 0"}},
		"SMS, no JSON":        {send, 200, "ok", &AnswerError{200, "it is not JSON"}},
		"SMS, redirected":     {send, 302, "", &AnswerError{302, ""}},
		"SMS, down":           {send, 503, `{"success":true,"data":1}`, &AnswerError{503, ""}},
		"status later":        {ask, 200, `{"success":false}`, ErrAskAgain},
		"status of no SMS":    {ask, 200, `{"success":true,"count":0,"status":"notfound"}`, nil},
		"status of no word":   {ask, 200, `{"success":true,"count":0,"status":"sent"}`, &AnswerError{200, "the status is unknown"}},
		"status, no JSON":     {ask, 200, "<html>", &AnswerError{200, "it is not JSON"}},
		"call, no JSON":       {call, 200, "", &AnswerError{200, "it is not JSON"}},
		"call of a wrong way": {call, 404, "not found", &AnswerError{404, ""}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gateway := newReceiver(t, c.status, c.answer)
			srv := closed(t, newServer(t, func(s *Settings) { s.SMSGatewayURL, s.CallURL = gateway.URL, gateway.URL }))
			require.Equal(t, c.want, c.do(t.Context(), srv))
			none := closed(t, newServer(t, nil))
			require.ErrorIs(t, c.do(t.Context(), none), ErrNoReceiver)
			require.NoError(t, none.SetReceivers(Receivers{SMSGateway: gateway.URL, Call: gateway.URL}))
			require.Equal(t, c.want, c.do(t.Context(), none))
		})
	}
}

func TestPlaceCall(t *testing.T) {
	for name, c := range map[string]struct {
		method    string
		forgeries []Forgery
		key       []string
		answer    string
		want      bool
	}{
		"POST":      {http.MethodPost, nil, []string{"sandbox-apro-call-key"}, `{"success":true}`, true},
		"GET":       {http.MethodGet, nil, []string{"sandbox-apro-call-key"}, `{"success":true}`, true},
		"refused":   {http.MethodPost, nil, []string{"sandbox-apro-call-key"}, `{"success":false}`, false},
		"wrong key": {http.MethodPost, []Forgery{WrongKey}, []string{"not-sandbox-apro-call-key"}, `{"success":true}`, true},
		"no key":    {http.MethodPost, []Forgery{NoKey}, nil, `{"success":true}`, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newReceiver(t, http.StatusOK, c.answer)
			srv := closed(t, newServer(t, func(s *Settings) { s.CallURL, s.CallMethod = r.URL, c.method }))
			placed, err := srv.PlaceCall(t.Context(), "1749 555 3451", "+7 921", "40", c.forgeries...)
			require.NoError(t, err)
			require.Equal(t, c.want, placed)
			form := r.last(t)
			require.Equal(t, c.key, form["key"])
			require.Equal(t, []string{"call", "+7 921", "1749 555 3451", "40"},
				[]string{form.Get("action"), form.Get("phone_to"), form.Get("phone_from"), form.Get("user_id")})
			require.True(t, strings.HasPrefix(r.methods[0], c.method+" "))
		})
	}
}

func TestRequestsToReceiversEnd(t *testing.T) {
	entered := make(chan struct{}, 8)
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		entered <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(hanging.Close)
	address := hanging.URL + "/in/secret"

	slow := closed(t, newServer(t, func(s *Settings) { s.CallURL, s.ReceiverTimeout = address, Duration(50*time.Millisecond) }))
	_, err := slow.PlaceCall(t.Context(), "1", "2", "40")
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.NotContains(t, err.Error(), "secret")
	<-entered

	srv := newServer(t, func(s *Settings) { s.CallURL = address })
	failed := make(chan error, 1)
	go func() {
		_, err := srv.PlaceCall(t.Context(), "1", "2", "40")
		failed <- err
	}()
	<-entered
	require.NoError(t, srv.Close())
	require.NoError(t, srv.Close())
	require.ErrorIs(t, <-failed, context.Canceled)
	_, err = srv.PlaceCall(t.Context(), "1", "2", "40")
	require.ErrorIs(t, err, errClosed)
}

func TestAddressesOfReceivers(t *testing.T) {
	srv := closed(t, newServer(t, nil))
	for _, wrong := range []string{"localhost:80", "ftp://example.org/secret", "http:///secret", "%secret", "http://a b/secret"} {
		require.ErrorContains(t, srv.SetReceivers(Receivers{Call: wrong}), "call_url:")
		err := srv.SetReceivers(Receivers{SMSGateway: wrong})
		require.ErrorContains(t, err, "sms_gateway_url:")
		require.NotContains(t, err.Error(), "secret")
	}
	require.NoError(t, srv.SetReceivers(Receivers{SMSGateway: "https://example.org/in/x", Call: "http://[::1]:8091/in/y"}))
}
