package apro

import (
	"cmp"
	"context"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// stockTypeTable reads an object type (stock/types).
var stockTypeTable = transcode.Must(transcode.New(&crmstreamv1.StockType{},
	transcode.ID("id", "id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("group_ids", transcode.RefList, "groups"),
))

// activityTypeTable reads a type of activities (applications/types).
var activityTypeTable = transcode.Must(transcode.New(&crmstreamv1.ActivityType{},
	transcode.ID("id", "id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("service", transcode.Flag, "service"),
	transcode.Col("group_ids", transcode.RefList, "groups"),
))

// dealTypeTable reads a type of deals (sales/types).
var dealTypeTable = transcode.Must(transcode.New(&crmstreamv1.DealType{},
	transcode.ID("id", "id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Objects("stages", dealStageTable, "stages"),
))

// dealStageTable reads a stage of deals. outcomes reads its outcome from two flags.
var dealStageTable = transcode.Must(transcode.New(&crmstreamv1.DealStage{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("color", transcode.Text, "color"),
	transcode.Col("position", transcode.Integer, "order"),
	transcode.Unmapped("outcome"),
	transcode.Col("", transcode.Ignore, "is_success", "is_fail"),
))

// stockTypes opens the list of all object types ("Requesting all types of objects available").
func (c *Client) stockTypes(req *crmstreamv1.ListStockTypesRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	return c.oneAnswer(opStockTypes, stockTypeTable, req.GetIncludeRaw()).open(known)
}

// activityTypes opens the list of all types of activities ("Obtaining the list of activity types").
func (c *Client) activityTypes(req *crmstreamv1.ListActivityTypesRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	return c.oneAnswer(opActivityTypes, activityTypeTable, req.GetIncludeRaw()).open(known)
}

// dealTypes opens the list of all types of deals with their stages ("Obtaining the list of deal types").
func (c *Client) dealTypes(req *crmstreamv1.ListDealTypesRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	w := c.oneAnswer(opDealTypes, dealTypeTable, req.GetIncludeRaw())
	w.change = func(row *transcode.Row) error {
		outcomes := outcomes(row.JSON)
		return amend(opDealTypes, &row.Record, &crmstreamv1.DealType{}, func(t *crmstreamv1.DealType) {
			for _, s := range t.GetStages() {
				s.Outcome = outcomes[s.GetId()]
			}
			slices.SortStableFunc(t.GetStages(), func(a, b *crmstreamv1.DealStage) int {
				return cmp.Compare(a.GetPosition(), b.GetPosition())
			})
		})
	}
	return w.open(known)
}

// outcomes returns the outcomes of a deal type's stages, by id. Stages that neither win nor lose have no flags.
func outcomes(dealType transcode.JSON) map[string]crmstreamv1.DealOutcome {
	byStage := map[string]crmstreamv1.DealOutcome{}
	stages, _ := dealType.Member("stages")
	for stage := range stages.Elements() {
		outcome := crmstreamv1.DealOutcome_DEAL_OUTCOME_OPEN
		switch {
		case wire.Truthy(wire.ScalarMember(stage, "is_success")):
			outcome = crmstreamv1.DealOutcome_DEAL_OUTCOME_WON
		case wire.Truthy(wire.ScalarMember(stage, "is_fail")):
			outcome = crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST
		}
		member, _ := stage.Member("id")
		if id, ok := member.ID(); ok {
			byStage[id] = outcome
		}
	}
	return byStage
}

// typesAfter returns the object types with ids above last, "" for all: from types, or if types is empty, from all types of the
// upstream.
func (c *Client) typesAfter(ctx context.Context, last string, types []string) ([]string, error) {
	if len(types) == 0 {
		var err error
		if types, err = c.typeIDs(ctx); err != nil {
			return nil, err
		}
	}
	if last == "" {
		return types, nil
	}
	return slices.DeleteFunc(slices.Clone(types), func(id string) bool {
		return string(connectors.NumberKey([]byte(id))) <= string(connectors.NumberKey([]byte(last)))
	}), nil
}

// typeIDs asks for the ids of all object types, in ascending order ("Obtaining the list of object types").
func (c *Client) typeIDs(ctx context.Context) ([]string, error) {
	data, err := c.wire.Post(ctx, opStockTypes, wire.Form{}, "")
	if err != nil {
		return nil, err
	}
	var ids []string
	for element := range data.Elements() {
		member, _ := element.Member("id")
		id, _ := member.Text()
		ids = append(ids, id)
	}
	sorted, err := wire.SortedNumbers("", ids)
	if err != nil {
		return nil, &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: wire.Name, Op: opStockTypes, Err: err}
	}
	return sorted, nil
}
