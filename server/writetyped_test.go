package server

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/enrich"
)

// brands is a catalogue with the field 25, "Brand", and two fields with the name "Size".
func brands(t *testing.T) *connectors.Catalogue {
	t.Helper()
	known := &connectors.Catalogue{}
	for key, name := range map[string]string{"25": "Brand", "26": "Size", "27": "Size"} {
		field := &crmstreamv1.Field{Key: key, Name: &name, Type: crmstreamv1.FieldType_FIELD_TYPE_TEXT}
		require.NoError(t, known.Add(connectors.Need{Resource: connectors.ListOfFields}, []connectors.Record{encode(key, field)}))
	}
	return known
}

func gibson() *crmstreamv1.FieldValue {
	return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Text{Text: "Gibson"}}
}

// TestExpectedUnsetByName finds the fields by their names, and refuses names that no field has: such a field would be unset always.
func TestExpectedUnsetByName(t *testing.T) {
	w := &writing{one: updateContact(), known: &enrich.Definitions{Catalogue: brands(t)}}
	row := &writeRow{at: "requests[1].", unset: []string{"fields.Brand", "last_name"}}
	row.Before = &crmstreamv1.Contact{Fields: map[string]*crmstreamv1.FieldValue{"25": gibson()}}
	require.NoError(t, w.typeRow(row))
	require.Len(t, conflictsOf(row), 1)
	require.NoError(t, w.typeRow(row), "a row is encoded again after its record was read")
	require.Equal(t, []string{"fields.25", "last_name"}, row.unset)
	for name, text := range map[string]string{"fields.Brnd": "has no custom field", "fields.99": "has no custom field", "fields.Size": "26, 27"} {
		row.unset = []string{name}
		err := w.typeRow(row)
		require.ErrorContains(t, err, text)
		var mistake *connectors.Error
		require.ErrorAs(t, err, &mistake)
		require.Equal(t, "requests[1].expected_unset."+name, mistake.Field)
		require.Equal(t, text != "26, 27", unknownName(err), "newer definitions may have the field")
	}
}

// TestAMaskThatSpellsAFieldOtherwise does not clear the field.
func TestAMaskThatSpellsAFieldOtherwise(t *testing.T) {
	w := &writing{one: updateContact(), known: &enrich.Definitions{Catalogue: brands(t)}}
	for mask, refused := range map[string]bool{"fields.25": true, "fields.Brand": false} {
		row := &writeRow{}
		row.Record = &crmstreamv1.Contact{Fields: map[string]*crmstreamv1.FieldValue{"Brand": gibson()}}
		row.Mask = []string{mask}
		err := w.typeRow(row)
		require.Equal(t, refused, err != nil, mask)
		if !refused {
			require.Equal(t, "Gibson", row.Record.(*crmstreamv1.Contact).GetFields()["25"].GetText())
		}
	}
}
