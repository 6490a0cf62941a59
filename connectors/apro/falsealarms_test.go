package apro_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// catalogueOf reads the fields of a list as the server does.
func catalogueOf(t *testing.T, client connectors.Client, resource string) *connectors.Catalogue {
	t.Helper()
	known := &connectors.Catalogue{}
	page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListFieldsRequest{Resource: resource}, connectors.PageRequest{})
	require.NoError(t, err)
	require.NoError(t, known.Add(connectors.Need{Resource: connectors.ListOfFields, Of: resource}, page.Records))
	return known
}

// rowsOf reads some pages of a list, as far as it can be read.
func rowsOf(t *testing.T, client connectors.Client, req proto.Message, known *connectors.Catalogue) ([]protoreflect.Message, error) {
	t.Helper()
	fetch, err := conformance.Open(client, req, known)
	require.NoError(t, err)
	var rows []protoreflect.Message
	var at connectors.PageRequest
	for range 6 {
		page, err := fetch(t.Context(), at)
		if err != nil {
			return rows, err
		}
		for _, r := range page.Records {
			m := listResponse(t, req)
			require.NoError(t, proto.Unmarshal(r.Wire, m.Interface()))
			rows = append(rows, m.Get(m.Descriptor().Fields().ByNumber(1)).List().Get(0).Message())
		}
		if at.Cursor = page.Next; at.Cursor == "" {
			break
		}
	}
	return rows, nil
}

// listResponse returns an empty response to a request.
func listResponse(t *testing.T, req proto.Message) protoreflect.Message {
	t.Helper()
	for request, response := range map[string]proto.Message{
		"ListContactsRequest": &crmstreamv1.ListContactsResponse{}, "ListDealsRequest": &crmstreamv1.ListDealsResponse{},
		"ListActivitiesRequest": &crmstreamv1.ListActivitiesResponse{}, "ListStockItemsRequest": &crmstreamv1.ListStockItemsResponse{},
		"ListUsersRequest": &crmstreamv1.ListUsersResponse{},
	} {
		if string(req.ProtoReflect().Descriptor().Name()) == request {
			return response.ProtoReflect()
		}
	}
	require.Fail(t, "no response")
	return nil
}

// shown returns the value of a custom field as conditions have it; ordered says that they take a range.
func shown(v *crmstreamv1.FieldValue) (value string, ordered bool) {
	switch v := v.GetValue().(type) {
	case *crmstreamv1.FieldValue_Text:
		return v.Text, false
	case *crmstreamv1.FieldValue_Flag:
		return strconv.FormatBool(v.Flag), false
	case *crmstreamv1.FieldValue_Integer:
		return strconv.FormatInt(v.Integer, 10), true
	case *crmstreamv1.FieldValue_Decimal:
		return v.Decimal, true
	case *crmstreamv1.FieldValue_Date:
		return v.Date, true
	case *crmstreamv1.FieldValue_DateTime:
		return v.DateTime.AsTime().Format(time.RFC3339), true
	case *crmstreamv1.FieldValue_Time:
		return v.Time, true
	case *crmstreamv1.FieldValue_Option_:
		return v.Option.GetText(), false
	case *crmstreamv1.FieldValue_Options:
		return v.Options.GetOptions()[len(v.Options.GetOptions())-1].GetText(), false
	}
	return "", false
}

// unconditional reports whether the sandbox takes no conditions on a field, as of datatypes that nothing documents them of.
func unconditional(known *connectors.Catalogue, key string) bool {
	return known.Field(key).GetUpstreamType() == "barcode"
}

// TestConditionsRaiseNoFalseAlarm asks for records by what others have, by every operator, of servers that obey: no list of
// theirs fails. The same conditions make every list fail on a server that does not know them.
func TestConditionsRaiseNoFalseAlarm(t *testing.T) {
	for resource, ask := range map[string]func(where ...string) proto.Message{
		"contacts":   func(w ...string) proto.Message { return &crmstreamv1.ListContactsRequest{Where: w} },
		"deals":      func(w ...string) proto.Message { return &crmstreamv1.ListDealsRequest{Where: w} },
		"activities": func(w ...string) proto.Message { return &crmstreamv1.ListActivitiesRequest{Where: w} },
		"stockItems": func(w ...string) proto.Message {
			return &crmstreamv1.ListStockItemsRequest{Where: w, TypeIds: []string{"1"}}
		},
		"users": func(w ...string) proto.Message { return &crmstreamv1.ListUsersRequest{Where: w} },
	} {
		for _, dialect := range []string{sandbox.English, sandbox.Intrum} {
			t.Run(resource+"/"+dialect, func(t *testing.T) {
				settings := func(ignore ...string) func(*sandbox.Settings) {
					return big(func(s *sandbox.Settings) { s.Dialect, s.Ignore, s.BulkRows, s.ZeroDates = dialect, ignore, 12, 9 })
				}
				_, obeys := newSandbox(t, conformance.Upstream{Rows: 200}, "", settings())
				_, ignores := newSandbox(t, conformance.Upstream{Rows: 200}, "", settings("fields"))
				catalogue := catalogueOf(t, obeys, resource)
				rows, err := rowsOf(t, obeys, ask(), catalogue)
				require.NoError(t, err)
				conditions, values := map[string]bool{}, map[string]int{}
				for _, row := range rows {
					record, ok := row.Interface().(interface {
						GetFields() map[string]*crmstreamv1.FieldValue
					})
					require.True(t, ok)
					for _, key := range slices.Sorted(maps.Keys(record.GetFields())) {
						value, ordered := shown(record.GetFields()[key])
						if values[key]++; value == "" || values[key] > 2 || unconditional(catalogue, key) {
							continue
						}
						conditions[fmt.Sprintf("fields.%s = %s", key, value)] = true
						if ordered {
							conditions[fmt.Sprintf("fields.%s >= %s", key, value)] = true
							conditions[fmt.Sprintf("fields.%s <= %s", key, value)] = true
						}
					}
				}
				require.Greater(t, len(conditions), 8)
				missed := 0
				for _, where := range slices.Sorted(maps.Keys(conditions)) {
					for _, known := range []*connectors.Catalogue{catalogue, nil} {
						found, err := rowsOf(t, obeys, ask(where), known)
						require.NoError(t, err, where)
						if known != nil {
							require.NotEmpty(t, found, where)
						}
						if _, err = rowsOf(t, ignores, ask(where), known); err == nil {
							missed++ // as of a range that all rows lie in
						} else {
							require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindFilterIgnored}, where)
						}
					}
				}
				require.LessOrEqual(t, missed, len(conditions)/5)
			})
		}
	}
}
