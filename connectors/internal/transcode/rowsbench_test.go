package transcode_test

import (
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	"testing"
	"time"
)

func BenchmarkRows(b *testing.B) {
	zone, _ := time.LoadLocation("Europe/Moscow")
	table := contactTable()
	for _, e := range []bool{false, true} {
		body := contactsPage(50, e)
		list, _ := transcode.Member(body, "data", "list")
		b.Run(map[bool]string{false: "plain", true: "escaped"}[e], func(b *testing.B) {
			for b.Loop() {
				c := transcode.Context{Zone: zone}
				table.Rows(list, &c, func(r *transcode.Row) error { return nil })
			}
		})
	}
}
