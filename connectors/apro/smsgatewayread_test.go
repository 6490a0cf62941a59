package apro_test

import (
	"crypto/md5"
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

const gatewayKey = "0123456789abcdef0123456789abcdef"

// inboundOf returns what the upstream of a client with both keys asks for.
func inboundOf(t testing.TB, change func(*apro.Settings)) connectors.Inbound {
	t.Helper()
	driver := apro.Driver()
	settings, ok := driver.Settings().(*apro.Settings)
	require.True(t, ok)
	settings.BaseURLs = []string{"http://127.0.0.1:1"}
	settings.APIKey = connectors.NewSecret(strings.Repeat("k", 32))
	settings.SMSKey, settings.CallKey = connectors.NewSecret(gatewayKey), connectors.NewSecret("call-key-of-tests")
	if change != nil {
		change(settings)
	}
	require.NoError(t, settings.Validate())
	client, err := driver.New(connectors.Account{Source: "s", TimeZone: time.UTC}, settings)
	require.NoError(t, err)
	receiver, ok := client.(connectors.Receiver)
	require.True(t, ok)
	return receiver.Inbound()
}

// signed returns parameters with the hash that the page describes, computed by the words of the page.
func signed(params map[string]string) []connectors.Parameter {
	var list []connectors.Parameter
	text := ""
	for _, name := range slices.Sorted(maps.Keys(params)) {
		text += params[name]
		list = append(list, connectors.Parameter{Name: name, Value: params[name]})
	}
	sum := md5.Sum([]byte(text + gatewayKey))
	return append(list, connectors.Parameter{Name: "hash", Value: hex.EncodeToString(sum[:])})
}

// altered returns parameters with another value of one, or without it.
func altered(params []connectors.Parameter, name string, values ...string) []connectors.Parameter {
	changed := slices.DeleteFunc(slices.Clone(params), func(p connectors.Parameter) bool { return p.Name == name })
	for _, v := range values {
		changed = append(changed, connectors.Parameter{Name: name, Value: v})
	}
	return changed
}

func hashOf(params []connectors.Parameter) string {
	return params[slices.IndexFunc(params, func(p connectors.Parameter) bool { return p.Name == "hash" })].Value
}

// TestSMSGatewayReads reads requests of the page, and refuses those that do not have the key or do not make sense (V2).
func TestSMSGatewayReads(t *testing.T) {
	gateway := inboundOf(t, nil).SMS
	// The vectors of docs/upstreams: the texts are smsStatus97687 and the key, and so on.
	status := signed(map[string]string{"action": "smsStatus", "sms_id": "97687"})
	require.Equal(t, "d66ab6e6bc0b7c95ade79b158c03910a", hashOf(status))
	got, err := gateway.Read(status)
	require.NoError(t, err)
	require.Equal(t, connectors.SMSRequest{Asked: 97687, Hash: hashOf(status)}, got)

	plain := map[string]string{"action": "sendSms", "sender": "Shop", "destination": "+44 (1) 234-567", "message": "Hi ї\xff", "extra": "1"}
	send := signed(plain)
	got, err = gateway.Read(send)
	require.NoError(t, err)
	require.Equal(t, connectors.SMSRequest{
		Sender: "Shop", Destination: "+44 (1) 234-567", Text: "Hi ї\xff", Hash: hashOf(send), Unknown: []string{"extra"},
	}, got)
	upper, err := gateway.Read(altered(send, "hash", strings.ToUpper(hashOf(send))))
	require.NoError(t, err)
	require.Equal(t, got, upper, "any letter case, one spelling afterwards")
	both := maps.Clone(plain)
	both["text"] = "other"
	got, err = gateway.Read(signed(both))
	require.NoError(t, err)
	require.Equal(t, "Hi ї\xff", got.Text, "message wins over text")
	delete(both, "message")
	delete(both, "sender")
	got, err = gateway.Read(signed(both))
	require.NoError(t, err)
	require.Equal(t, []string{"other", ""}, []string{got.Text, got.Sender})

	resigned := func(name, value string) []connectors.Parameter {
		p := maps.Clone(plain)
		if p[name] = value; value == "-" {
			delete(p, name)
		}
		return signed(p)
	}
	moved := signed(map[string]string{"action": "sendSms", "destination": "+441", "message": "Hi"})
	moved = altered(altered(moved, "destination", "+441H"), "message", "i") // the same text to be signed
	accepted := 0
	for name, c := range map[string]struct {
		params []connectors.Parameter
		reason string
	}{
		"no hash":                 {altered(send, "hash"), "hash"},
		"empty hash":              {altered(send, "hash", ""), "hash"},
		"cut hash":                {altered(send, "hash", hashOf(send)[:31]), "hash"},
		"half a hash":             {altered(send, "hash", hashOf(send)[:30]), "hash"},
		"longer hash":             {altered(send, "hash", hashOf(send)+"00"), "hash"},
		"two hashes":              {altered(send, "hash", hashOf(send), hashOf(send)), "parameter"},
		"wrong hash":              {altered(send, "hash", strings.Repeat("0", 32)), "hash"},
		"no hexadecimal":          {altered(send, "hash", strings.Repeat("g", 32)), "hash"},
		"blanks around":           {altered(send, "hash", " "+hashOf(send)), "hash"},
		"hash of another action":  {altered(send, "action", "smsStatus"), "hash"},
		"changed text":            {altered(send, "message", "Hi"), "hash"},
		"added parameter":         {altered(send, "more", "1"), "hash"},
		"left out parameter":      {altered(send, "sender"), "hash"},
		"doubled parameter":       {altered(send, "message", "Hi ї\xff", "x"), "parameter"},
		"moved digit":             {moved, "destination"},
		"nothing":                 {nil, "hash"},
		"other action":            {resigned("action", "smsReceived"), "action"},
		"no action":               {resigned("action", "-"), "action"},
		"no destination":          {resigned("destination", "-"), "destination"},
		"letters":                 {resigned("destination", "+44abc"), "destination"},
		"short destination":       {resigned("destination", "+4"), "destination"},
		"long destination":        {resigned("destination", strings.Repeat("4", 33)), "destination"},
		"no digit":                {resigned("destination", "+++"), "destination"},
		"no text":                 {resigned("message", "-"), "text"},
		"status of nothing":       {signed(map[string]string{"action": "smsStatus"}), "sms_id"},
		"status of zero":          {signed(map[string]string{"action": "smsStatus", "sms_id": "0"}), "sms_id"},
		"status of a sign":        {signed(map[string]string{"action": "smsStatus", "sms_id": "+7"}), "sms_id"},
		"status below zero":       {signed(map[string]string{"action": "smsStatus", "sms_id": "-7"}), "sms_id"},
		"status beyond all":       {signed(map[string]string{"action": "smsStatus", "sms_id": "9223372036854775808"}), "sms_id"},
		"status of a text":        {signed(map[string]string{"action": "smsStatus", "sms_id": "7x"}), "sms_id"},
		"status of another value": {signed(map[string]string{"action": "smsStatus", "sms_id": "٧"}), "sms_id"},
	} {
		_, err := gateway.Read(c.params)
		var refused *connectors.RefusedError
		if !errors.As(err, &refused) {
			accepted++
			continue
		}
		require.Equal(t, c.reason, refused.Reason, name)
		require.NotContains(t, refused.Text, gatewayKey)
	}
	check.AtMost(t, "sms_bad_requests_accepted", float64(accepted), 0)
}

// TestSMSGatewayAnswers writes the answers of the page.
func TestSMSGatewayAnswers(t *testing.T) {
	answer := inboundOf(t, nil).SMS.Answer
	require.Equal(t, `{"success":true,"data":97687}`, string(answer(connectors.SMSAnswer{Taken: 97687})))
	require.Equal(t, `{"success":false,"data":"hash"}`, string(answer(connectors.SMSAnswer{Refused: "hash"})))
	words := map[string]bool{}
	for number := range crmstreamv1.SmsStatus_name {
		body := string(answer(connectors.SMSAnswer{Status: crmstreamv1.SmsStatus(number), Parts: 2}))
		require.Regexp(t, `^\{"success":true,"count":2,"status":"[a-z]+"\}$`, body)
		words[body] = true
	}
	require.Len(t, words, 8)
	require.Contains(t, words, `{"success":true,"count":2,"status":"notfound"}`)
	require.Contains(t, words, `{"success":true,"count":2,"status":"send"}`)
}

// TestCallDesk reads requests to place a call, and refuses those without the key.
func TestCallDesk(t *testing.T) {
	desk := inboundOf(t, nil).Calls
	params := func(pairs ...string) (list []connectors.Parameter) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, connectors.Parameter{Name: pairs[i], Value: pairs[i+1]})
		}
		return list
	}
	right := params("action", "call", "phone_to", "+441", "phone_from", "12", "user_id", "43", "key", "call-key-of-tests")
	call, err := desk.Read(right)
	require.NoError(t, err)
	require.Equal(t, []string{"+441", "12", "43"}, []string{call.GetPhoneTo(), call.GetPhoneFrom(), call.GetUserId()})
	for name, c := range map[string]struct {
		params []connectors.Parameter
		reason string
	}{
		"no key":         {altered(right, "key"), "key"},
		"wrong key":      {altered(right, "key", "call-key-of-test"), "key"},
		"two keys":       {altered(right, "key", "x", "call-key-of-tests"), "parameter"},
		"other action":   {altered(right, "action", "notify"), "action"},
		"no number":      {altered(right, "phone_to"), "phone_to"},
		"long number":    {altered(right, "phone_to", strings.Repeat("1", 65)), "parameter"},
		"control":        {altered(right, "phone_from", "1\n2"), "parameter"},
		"not UTF-8":      {altered(right, "user_id", "\xff"), "parameter"},
		"doubled number": {altered(right, "phone_to", "1", "2"), "parameter"},
	} {
		_, err := desk.Read(c.params)
		var refused *connectors.RefusedError
		require.ErrorAs(t, err, &refused, name)
		require.Equal(t, c.reason, refused.Reason, name)
	}
	require.Equal(t, `{"success":true}`, string(desk.Answer(true)))
	require.Equal(t, `{"success":false}`, string(desk.Answer(false)))
}

// TestInboundWithoutKeys has no gateway and no desk without their keys.
func TestInboundWithoutKeys(t *testing.T) {
	in := inboundOf(t, func(s *apro.Settings) { s.SMSKey, s.CallKey = connectors.Secret{}, connectors.Secret{} })
	require.NotNil(t, in.Webhook)
	require.Nil(t, in.SMS)
	require.Nil(t, in.Calls)
}

// FuzzSMSGateway accepts what the reference signs and nothing else.
func FuzzSMSGateway(f *testing.F) {
	gateway := inboundOf(f, nil).SMS
	f.Add("sendSms", "Shop", "+441", "Hi", "", true)
	f.Add("smsStatus", "", "", "", "7", false)
	f.Fuzz(func(t *testing.T, action, sender, destination, message, id string, sign bool) {
		params := signed(map[string]string{"action": action, "sender": sender, "destination": destination, "message": message, "sms_id": id})
		if !sign {
			params = altered(params, "hash", hashOf(params)[:31]+"x")
		}
		got, err := gateway.Read(params)
		var refused *connectors.RefusedError
		switch {
		case err == nil:
			require.True(t, sign)
			require.True(t, got.Asked > 0 || got.Text == message && got.Destination == destination)
		case errors.As(err, &refused):
			require.True(t, sign || refused.Reason == "hash")
		default:
			t.Fatalf("an error of another kind: %v", err)
		}
	})
}
