package apro

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzChannels sends any form to each write of dialogs, events, online forms and SMS, and reads what was written.
func FuzzChannels(f *testing.F) {
	f.Add(byte(0), "customer=10007&dialog[name]=Viber&dialog[employees][]=47")
	f.Add(byte(1), "id=3&name=Max&employees=0")
	f.Add(byte(2), "action=fillform&formtype=1&data[def_customer][name]=Mary&data[ext_customer][37][value][0]=2026-01-01&data[ext_stock][3023]=x")
	f.Add(byte(3), "id=503")
	f.Add(byte(4), "event[title]=A&event[date]=2026-11-30T12:00:00Z&users[47]=root&event[duration]=5")
	f.Add(byte(5), "event[id]=503&event[publ]=1&users=")
	f.Add(byte(6), "action=smsReceived&sms_id=7&sender=1&destination=2&message=&count=1&hash[]=x")
	f.Fuzz(func(t *testing.T, op byte, form string) {
		s := Defaults()
		s.Rows, s.Quota, s.Now, s.Dialect = 40, 0, noon, Both
		srv, err := New(s)
		require.NoError(t, err)
		params := nest(splitForm(form))
		ops := slices.Sorted(maps.Keys(channelWrites()))
		answer, err := channelWrites()[ops[int(op)%len(ops)]](srv, &args{params: params, dialect: Both})
		if err != nil {
			require.ErrorIs(t, err, badParams)
			require.Empty(t, srv.Executed())
			return
		}
		require.True(t, json.Valid(answer), string(answer))
		for _, op := range []string{opDialogTypes, opEvents, opContacts, opActivities} {
			require.True(t, json.Valid(post(t, srv, op, "filters[publ]", "all", "order_field", "id", "order", "desc").Body.Bytes()))
		}
	})
}
