package main

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

func TestListBuildsTheRequest(t *testing.T) {
	fake, address := serveContacts(t, script{messages: []*crmstreamv1.ListContactsResponse{last(batch(""))}})
	got := command(t, "list", "contacts", "--addr", address, "--source=crm", "--limit=9", "--page-size=4", "--order=activity_time",
		"--where", "fields.1 in a,b", "--where", "fields.2 = c", "--ids=1,2", "--ids=3", "--changed-from=2026-01-01",
		"--created-from=2026-01-02", "--created-before=2026-01-03", "--filter=group_ids=7", "--filter=group_ids=8",
		"--filter=kind=person", "--filter=only_deleted=true", "--filter=search=a=b, c", "--include-raw", "--resume-token=T")
	require.Zero(t, got.code, got.stderr)
	require.True(t, proto.Equal(&crmstreamv1.ListContactsRequest{
		Source: "crm", Limit: 9, PageSize: 4, Order: "activity_time", Where: []string{"fields.1 in a,b", "fields.2 = c"},
		Ids: []string{"1", "2", "3"}, ChangedFrom: "2026-01-01", CreatedFrom: "2026-01-02", CreatedBefore: "2026-01-03",
		GroupIds: []string{"7", "8"}, Kind: crmstreamv1.ContactKind_CONTACT_KIND_PERSON, OnlyDeleted: true, Search: "a=b, c",
		IncludeRaw: true, ResumeToken: "T",
	}, fake.requests[0]), "got %v", fake.requests[0])
}

// TestEveryRequestFieldCanBeSet guards the promise that the command line reaches all filters of all lists and look-ups.
func TestEveryRequestFieldCanBeSet(t *testing.T) {
	methods := slices.Concat(methodsOf(api.List), methodsOf(api.Get), methodsOf(api.BatchGet))
	require.NotEmpty(t, methods)
	for _, c := range methods {
		for _, name := range filterNames(c.Request.Descriptor()) {
			fd := c.Request.Descriptor().Fields().ByTextName(name)
			text := "1"
			if fd.Enum() != nil {
				text = string(fd.Enum().Values().Get(1).Name())
			}
			s, err := parseFilter(c, name+"="+text)
			require.NoError(t, err)
			req, err := buildRequest(c, []setting{s})
			require.NoError(t, err, "%s: %s", c.Resource(), name)
			require.True(t, req.ProtoReflect().Has(fd), "%s: %s", c.Resource(), name)
		}
	}
}

// TestEveryCommonFieldHasAFlag finds request fields that are neither filters nor flags.
func TestEveryCommonFieldHasAFlag(t *testing.T) {
	help := command(t, "list", "--help").stdout
	for _, r := range methodsOf(api.List) {
		fields := r.Request.Descriptor().Fields()
		for i := range fields.Len() {
			if fd := fields.Get(i); !isFilter(fd) {
				require.Contains(t, help, "--"+flagName(fd.Name()), r.Resource())
			}
		}
	}
}

func TestListOfACatalogue(t *testing.T) {
	groups, err := findResource("groups")
	require.NoError(t, err)
	for text, want := range map[string]time.Duration{"0s": 0, "90s": 90 * time.Second, "24h": 24 * time.Hour} {
		req, err := listCommand{Source: "crm", MaxStaleness: text}.request(groups)
		require.NoError(t, err)
		require.True(t, proto.Equal(&crmstreamv1.ListGroupsRequest{Source: "crm", MaxStaleness: durationpb.New(want)}, req), "got %v", req)
	}
	_, err = listCommand{Source: "crm", MaxStaleness: "1d"}.request(groups)
	require.ErrorContains(t, err, `max_staleness: "1d" is no span of time, such as 0s, 15m or 24h`)
	_, err = listCommand{Source: "crm", Order: "id", ChangedFrom: "2026-01-01"}.request(groups)
	require.ErrorContains(t, err, "--order is not for groups")
	require.ErrorContains(t, err, "--changed-from is not for groups")
}

func TestFieldsOfAResource(t *testing.T) {
	fields, err := findResource("fields")
	require.NoError(t, err)
	req, err := listCommand{Source: "crm", Filter: []string{"resource=contacts"}}.request(fields)
	require.NoError(t, err)
	require.True(t, proto.Equal(&crmstreamv1.ListFieldsRequest{Source: "crm", Resource: "contacts"}, req), "got %v", req)
}
