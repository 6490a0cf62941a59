package solos_test

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/scan"
)

// TestFilters compares what comes with the same choice among the whole list, in tenants whose ranges include their ends
// and in those whose do not.
func TestFilters(t *testing.T) {
	for name, mode := range modes {
		r := open(t, conformance.Upstream{Rows: 900}, mode)
		all := projects(t, r, &crmstreamv1.ListProjectsRequest{})
		day := func(p *crmstreamv1.Project) string {
			return p.GetCreateTime().AsTime().In(conformance.Zone(t)).Format(time.DateOnly)
		}
		clients := []string{"7", "8", "9", "10", "11", "12", "13"}
		from, before := day(all[200]), day(all[700])
		for filter, c := range map[string]struct {
			req  *crmstreamv1.ListProjectsRequest
			keep func(*crmstreamv1.Project) bool
		}{
			"created": {
				&crmstreamv1.ListProjectsRequest{CreatedFrom: from, CreatedBefore: before},
				func(p *crmstreamv1.Project) bool { return day(p) >= from && day(p) < before },
			},
			"created from": {
				&crmstreamv1.ListProjectsRequest{CreatedFrom: from},
				func(p *crmstreamv1.Project) bool { return day(p) >= from },
			},
			"created before": {
				&crmstreamv1.ListProjectsRequest{CreatedBefore: before},
				func(p *crmstreamv1.Project) bool { return day(p) < before },
			},
			"all of two": {
				&crmstreamv1.ListProjectsRequest{FunnelIds: []string{"1", "3"}, GroupIds: []string{"2"}},
				func(p *crmstreamv1.Project) bool { return p.GetFunnelId() != "2" && p.GetGroupId() == "2" },
			},
			"any of two": {
				&crmstreamv1.ListProjectsRequest{
					Match: crmstreamv1.ProjectMatch_PROJECT_MATCH_ANY, FunnelIds: []string{"1"}, OwnerIds: []string{"2"},
				},
				func(p *crmstreamv1.Project) bool { return p.GetFunnelId() == "1" || p.GetOwnerId() == "2" },
			},
			"currency": {
				&crmstreamv1.ListProjectsRequest{CurrencyIds: []string{"1"}},
				func(p *crmstreamv1.Project) bool { return p.GetCurrencyId() == "1" },
			},
			"stage": {
				&crmstreamv1.ListProjectsRequest{StageIds: []string{"11", "12"}},
				func(p *crmstreamv1.Project) bool { return p.GetStageId() == "11" || p.GetStageId() == "12" },
			},
			"price": {
				&crmstreamv1.ListProjectsRequest{Price: "100.00"},
				func(p *crmstreamv1.Project) bool { return p.GetPrice() == "100" || p.GetPrice() == "100.00" },
			},
			"dynamic id": {
				&crmstreamv1.ListProjectsRequest{Where: []string{"data.client_id in " + strings.Join(clients, ",")}},
				func(p *crmstreamv1.Project) bool {
					v := p.GetFields()["client_id"]
					return slices.Contains(clients, cmp.Or(v.GetText(), strconv.FormatInt(v.GetInteger(), 10)))
				},
			},
			"dynamic text": {
				&crmstreamv1.ListProjectsRequest{Where: []string{"data.Комментарий = Клиент просил перезвонить после 15:00"}},
				func(p *crmstreamv1.Project) bool {
					return p.GetFields()["Комментарий"].GetText() == "Клиент просил перезвонить после 15:00"
				},
			},
		} {
			t.Run(name+"/"+filter, func(t *testing.T) {
				var want []string
				for _, p := range all {
					if c.keep(p) {
						want = append(want, p.GetId())
					}
				}
				require.NotEmpty(t, want)
				require.Less(t, len(want), len(all))
				ids, state, err := readWith(t.Context(), r.Client, c.req, scan.Options{})
				require.NoError(t, err)
				require.Equal(t, want, ids)
				require.Equal(t, state.Counts.Read, state.Counts.Delivered+state.Counts.Repeats+state.Counts.Outside)
			})
		}
	}
}

// TestUnverifiableFilters asks for what rows do not show, of a tenant that refuses conditions it does not know, and
// requires them to choose.
func TestUnverifiableFilters(t *testing.T) {
	r := open(t, conformance.Upstream{Rows: 300}, modes["default"])
	for name, req := range map[string]*crmstreamv1.ListProjectsRequest{
		"participants":       {ParticipantIds: []string{"1", "2"}},
		"participant groups": {ParticipantGroupIds: []string{"1"}},
		"event types":        {EventTypeIds: []string{"1"}},
		"goods":              {GoodIds: []string{"10", "11"}},
	} {
		ids, _, err := readWith(t.Context(), r.Client, req, scan.Options{})
		require.NoError(t, err, name)
		require.NotEmpty(t, ids, name)
		require.Less(t, len(ids), 300, name)
	}
	for number, name := range crmstreamv1.ProjectHaving_name {
		having := crmstreamv1.ProjectHaving(number)
		ids, _, err := readWith(t.Context(), r.Client, &crmstreamv1.ListProjectsRequest{Having: having}, scan.Options{})
		require.NoError(t, err, name)
		require.NotEmpty(t, ids, name)
		require.Equal(t, having == crmstreamv1.ProjectHaving_PROJECT_HAVING_UNSPECIFIED, len(ids) == 300, name)
	}
	_, _, err := readWith(t.Context(), r.Client, &crmstreamv1.ListProjectsRequest{Where: []string{"data.nothing = 1"}}, scan.Options{})
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInvalidRequest})
}

// projects returns the whole list as messages.
func projects(t *testing.T, r rig, req *crmstreamv1.ListProjectsRequest) []*crmstreamv1.Project {
	t.Helper()
	var all []*crmstreamv1.Project
	for at := (connectors.PageRequest{}); ; {
		page, err := conformance.Fetch(t.Context(), r.Client, req, at)
		require.NoError(t, err)
		var response crmstreamv1.ListProjectsResponse
		for _, record := range page.Records {
			require.NoError(t, proto.UnmarshalOptions{Merge: true}.Unmarshal(record.Wire, &response))
		}
		all = append(all, response.GetProjects()...)
		if at.Cursor = page.Next; at.Cursor == "" {
			return all
		}
	}
}
