package transcode_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func kept(t testing.TB, m proto.Message) []connectors.Record {
	t.Helper()
	wire, err := proto.Marshal(m)
	require.NoError(t, err)
	return []connectors.Record{{Wire: protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), wire)}}
}

// stageColumns read a deal whose stage has a name.
func stageColumns() []transcode.Column {
	return []transcode.Column{
		{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID},
		{Keys: []string{"stage"}, Field: "stage_id", Kind: transcode.Ref, Naming: connectors.DealStageNames, Name: "stage_name", Outcome: "outcome"},
		{Keys: []string{"fields"}, Field: "fields", Kind: transcode.CustomFields, Types: datatypes()},
	}
}

// TestCatalogueGivesMeaning names ids and finds options by their texts, which may hold commas and outer blanks.
func TestCatalogueGivesMeaning(t *testing.T) {
	c := &connectors.Catalogue{}
	require.NoError(t, c.Add(connectors.Need{Resource: connectors.ListOfDealTypes}, kept(t, &crmstreamv1.DealType{
		Id: "1", Stages: []*crmstreamv1.DealStage{{Id: "12", Name: proto.String("Утеряна"), Outcome: crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST}},
	})))
	for _, key := range []string{"7", "8"} {
		require.NoError(t, c.Add(connectors.Need{Resource: connectors.ListOfFields, Of: "deals"}, kept(t, &crmstreamv1.Field{
			Key: key, Options: []*crmstreamv1.FieldOption{{Id: "71", Text: "Да "}, {Id: "72", Text: "sea, view"}, {Id: "73", Text: `a"b`}},
		})))
	}
	table := transcode.Must(transcode.Part(&crmstreamv1.Deal{}, stageColumns()...))
	const rows = `[{"id":"1","stage":"12","fields":{
			"7":{"id":"7","datatype":"select","value":"\u0414\u0430 "},
			"8":{"id":"8","datatype":"multiselect","value":"sea, view,a\"b,new"},
			"9":{"id":"9","datatype":"multiselect","value":"sea, view"}}},
		{"id":"2","stage":99,"fields":[{"id":"7","type":"select","value":"gone"},{"id":"8","type":"multiselect","value":["sea, view","Да"]}]}]`
	read := func(known *connectors.Catalogue) []*crmstreamv1.Deal {
		var list crmstreamv1.ListDealsResponse
		var wire []byte
		require.NoError(t, table.Rows(parsed(t, rows), &transcode.Context{Catalogue: known}, func(r *transcode.Row) error {
			require.Nil(t, r.Record.Err)
			wire = append(wire, r.Record.Wire...)
			return nil
		}))
		require.NoError(t, proto.Unmarshal(wire, &list))
		return list.GetDeals()
	}
	options := func(d *crmstreamv1.Deal, key string) (pairs [][2]string) {
		v := d.GetFields()[key]
		for _, o := range append(v.GetOptions().GetOptions(), v.GetOption()) {
			if o != nil {
				pairs = append(pairs, [2]string{o.GetId(), o.GetText()})
			}
		}
		return pairs
	}
	deals := read(c)
	require.Equal(t, "Утеряна", deals[0].GetStageName())
	require.Equal(t, crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST, deals[0].GetOutcome())
	require.Equal(t, [][2]string{{"71", "Да "}}, options(deals[0], "7"))
	require.Equal(t, [][2]string{{"72", "sea, view"}, {"73", `a"b`}, {"", "new"}}, options(deals[0], "8"))
	require.Equal(t, [][2]string{{"", "sea"}, {"", " view"}}, options(deals[0], "9"), "of a field that is not known")
	require.Nil(t, deals[1].StageName)
	require.Equal(t, "99", deals[1].GetStageId())
	require.Equal(t, [][2]string{{"", "gone"}}, options(deals[1], "7"))
	require.Equal(t, [][2]string{{"72", "sea, view"}, {"71", "Да"}}, options(deals[1], "8"))

	plain := read(nil)
	require.Nil(t, plain[0].StageName)
	require.Equal(t, [][2]string{{"", "sea"}, {"", " view"}, {"", `a"b`}, {"", "new"}}, options(plain[0], "8"))
}

func TestNamingColumnsAreChecked(t *testing.T) {
	for name, column := range map[string]transcode.Column{
		"no name":         {Keys: []string{"s"}, Field: "stage_id", Kind: transcode.Ref, Naming: connectors.DealStageNames},
		"no naming":       {Keys: []string{"s"}, Field: "stage_id", Kind: transcode.Ref, Name: "stage_name"},
		"outcome alone":   {Keys: []string{"s"}, Field: "stage_id", Kind: transcode.Ref, Outcome: "outcome"},
		"no such field":   {Keys: []string{"s"}, Field: "stage_id", Kind: transcode.Ref, Naming: connectors.DealStageNames, Name: "nope"},
		"not a text":      {Keys: []string{"s"}, Field: "stage_id", Kind: transcode.Ref, Naming: connectors.DealStageNames, Name: "create_time"},
		"not a ref":       {Keys: []string{"s"}, Field: "name", Kind: transcode.Text, Naming: connectors.DealStageNames, Name: "stage_name"},
		"no such outcome": {Keys: []string{"s"}, Field: "stage_id", Kind: transcode.Ref, Naming: connectors.DealStageNames, Name: "stage_name", Outcome: "name"},
	} {
		_, err := transcode.Part(&crmstreamv1.Deal{}, column)
		require.Error(t, err, name)
	}
}
