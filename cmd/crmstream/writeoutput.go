package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// receiptOf returns the receipt of an answer.
func receiptOf(answer message) *crmstreamv1.WriteReceipt {
	return part[*crmstreamv1.WriteReceipt](answer, "receipt")
}

// printWritten prints a record that was written, with its receipt: as JSON the whole answer, and else the record as a table. It
// returns the error that ends the process if the record reads otherwise than it was sent.
func (w writing) printWritten(con *console, answer message) error {
	receipt := receiptOf(answer)
	records := []protoreflect.Message{answer.Message}
	if w.table(con) {
		records = answer.records()
		con.say("%s; %d upstream requests", receiptInWords(receipt), requestsOf(answer))
	}
	if err := w.writer(con, recordOf(w.one)).write(records); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	for _, d := range receipt.GetDifferences() {
		con.say("differs: %s: sent %q, found %q", printable(d.GetField()), d.GetSent(), d.GetFound())
	}
	if differs(receipt) {
		return exitError(exitDiffers)
	}
	return nil
}

// differs reports whether a write reads otherwise than it was sent.
func differs(receipt *crmstreamv1.WriteReceipt) bool {
	return receipt.GetProof() == crmstreamv1.ProofResult_PROOF_RESULT_DIFFERS || len(receipt.GetDifferences()) > 0
}

// requestsOf returns how many upstream requests a call has cost.
func requestsOf(answer message) int64 {
	fd := answer.Descriptor().Fields().ByName("upstream_requests")
	if fd == nil {
		return 0
	}
	return answer.Get(fd).Int()
}

// receiptInWords returns what a receipt says.
func receiptInWords(receipt *crmstreamv1.WriteReceipt) string {
	words := enumInWords(receipt.GetState()) + ", proof: " + enumInWords(receipt.GetProof())
	if receipt.GetReplayed() {
		words += ", by an earlier call"
	}
	return words + "; request id: " + printable(receipt.GetRequestId())
}

// enumInWords returns the name of an enum's value without the common prefix, and with blanks.
func enumInWords(value protoreflect.Enum) string {
	desc := value.Descriptor().Values().ByNumber(value.Number())
	if desc == nil {
		return fmt.Sprint(value.Number())
	}
	return strings.ReplaceAll(shortEnum(value.Descriptor(), desc), "_", " ")
}

// printPlan prints the upstream requests that a call would send.
func (w writing) printPlan(con *console, answer message) error {
	var planned []protoreflect.Message
	for _, request := range receiptOf(answer).GetRequests() {
		planned = append(planned, request.ProtoReflect())
		if !w.table(con) {
			continue
		}
		if err := con.print("%s %s  (%s, %d records, %d elements)\n%s\n", request.GetMethod(), printable(request.GetPath()), printable(request.GetOp()),
			request.GetRows(), request.GetElements(), printable(request.GetBody())); err != nil {
			return err
		}
	}
	if w.table(con) {
		return nil
	}
	return w.writer(con, (&crmstreamv1.PlannedRequest{}).ProtoReflect().Descriptor()).write(planned)
}

// rowResult is what became of one record of a file.
type rowResult struct {
	Line        int             `json:"line"`
	ID          string          `json:"id,omitempty"`
	State       string          `json:"state"`
	Reason      string          `json:"reason,omitempty"`
	Message     string          `json:"message,omitempty"`
	Field       string          `json:"field,omitempty"`
	Differences []rowDifference `json:"differences,omitempty"`
	state       crmstreamv1.WriteState
}

// rowDifference is a field that was read otherwise than it was sent.
type rowDifference struct {
	Field string `json:"field"`
	Sent  string `json:"sent"`
	Found string `json:"found"`
}

// newRowResult returns the result of a line.
func newRowResult(line int, r *crmstreamv1.WriteResult) rowResult {
	result := rowResult{
		Line: line, ID: r.GetId(), State: shortName(r.GetState()), Message: r.GetMessage(), Field: withoutIndex(r.GetField()), state: r.GetState(),
	}
	if r.GetReason() != crmstreamv1.ErrorReason_ERROR_REASON_UNSPECIFIED {
		result.Reason = shortName(r.GetReason())
	}
	for _, d := range r.GetDifferences() {
		result.Differences = append(result.Differences, rowDifference{Field: d.GetField(), Sent: d.GetSent(), Found: d.GetFound()})
	}
	return result
}

// shortName returns the name of an enum's value without the common prefix: EXECUTED of WRITE_STATE_EXECUTED.
func shortName(value protoreflect.Enum) string {
	return strings.ToUpper(strings.ReplaceAll(enumInWords(value), " ", "_"))
}

// withoutIndex returns the field of a request without the place of the request in a batch: contact.type_id of
// requests[3].contact.type_id.
func withoutIndex(field string) string {
	if _, after, ok := strings.Cut(field, "]."); ok && strings.HasPrefix(field, "requests[") {
		return after
	}
	return field
}

// rowColumns is a line of the table of results.
const rowColumns = "%-8s%-14s%-14s%s"

// printRow prints the result of a row.
func (w writing) printRow(con *console, r rowResult) error {
	if w.table(con) {
		line := fmt.Sprintf(rowColumns, strconv.Itoa(r.Line), r.ID, enumInWords(r.state), r.Reason+" "+r.Field+" "+r.Message)
		return con.print("%s\n", strings.TrimRight(printable(line), " "))
	}
	encoded, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return con.print("%s\n", encoded)
}

// validating returns a copy of a request that is only to be checked.
func validating(request proto.Message) proto.Message {
	checked := proto.Clone(request)
	msg := checked.ProtoReflect()
	msg.Set(msg.Descriptor().Fields().ByName("validate_only"), protoreflect.ValueOfBool(true))
	return checked
}
