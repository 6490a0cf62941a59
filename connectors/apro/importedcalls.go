package apro

import (
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The operations that write calls of other telephonies ("Telephony").
const (
	opCallImport    = "calls/import"
	opCallImportAll = "calls/importall"
	opCallUpdate    = "calls/update"
)

// uniqueIDLength is the length of the unique id of a call.
const uniqueIDLength = 32

// importedCallTables have the table of imported calls by Settings.CallTimestamp.
var importedCallTables = map[string]*transcode.Table{
	timestampMilliseconds: importedCallTable(transcode.AsMilliseconds),
	timestampSeconds:      importedCallTable(transcode.AsSeconds),
	timestampText:         importedCallTable(transcode.AsZonedClock),
}

// importedCallTable returns the table of imported calls. No reading shows them under these keys. The page names no obligatory
// parameter but the unique id. The time is obligatory here, since what becomes of a call without one is not documented, and the
// direction, since a call without one is outgoing. Nothing can be cleared: how is not documented, and no reading would show it.
func importedCallTable(instant transcode.Instant) *transcode.Table {
	directions := map[string]int32{
		"1": int32(crmstreamv1.CallDirection_CALL_DIRECTION_IN), "0": int32(crmstreamv1.CallDirection_CALL_DIRECTION_OUT),
	}
	status := transcode.Column{Keys: []string{"customStatus"}, Field: "status_id", Kind: transcode.Ref, Naming: connectors.CallStatusNames}
	direction := transcode.Column{Keys: []string{"isIncoming"}, Field: "direction", Kind: transcode.Enum, Enum: directions}
	return transcode.Must(transcode.New(&crmstreamv1.ImportedCall{},
		transcode.ID("id", "uniqueId"),
		transcode.Col("from_phone", transcode.Text, "from").Writable(transcode.NotCleared).Only(transcode.OnCreate),
		transcode.Col("to_phone", transcode.Text, "to").Writable(transcode.NotCleared).Only(transcode.OnCreate),
		transcode.Col("trunk_id", transcode.Ref, "trunkId").Writable(transcode.NotCleared).Only(transcode.OnCreate),
		transcode.Col("caller_id", transcode.Text, "callerId").Writable(transcode.NotCleared).Only(transcode.OnCreate),
		transcode.Col("start_time", transcode.LocalTime, "timestamp").Writable(transcode.NotCleared).Only(transcode.OnCreate).Required().At(instant),
		direction.Writable(transcode.NotCleared).Only(transcode.OnCreate).Required(),
		transcode.Col("recording_url", transcode.Text, "url").Writable(transcode.NotCleared),
		transcode.Col("duration_seconds", transcode.Integer, "callDuration").Writable(transcode.NotCleared).Unsigned(0),
		transcode.Col("answered", transcode.Flag, "isAnswered").Writable(transcode.NotCleared),
		status.Writable(transcode.NotCleared),
		transcode.Col("call_id", transcode.Text, "callId"),
	))
}

// callAssumptions are what all writes of calls rely on without a document.
var callAssumptions = slices.Concat(rowAssumptions[:1], []string{
	"An answer with the result false for one call means that nothing was written.",
	"The result comes in the envelope or without it.",
})

// calls returns the table of imported calls, by the settings.
func (c *Client) importedCalls() *transcode.Table {
	return importedCallTables[c.settings.CallTimestamp]
}

// callImport declares the import of calls: one by calls/import, and a batch by calls/importall.
func (c *Client) callImport() connectors.Write {
	return connectors.Write{
		Resource: "importedCalls", Act: connectors.Create, Op: opCallImport, BatchOp: opCallImportAll, Settling: connectors.SettledByContent,
		Fields:      slices.Concat([]connectors.WritableField{{Name: "id", OnCreate: true}}, c.importedCalls().Writable()),
		MaxElements: wire.MaxElements - 1,                                                      // the list that calls/importall has around its calls
		Unread:      true, ShownIn: "calls", ListLacks: []string{"caller_id", "recording_url"}, // the CRM keeps a copy of a recording under an address of its own
		Cost: "One request for one call, and in a batch for as many as have 899 elements together.",
		Assumes: slices.Concat(callAssumptions, rowAssumptions[1:], []string{
			"The time of a call is in the form of the setting call_timestamp.",
			"An answer about several calls with the result true, and without the number of imported ones, means that all were imported.",
		}),
		Join: func(rows []connectors.EncodedRow) connectors.PlannedCall {
			if first, _ := rows[0].Value.(encodedRow); first.op == opCallImport {
				return joinOne(opCallImport, rows)
			}
			list := transcode.Value{Kind: transcode.ObjectValue, Object: listed(rows)}
			return planCall(opCallImportAll, rows, []transcode.Member{{Key: "calls", Value: list}})
		},
		Send: c.sender(c.bareCall, c.callAnswer),
	}
}

// encodeNewCall encodes a call to be imported.
func (c *Client) encodeNewCall(row connectors.WriteRow, _ *crmstreamv1.ImportCallRequest, known *connectors.Catalogue) (connectors.EncodedRow, error) {
	op := opCallImport
	if row.Batch {
		op = opCallImportAll
	}
	return c.encodeCallRow(op, "call.id", transcode.OnCreate, row, known)
}

// callUpdate declares the change of an imported call. Nothing shows it.
func (c *Client) callUpdate() connectors.Write {
	return connectors.Write{
		Resource: "importedCalls", Act: connectors.Update, Op: opCallUpdate, Settling: connectors.SettledByPerson,
		Fields: c.importedCalls().Writable(), MaxRows: 1, Unread: true,
		Cost:    "One request.",
		Assumes: slices.Concat(callAssumptions, []string{"What a request leaves out stays as it is."}),
		Join:    func(rows []connectors.EncodedRow) connectors.PlannedCall { return joinOne(opCallUpdate, rows) },
		Send:    c.sender(c.bareCall, c.callAnswer),
	}
}

// encodeCall encodes the changes of an imported call.
func (c *Client) encodeCall(row connectors.WriteRow, _ *crmstreamv1.UpdateImportedCallRequest, known *connectors.Catalogue) (connectors.EncodedRow, error) {
	return c.encodeCallRow(opCallUpdate, "id", transcode.OnUpdate, row, known)
}

// encodeCallRow encodes a call for an operation. idField is the field of the request that has its unique id.
func (c *Client) encodeCallRow(op, idField string, does transcode.Op, row connectors.WriteRow, known *connectors.Catalogue) (connectors.EncodedRow, error) {
	var mistakes connectors.Mistakes
	odd := func(r rune) bool { return r <= ' ' || r > '~' }
	if len(row.ID) != uniqueIDLength || strings.ContainsFunc(row.ID, odd) {
		mistakes.Add(connectors.Invalid(idField, "%.64q must have exactly %d visible characters, such as an MD5 in hexadecimal digits", row.ID, uniqueIDLength))
	}
	members, notices, err := c.importedCalls().Write(row.Record, row.Mask, transcode.WriteContext{Op: does, Zone: c.zone, Catalogue: known, Prefix: "call"})
	if !mistakes.Add(err) {
		return connectors.EncodedRow{}, err
	}
	if len(mistakes) > 0 {
		return connectors.EncodedRow{}, mistakes
	}
	id := transcode.Member{Key: "uniqueId", Value: transcode.Value{Kind: transcode.TextValue, Text: row.ID}}
	object := transcode.Value{Kind: transcode.ObjectValue, Object: slices.Concat([]transcode.Member{id}, members)}
	return encodedRow{value: object, op: op}.counted(notices), nil
}
