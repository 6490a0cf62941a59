package apro

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/timeline"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// named maps an id that the catalogue has a name for, with a Check.
func named(field string, naming connectors.Naming, name string, keys ...string) transcode.Column {
	return transcode.Column{Keys: keys, Field: field, Kind: transcode.Ref, Check: field, Naming: naming, Name: name}
}

// enum maps the words of a closed vocabulary, and the upstream's word to the field text.
func enum(field, text string, words map[string]int32, keys ...string) transcode.Column {
	return transcode.Column{Keys: keys, Field: field, Kind: transcode.Enum, Enum: words, Text: text, Check: field}
}

// The Check names of columns that lists verify.
const (
	checkTime      = timeline.ColumnTime
	checkPublished = timeline.ColumnPublished
	checkWord      = wire.CheckWord
)

// scanKey maps the time that orders a list. It has a Check, so that rows without an id show it too.
func scanKey(field, key string) transcode.Column {
	column := transcode.Key(field, transcode.LocalTime, key)
	column.Check = checkTime
	return column
}

// customFields maps the custom fields of a row: a list or a map, with type or datatype.
var customFields = transcode.Column{Keys: []string{"fields"}, Field: "fields", Kind: transcode.CustomFields, Types: wire.Datatypes}

// deletedColumn maps a flag that only some servers send. On other servers, the request decides whether rows are deleted.
var deletedColumn = transcode.Column{Keys: []string{"publish"}, Field: "deleted", Kind: transcode.NotFlag, Check: checkPublished}

var deletedField = transcode.Constant[bool]("deleted",
	&crmstreamv1.StockItem{}, &crmstreamv1.Contact{}, &crmstreamv1.Activity{}, &crmstreamv1.Deal{}, &crmstreamv1.CalendarEvent{})

// deletedConstant returns the encoded field deleted for the records of a request for deleted ones, else nil.
func deletedConstant(deleted bool) []byte {
	if !deleted {
		return nil
	}
	return deletedField(true)
}
