package gateway_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	crmstreamv1gateway "github.com/crmstream/crmstream/gen/go/gateway/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

// discard is a ResponseWriter that counts bytes.
type discard struct {
	header http.Header
	bytes  int64
}

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) WriteHeader(int)             {}
func (d *discard) Flush()                      {}
func (d *discard) Write(p []byte) (int, error) { d.bytes += int64(len(p)); return len(p), nil }

// BenchmarkLines compares NDJSON with the generated stream handler of grpc-gateway: records a second, in messages of 200 and
// of 1.
func BenchmarkLines(b *testing.B) {
	const records = 20_000
	for _, batch := range []int{200, 1} {
		var one message
		for i := range batch {
			one.Contacts = append(one.Contacts, contact(fmt.Sprint(i)))
		}
		conn := dial(b, &fake{script: func(_ *crmstreamv1.ListContactsRequest, stream contactsStream) error {
			for range records / batch {
				if err := stream.Send(&one); err != nil {
					return err
				}
			}
			return stream.Send(last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, ""))
		}})
		ours, err := gateway.New(b.Context(), conn, gateway.Options{})
		if err != nil {
			b.Fatal(err)
		}
		generated := runtime.NewServeMux()
		if err := crmstreamv1gateway.RegisterContactsServiceHandler(b.Context(), generated, conn); err != nil {
			b.Fatal(err)
		}
		for name, run := range map[string]struct {
			handler http.Handler
			target  string
		}{"ours": {ours, lines}, "generated": {generated, contacts}} {
			b.Run(fmt.Sprintf("%s/batch=%d", name, batch), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, "http://localhost"+run.target, nil)
					if err != nil {
						b.Fatal(err)
					}
					w := &discard{header: http.Header{}}
					run.handler.ServeHTTP(w, req)
					if w.bytes < records*50 {
						b.Fatalf("only %d bytes", w.bytes)
					}
				}
				b.ReportMetric(float64(records)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
			})
		}
	}
}
