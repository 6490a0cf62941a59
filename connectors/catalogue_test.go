package connectors

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func recordOf(t *testing.T, m proto.Message) Record {
	t.Helper()
	wire, err := proto.Marshal(m)
	require.NoError(t, err)
	return Record{Wire: protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), wire)}
}

func TestCatalogueNamesValues(t *testing.T) {
	var c Catalogue
	require.NoError(t, c.Add(Need{Resource: ListOfDealTypes}, []Record{recordOf(t, &crmstreamv1.DealType{
		Id: "1", Name: proto.String("Sale"), Stages: []*crmstreamv1.DealStage{
			{Id: "11", Name: proto.String("New"), Outcome: crmstreamv1.DealOutcome_DEAL_OUTCOME_OPEN},
			{Id: "12", Name: proto.String("Registration, lost"), Outcome: crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST},
		},
	}), {Err: &RecordError{}}}))
	require.NoError(t, c.Add(Need{Resource: ListOfStockTypes}, []Record{recordOf(t, &crmstreamv1.StockType{Id: "1", Name: proto.String("Flat")})}))
	require.NoError(t, c.Add(Need{Resource: ListOfStockCategories}, []Record{recordOf(t, &crmstreamv1.StockCategory{Id: "1", Name: proto.String("New buildings")})}))
	require.NoError(t, c.Add(Need{Resource: ListOfCallStatuses}, []Record{recordOf(t, &crmstreamv1.CallStatus{Id: "1", Name: proto.String("Spam")})}))
	for kind, name := range map[Naming]string{
		DealTypeNames: "Sale", StockTypeNames: "Flat", StockCategoryNames: "New buildings", CallStatusNames: "Spam",
	} {
		m, ok := c.Meaning(kind, []byte("1"))
		require.True(t, ok)
		require.Equal(t, name, m.Name)
	}
	m, _ := c.Meaning(DealStageNames, []byte("12"))
	require.Equal(t, Meaning{Name: "Registration, lost", Outcome: crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST, Of: "1"}, m)
	_, ok := c.Meaning(DealStageNames, []byte("99"))
	require.False(t, ok)
	require.Error(t, c.Add(Need{Resource: "users"}, []Record{{}}))
	require.Error(t, c.Add(Need{Resource: ListOfFields}, []Record{{Wire: []byte("nonsense")}}))
	require.Equal(t, "fields?resource=deals", Need{Resource: ListOfFields, Of: "deals"}.String())
}

func TestCatalogueFindsOptions(t *testing.T) {
	var c Catalogue
	require.NoError(t, c.Add(Need{Resource: ListOfFields, Of: "deals"}, []Record{recordOf(t, &crmstreamv1.Field{
		Key: "7", Options: []*crmstreamv1.FieldOption{{Id: "1", Text: "sea"}, {Id: "2", Text: "sea, view"}, {Id: "3", Text: "Да "}, {Id: "4", Text: "Center"}, {Id: "5"}, {Id: "6", Text: "Center"}, {Id: "7", Text: "Red, dark "}},
	}), recordOf(t, &crmstreamv1.Field{Key: "8"})}))
	require.Len(t, c.Fields(), 2)
	choices := c.Choices([]byte("7"))
	for text, want := range map[string]string{"sea": "1", "sea, view": "2", "Да ": "3", "Да": "3", " sea": "1"} {
		id, ok := choices.ID([]byte(text))
		require.True(t, ok, text)
		require.Equal(t, want, id, text)
	}
	for _, text := range []string{"", " ", "view", "SEA", "Center"} {
		_, ok := choices.ID([]byte(text))
		require.False(t, ok, text)
	}
	for joined, first := range map[string]string{
		"sea, view,sea": "sea, view", "sea,Да ": "sea", "sea, viewpoint": "sea", "new, option": "new", "": "", ",": "", "Red, dark,sea": "Red, dark", "Center,sea": "Center",
	} {
		require.Equal(t, first, joined[:choices.Cut([]byte(joined))], joined)
	}
	require.Nil(t, c.Choices([]byte("8")))
	require.NoError(t, c.AddOptions("8", []Record{recordOf(t, &crmstreamv1.FieldOption{Id: "81", Text: "a,b"})}))
	require.Equal(t, 3, c.Choices([]byte("8")).Cut([]byte("a,b,c")))
	require.Error(t, c.AddOptions("8", []Record{{}}))

	var none *Catalogue
	require.Nil(t, none.Fields())
	require.Equal(t, 1, none.Choices([]byte("7")).Cut([]byte("a,b")))
	_, ok := none.Meaning(DealTypeNames, []byte("1"))
	require.False(t, ok)
	_, ok = none.Choices([]byte("7")).ID([]byte("a"))
	require.False(t, ok)
}

// TestMatchingOptions finds options by id and by text, several where options of different parents share a text.
func TestMatchingOptions(t *testing.T) {
	var c Catalogue
	parent := proto.String
	require.NoError(t, c.AddOptions("7", []Record{
		recordOf(t, &crmstreamv1.FieldOption{Id: "1", Text: "Center", ParentOptionId: parent("71")}),
		recordOf(t, &crmstreamv1.FieldOption{Id: "2", Text: "Center", ParentOptionId: parent("72")}),
		recordOf(t, &crmstreamv1.FieldOption{Id: "3", Text: "Port "}),
		recordOf(t, &crmstreamv1.FieldOption{Id: "4", Text: " Port"}),
	}))
	choices := c.Choices([]byte("7"))
	for _, test := range []struct {
		id, text string
		want     []string
	}{
		{"", "Center", []string{"1", "2"}},
		{"", " Center ", []string{"1", "2"}},
		{"2", "", []string{"2"}},
		{"9", "", nil},
		{"", "Port ", []string{"3"}},
		{"", "Port", []string{"3", "4"}},
		{"", "1", nil},
		{"", "", nil},
	} {
		require.Equal(t, test.want, choices.Matching(test.id, test.text), "%q %q", test.id, test.text)
	}
	require.Equal(t, "72", choices.Parent("2"))
	require.Empty(t, choices.Parent("3"))
	require.Nil(t, (*Choices)(nil).Matching("1", ""))
	require.Empty(t, (*Choices)(nil).Parent("1"))
}

// TestTypesOfValues keeps the type of stages and categories, unless several types have one.
func TestTypesOfValues(t *testing.T) {
	var c Catalogue
	require.False(t, c.Has(DealTypeNames))
	require.False(t, (*Catalogue)(nil).Has(DealTypeNames))
	dealType := func(id string, stages ...string) Record {
		m := &crmstreamv1.DealType{Id: id}
		for _, s := range stages {
			m.Stages = append(m.Stages, &crmstreamv1.DealStage{Id: s})
		}
		return recordOf(t, m)
	}
	require.NoError(t, c.Add(Need{Resource: ListOfDealTypes}, []Record{dealType("1", "11", "19"), dealType("2", "21", "19")}))
	require.NoError(t, c.Add(Need{Resource: ListOfStockCategories}, []Record{recordOf(t, &crmstreamv1.StockCategory{Id: "5", TypeId: proto.String("3")})}))
	require.True(t, c.Has(DealTypeNames))
	for id, of := range map[string]string{"11": "1", "21": "2", "19": ""} {
		m, ok := c.Meaning(DealStageNames, []byte(id))
		require.True(t, ok)
		require.Equal(t, of, m.Of, id)
	}
	m, _ := c.Meaning(StockCategoryNames, []byte("5"))
	require.Equal(t, "3", m.Of)
}

func TestMistakes(t *testing.T) {
	var err error = Mistakes{Invalid("contact.name", "is obligatory"), Invalid("contact.type_id", "is no number")}
	require.EqualError(t, err, "contact.name: invalid request: is obligatory; contact.type_id: invalid request: is no number")
	require.ErrorIs(t, err, &Error{Kind: KindInvalidRequest})
	var first *Error
	require.ErrorAs(t, err, &first)
	require.Equal(t, "contact.name", first.Field)
	require.False(t, Mistakes{first}.Unknown())
	require.True(t, Mistakes{first, {Unknown: true}}.Unknown())
}
