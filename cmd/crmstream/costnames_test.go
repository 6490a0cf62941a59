package main

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// clientKey returns the key of a party that has a dialog of a type. Only who began the dialog knows it.
func (d *counted) clientKey(t *testing.T, dialogType string) string {
	t.Helper()
	for _, e := range d.emulators {
		if known, ok := e.instance.Handler.(interface{ ClientKeys(group string) []string }); ok {
			return known.ClientKeys(dialogType)[0]
		}
	}
	require.Fail(t, "no sandbox has dialogs")
	return ""
}

// names finds ids that the data has.
func (d *counted) names(t *testing.T) *strings.Replacer {
	t.Helper()
	found := map[string]string{}
	pick := func(method, source, request string, field protoreflect.Name, names ...string) {
		records := d.call(t, method, source, request).records
		require.GreaterOrEqual(t, len(records), len(names), method)
		for i, name := range names {
			found[name] = text(records[i], field)
		}
	}
	pick("StockService/ListStockItems", "apro", `{"limit":5}`, "id", "stockItem", "otherStockItem")
	pick("ContactsService/ListContacts", "apro", `{"limit":5}`, "id", "otherContact")
	pick("ContactsService/ListContacts", "apro", `{"limit":5,"onlyDeleted":true}`, "id", "deletedContact")
	pick("ActivitiesService/ListActivities", "apro", `{"limit":5}`, "id", "activity")
	pick("DealsService/ListDeals", "apro", `{"limit":5}`, "id", "deal")
	pick("DealsService/ListDeals", "apro", `{"limit":5}`, "contact_id", "contact")
	pick("InvoicesService/ListInvoices", "apro", `{"limit":5}`, "id", "invoice", "otherInvoice")
	pick("ProjectsService/ListProjects", "solos", `{"limit":5}`, "id", "project")
	pick("TasksService/ListTasks", "administrate", `{"limit":5}`, "id", "task", "otherTask")
	pick("UsersService/ListUsers", "apro", `{}`, "id", "user")
	pick("ActivitiesService/ListActivityTypes", "apro", `{}`, "id", "activityType")
	pick("DealsService/ListDealTypes", "apro", `{}`, "id", "dealType")
	pick("StockService/ListStockCategories", "apro", `{}`, "id", "category")
	pick("PublicationsService/ListPublications", "apro", `{}`, "id", "publication")
	pick("CalendarService/ListCalendarEvents", "apro", `{}`, "id", "calendarEvent")
	pick("DialogsService/ListDialogTypes", "apro", `{}`, "id", "dialogType")
	found["client"] = d.clientKey(t, found["dialogType"])
	for _, record := range d.call(t, "SourcesService/ListFields", "apro", `{"resource":"contacts"}`).records {
		field, ok := record.Interface().(*crmstreamv1.Field)
		require.True(t, ok)
		if field.GetOptionsOnDemand() {
			found["dependentField"] = field.GetKey()
		} else if len(field.GetOptions()) > 0 && found["parentOption"] == "" {
			found["parentOption"] = field.GetOptions()[0].GetId()
		}
	}
	pick("ProjectsService/ListProjects", "solos", `{"having":"PROJECT_HAVING_EVENTS","limit":5}`, "id", "busyProject")
	pick("ProjectsService/ListProjects", "solos", `{"having":"PROJECT_HAVING_PAYMENTS","limit":5}`, "id", "paidProject")
	pick("ProjectsService/ListProjectEvents", "solos", `{"projectId":"`+found["busyProject"]+`"}`, "id", "projectEvent")
	visits := d.call(t, "VisitsService/ListVisits", "proxima", `{"startFrom":"2025-06-01","startBefore":"2025-07-01","limit":1}`).records
	visit, ok := visits[0].Interface().(*crmstreamv1.Visit)
	require.True(t, ok)
	found["visit"] = visit.GetId()
	found["day"] = visit.GetStartTime().AsTime().Format(time.DateOnly)
	found["dayAfter"] = visit.GetStartTime().AsTime().AddDate(0, 0, 2).Format(time.DateOnly)
	pick("ContactsService/ListContacts", "proxima", `{"limit":5}`, "id", "client2")
	pairs := make([]string, 0, 2*len(found))
	for _, name := range slices.Sorted(maps.Keys(found)) {
		pairs = append(pairs, "{"+name+"}", found[name])
	}
	return strings.NewReplacer(pairs...)
}
