package apro

import (
	"net/http"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// rowOf returns the row of members.
func rowOf(members []transcode.Member, notices []connectors.Notice) connectors.EncodedRow {
	return encodedRow{value: transcode.Value{Kind: transcode.ObjectValue, Object: members}}.counted(notices)
}

// requestRow returns the row of a request that has its parameters beside params.
func requestRow(call connectors.PlannedCall) connectors.EncodedRow {
	call.Method, call.ContentType, call.Rows = http.MethodPost, wire.ContentType, 1
	return connectors.EncodedRow{Value: call, Elements: call.Elements}
}

// joinRequest returns the request of the only row, which requestRow has made.
func joinRequest(rows []connectors.EncodedRow) connectors.PlannedCall {
	call, _ := rows[0].Value.(connectors.PlannedCall)
	return call
}

// refuseOthers returns the mistakes of a mask that names other fields than these. A field of a map is named with its key.
func refuseOthers(prefix string, mask []string, fields []connectors.WritableField) connectors.Mistakes {
	var mistakes connectors.Mistakes
	for _, path := range mask {
		name, _, _ := strings.Cut(path, ".")
		if !slices.ContainsFunc(fields, func(f connectors.WritableField) bool { return f.Name == name }) {
			mistakes.Add(connectors.Invalid(prefix+"."+path, "cannot be written: leave it out"))
		}
	}
	return mistakes
}

// text returns a member with a text.
func text(key, value string) transcode.Member {
	return transcode.Member{Key: key, Value: transcode.Value{Kind: transcode.TextValue, Text: value}}
}

// number returns a member with a whole number.
func number(key, digits string) transcode.Member {
	return transcode.Member{Key: key, Value: transcode.Value{Kind: transcode.NumberValue, Text: digits}}
}

// object returns a member with members of its own.
func object(key string, members ...transcode.Member) transcode.Member {
	return transcode.Member{Key: key, Value: transcode.Value{Kind: transcode.ObjectValue, Object: members}}
}
