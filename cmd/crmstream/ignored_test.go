package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// withFields are records that have custom fields.
type withFields interface {
	GetFields() map[string]*crmstreamv1.FieldValue
}

// conditionValue returns the value of a field as a condition has it, "" where conditions have none.
func conditionValue(v *crmstreamv1.FieldValue) (kind, value string) {
	switch v := v.GetValue().(type) {
	case *crmstreamv1.FieldValue_Text:
		return "text", v.Text
	case *crmstreamv1.FieldValue_Flag:
		return "flag", strconv.FormatBool(v.Flag)
	case *crmstreamv1.FieldValue_Integer:
		return "integer", strconv.FormatInt(v.Integer, 10)
	case *crmstreamv1.FieldValue_Decimal:
		return "decimal", v.Decimal
	case *crmstreamv1.FieldValue_Date:
		return "date", v.Date
	case *crmstreamv1.FieldValue_DateTime:
		return "date and time", v.DateTime.AsTime().Format(time.RFC3339)
	case *crmstreamv1.FieldValue_Time:
		return "time", v.Time
	case *crmstreamv1.FieldValue_Option_:
		return "option", v.Option.GetText()
	case *crmstreamv1.FieldValue_Options:
		return "options", v.Options.GetOptions()[0].GetText()
	}
	return "", ""
}

// conditionsOn returns a condition for each type of custom fields, by values that records have.
func conditionsOn(t *testing.T, records answered) map[string]string {
	t.Helper()
	conditions := map[string]string{}
	for _, r := range records.records {
		record, ok := r.Interface().(withFields)
		require.True(t, ok)
		for _, key := range slices.Sorted(maps.Keys(record.GetFields())) {
			if kind, value := conditionValue(record.GetFields()[key]); value != "" && conditions[kind] == "" {
				conditions[kind] = fmt.Sprintf("fields.%s = %s", key, value)
			}
		}
	}
	return conditions
}

// TestConditionsThatAnUpstreamIgnores asks a server for records by custom fields of every type, in both dialects. Where it
// obeys, the records come; where it does not know conditions, the list fails and names the request field, and no record comes
// that nobody asked for.
func TestConditionsThatAnUpstreamIgnores(t *testing.T) {
	for _, dialect := range []string{"english", "intrum"} {
		obeys := startWith(t, map[string]string{"apro": fmt.Sprintf(`{"dialect":%q}`, dialect)})
		ignores := startWith(t, map[string]string{"apro": fmt.Sprintf(`{"dialect":%q,"ignore":["fields"]}`, dialect)})
		for _, method := range []string{
			"StockService/ListStockItems", "ContactsService/ListContacts", "ActivitiesService/ListActivities", "DealsService/ListDeals",
		} {
			conditions := conditionsOn(t, obeys.call(t, method, "apro", `{"limit":100}`))
			require.Len(t, conditions, 9, "%s: %v", method, conditions)
			for kind, condition := range conditions {
				where, err := json.Marshal([]string{condition})
				require.NoError(t, err)
				request := fmt.Sprintf(`{"where":%s}`, where)
				found := obeys.call(t, method, "apro", request)
				require.NotEmpty(t, found.records, "%s: %s", method, condition)
				for _, r := range found.records {
					record, ok := r.Interface().(withFields)
					require.True(t, ok)
					require.NotEmpty(t, record.GetFields(), "%s: %s", method, condition)
				}
				wrong, err := ignores.try(t, method, "apro", request)
				require.Equal(t, codes.FailedPrecondition, status.Code(err), "%s by %s: %s: %v", method, kind, condition, err)
				require.Empty(t, wrong.records)
				info, ok := status.Convert(err).Details()[0].(*errdetails.ErrorInfo)
				require.True(t, ok)
				require.Equal(t, "FILTER_IGNORED", info.GetReason())
				require.Equal(t, "where", info.GetMetadata()["field"])
			}
		}
	}
}
