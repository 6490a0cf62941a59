package apro

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// read returns the data of an answer, decoded.
func read[T any](t *testing.T, srv *Server, op string, params ...string) T {
	t.Helper()
	e := open(t, post(t, srv, op, params...))
	require.Equal(t, "success", e.Status, op)
	var data T
	require.NoError(t, json.Unmarshal(e.Data, &data), string(e.Data))
	return data
}

type variant struct{ ID, Value, Bind, Default, Sort string }

type definition struct {
	ID, Name, Datatype string
	Variants           []variant
}

type definitions struct {
	Groups []struct {
		ID, Name, Order string
		Childs          []string
	}
	Fields         map[string]definition
	NestedSelects  map[string][]string `json:"nested_selects"`
	DeletedFields  []string            `json:"deleted_fields"`
	DisabledFields []string            `json:"disabled_fields"`
	Stages         map[string][]string
	PriceFields    []string `json:"price_fields"`
}

// texts returns all options of a field, whether the catalogue holds them or not.
func texts(t *testing.T, srv *Server, id string) []string {
	t.Helper()
	var all []string
	for _, v := range read[[]variant](t, srv, opVariants, "property_id", id) {
		all = append(all, v.Value)
	}
	return all
}

// TestDefinitionsAgreeWithRows looks up each field and option that a row shows.
func TestDefinitionsAgreeWithRows(t *testing.T) {
	srv := newServer(t, nil)
	contacts := map[string]definitions{"": read[definitions](t, srv, opContactFields)}
	for _, c := range []struct {
		op, kind string
		fields   map[string]definitions
	}{
		{opContacts, "", contacts},
		{opActivities, "request_type_id", read[map[string]definitions](t, srv, opActivityFields)},
		{opDeals, "sales_type_id", read[map[string]definitions](t, srv, opDealFields)},
	} {
		t.Run(c.op, func(t *testing.T) {
			options, chosen := map[string][]string{}, map[string]int{}
			for _, r := range all(t, srv, c.op) {
				kind, _ := r[c.kind].(string)
				fields, _ := r["fields"].(map[string]any)
				for key, field := range fields {
					def, known := c.fields[kind].Fields[key]
					require.True(t, known, key)
					require.NotEmpty(t, def.Name)
					require.Equal(t, def.Datatype, field.(map[string]any)["datatype"])
					require.NotContains(t, c.fields[kind].DeletedFields, key)
					text, _ := field.(map[string]any)["value"].(string)
					if def.Datatype != "select" || text == "" {
						continue
					}
					if options[key] == nil {
						options[key] = texts(t, srv, key)
					}
					require.Contains(t, options[key], text)
					chosen[text]++
				}
			}
			for _, text := range []string{"Gibson ", "Кирпич, монолит", "Серия 1, люкс", "Type/6 "} {
				require.NotZero(t, chosen[text], text)
			}
		})
	}
}

func TestDefinitions(t *testing.T) {
	srv := newServer(t, nil)
	stock := read[map[string]definitions](t, srv, opStockFields)
	require.Len(t, stock, srv.settings.StockTypes)
	first := stock["1"]
	require.Equal(t, "0", first.Groups[0].ID)
	require.Empty(t, first.Groups[0].Name)
	grouped := 0
	for _, g := range first.Groups {
		grouped += len(g.Childs)
	}
	require.Equal(t, len(datatypes()), grouped)
	require.Equal(t, map[string][]string{"3023": {"3041"}}, first.NestedSelects)
	require.Equal(t, []string{"3042", "3043"}, first.DeletedFields)
	require.Contains(t, first.Fields, "3042")
	require.NotContains(t, first.Fields, "3043")
	require.Contains(t, first.Fields, first.DisabledFields[0])
	require.Len(t, first.Fields["3023"].Variants, 6)
	require.Empty(t, first.Fields["3041"].Variants, "options of dependent selects are left out")

	deals := read[map[string]definitions](t, srv, opDealFields)["2"]
	require.Equal(t, []string{"1067"}, deals.PriceFields)
	require.Contains(t, deals.Stages, "0")
	require.Contains(t, deals.Stages, "22")
	require.Nil(t, deals.Groups)

	byType := newServer(t, func(s *Settings) { s.ContactFieldsByType = true })
	require.Equal(t, read[definitions](t, srv, opContactFields), read[map[string]definitions](t, byType, opContactFields)["1"])
	require.Len(t, read[[]definition](t, srv, opWorkerFields), len(workerDatatypes()))
}

func TestOptionsOnDemand(t *testing.T) {
	srv := newServer(t, nil)
	every := read[[]variant](t, srv, opVariants, "property_id", "3041")
	require.Len(t, every, 18)
	bound := read[[]variant](t, srv, opBinded, "bind", "302302")
	require.Len(t, bound, 3)
	for _, v := range bound {
		require.Equal(t, "302302", v.Bind)
	}
	require.Equal(t, "Series 2", bound[0].Value)
	for name, c := range map[string][]string{
		"no such field":        {opVariants, "property_id", "7"},
		"field without option": {opVariants, "property_id", "3021"},
		"no such option":       {opBinded, "bind", "302399"},
		"field as parent":      {opBinded, "bind", "3023"},
	} {
		t.Run(name, func(t *testing.T) { require.Empty(t, read[[]variant](t, srv, c[0], c[1:]...)) })
	}
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opVariants)))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opBinded)))
}

func TestDealTypes(t *testing.T) {
	type stage struct {
		ID, Name, Order any
		Success         *bool `json:"is_success"`
		Fail            *bool `json:"is_fail"`
	}
	type dealType struct {
		ID     any
		Stages []stage
	}
	srv := newServer(t, nil)
	names, won, lost := map[string]string{}, 0, 0
	for _, kind := range read[[]dealType](t, srv, opDealTypes) {
		for _, s := range kind.Stages {
			names[s.ID.(string)] = s.Name.(string)
			if s.Success != nil {
				won++
			}
			if s.Fail != nil {
				lost++
			}
		}
	}
	require.Equal(t, []int{dealTypes, dealTypes}, []int{won, lost})
	require.Equal(t, "Registration, lost", names["12"])
	for _, r := range all(t, srv, opDeals) {
		require.Contains(t, names, r["sales_status_id"])
	}
	numbers := newServer(t, func(s *Settings) { s.DocumentedTypes = true })
	require.InDelta(t, 11, read[[]dealType](t, numbers, opDealTypes)[0].Stages[0].ID, 0)
	require.Contains(t, post(t, numbers, opDealFields).Body.String(), `"price_fields":[1027]`)
}

func TestSmallCatalogues(t *testing.T) {
	srv := newServer(t, nil)
	for op, want := range map[string]struct {
		rows int
		keys string
	}{
		opActivityTypes: {4, "id name service groups"},
		opDepartments:   {6, "id parent_id name description order"},
		opBranches:      {3, "id name description city address phone email"},
		opGroups:        {5, "id name"},
		opTrunks:        {6, "trunk_id name prov phone take_input"},
		opCallStatuses:  {3, "id order color text public"},
	} {
		t.Run(op, func(t *testing.T) {
			rows := read[[]map[string]any](t, srv, op)
			require.Len(t, rows, want.rows)
			for _, r := range rows {
				require.Len(t, r, len(strings.Fields(want.keys)))
				for _, key := range strings.Fields(want.keys) {
					require.Contains(t, r, key)
				}
			}
		})
	}
	numbers := read[map[string][]map[string]string](t, srv, opPhoneNumbers)
	require.Len(t, numbers["in"], 3)
	require.Equal(t, "1", numbers["out"][0]["default_landing"])
	documented := newServer(t, func(s *Settings) { s.DocumentedTypes = true })
	require.Equal(t, "East London", read[map[string]string](t, documented, opBranches)["name"])
	intrum := newServer(t, func(s *Settings) { s.Dialect = Intrum })
	require.Contains(t, read[[]map[string]any](t, intrum, opBranches)[0], "adress")
	require.InDelta(t, 1, read[[]map[string]any](t, intrum, opDepartments)[0]["id"], 0)
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, newServer(t, func(s *Settings) { s.UnknownParams = Refuse }), opGroups, "x", "1")))
}

func TestRenames(t *testing.T) {
	srv := newServer(t, nil)
	// shown counts the contacts whose field holds a text.
	shown := func(field, text string) (rows int) {
		for _, r := range all(t, srv, opContacts) {
			fields, _ := r["fields"].(map[string]any)
			entry, _ := fields[field].(map[string]any)
			value, _ := entry["value"].(string)
			rows += int(oneIf(strings.Contains(value, text)))
		}
		return rows
	}
	gibsons, lifts := shown("23", "Gibson "), shown("24", "lift")
	require.NotZero(t, gibsons)
	require.NoError(t, srv.RenameOption("23", "2303", "Гитара, новая"))
	require.NoError(t, srv.RenameOption("24", "2402", "elevator"))
	require.Contains(t, texts(t, srv, "23"), "Гитара, новая")
	require.NotContains(t, texts(t, srv, "23"), "Gibson ")
	require.Equal(t, []int{0, gibsons}, []int{shown("23", "Gibson "), shown("23", "Гитара, новая")})
	require.Equal(t, []int{0, lifts}, []int{shown("24", "lift"), shown("24", "elevator")})

	require.NoError(t, srv.RenameStage("12", "Gone"))
	require.Contains(t, post(t, srv, opDealTypes).Body.String(), `"name":"Gone"`)
	for name, err := range map[string]error{
		"no field":  srv.RenameOption("7", "1", ""),
		"no number": srv.RenameOption("x", "1", ""),
		"no option": srv.RenameOption("23", "2399", ""),
		"no stage":  srv.RenameStage("19", ""),
		"no type":   srv.RenameStage("41", ""),
	} {
		require.Error(t, err, name)
	}
}

func TestAddType(t *testing.T) {
	srv := newServer(t, nil)
	for op, list := range map[string]string{opStockTypes: ListStock, opActivityTypes: ListActivities, opDealTypes: ListDeals} {
		before := len(read[[]map[string]any](t, srv, op))
		id := srv.AddType(list, "Новый тип")
		require.Equal(t, strconv.Itoa(before+1), id)
		types := read[[]map[string]any](t, srv, op)
		require.Equal(t, []any{id, "Новый тип"}, []any{types[before]["id"], types[before]["name"]})
	}
	require.Empty(t, srv.AddType(ListCalls, "x"))
	require.Empty(t, list(t, srv, opStock, "type", "4").List)
	require.Len(t, read[map[string][]any](t, srv, opStockCategories)["4"], 1)
	require.Contains(t, post(t, srv, opStockFields).Body.String(), `"4":{"groups":[],"fields":[],"nested_selects":[],`)
}
