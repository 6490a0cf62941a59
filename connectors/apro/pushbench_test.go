package apro

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// wideContact returns an event about a contact with 15 properties and 15 custom fields of the common datatypes, three of them changed.
func wideContact() []byte {
	var fields strings.Builder
	for i, value := range []string{
		`"text","value":"\u041a\u0432\u0430\u0440\u0442\u0438\u0440\u0430 7\/2"`, `"select","value":"Red"`, `"price","value":"2850000.00"`,
		`"date","value":"2026-01-02"`, `"integer","value":null`,
	} {
		for k := range 3 {
			fmt.Fprintf(&fields, `,"%d":{"id":"%d","type":%s}`, 1000+10*i+k, 1000+10*i+k, value)
		}
	}
	return []byte(`{"subject_type":"employee","subject_type_id":"2","event":"edit","object_type":"customer","object_sub_type":"0","object_sub_id":"10443",` +
		`"snapshot":{"id":"10443","author":"2","group_id":"3","name":"Michael","surname":"Wildes","patronymic":"Ann","manager_id":"2",` +
		`"email":[{"mail":"customer@gmail.com","comment":""}],"phone":[{"phone":"1965","comment":"Main"},{"phone":"1423","comment":"Second"}],` +
		`"create_date":"2017-04-06 11:27:36","comment":"none","publish":"1","marktype":"1","nattype":"private_individual","extproperty":{` + fields.String()[1:] + `}},` +
		`"merge":{"name":{"type":"edit","value":"John"},"surname":{"type":"edit","value":"Old"},"1020":{"type":"edit","value":"100000"}}}`)
}

// BenchmarkReadPush reads the event of a contact with 30 fields.
func BenchmarkReadPush(b *testing.B) {
	c, known, body := &Client{zone: time.UTC}, definedFields(b), wideContact()
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.readPush(body, known); err != nil {
			b.Fatal(err)
		}
	}
}

// TestEventsAreCheap bounds the allocations of an event, since each event is read when it is delivered.
func TestEventsAreCheap(t *testing.T) {
	c, known, body := &Client{zone: time.UTC}, definedFields(t), wideContact()
	e, err := c.readPush(body, known)
	require.NoError(t, err)
	require.Len(t, e.GetContact().GetFields(), 12)
	require.Empty(t, e.GetRaw())
	allocs := testing.AllocsPerRun(100, func() { _, _ = c.readPush(body, known) })
	require.LessOrEqual(t, allocs, 220.0)
}
