package solos

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// stepTable reads a step of a project.
var stepTable = transcode.Must(transcode.New(&crmstreamv1.ProjectStep{},
	transcode.ID("id", "id"),
	projectColumn,
	transcode.Col("name", transcode.Text, "name"),
	transcode.Checked("step_id", transcode.Ref, "step_id"),
	transcode.Col("position", transcode.Integer, "sort", "order", "position"),
	transcode.Col("done", transcode.Flag, "done", "completed"),
	transcode.Col("start_time", transcode.LocalTime, "start", "date_start", "date"),
	transcode.Col("end_time", transcode.LocalTime, "end", "date_end"),
	transcode.Col("fields", transcode.Rest),
))

// projectSteps opens a list of the steps of a project (Проекты, "GET Этапы проекта").
func (c *Client) projectSteps(req *crmstreamv1.ListProjectStepsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l, err := attached(c.steps, req)
	if err != nil {
		return nil, err
	}
	if err := l.addDay(req.GetDate()); err != nil {
		return nil, err
	}
	if err := l.addJoined("step_ids", "filter_steps", req.GetStepIds(), ofStep); err != nil {
		return nil, err
	}
	return c.whole(l), nil
}

// ofStep admits rows of these steps. The documentation does not state whether the filter means the steps of the funnel or the
// rows themselves.
func ofStep(ids []uint64) func(*transcode.Row) bool {
	step, own := showing("step_id", ids), showing("id", ids)
	return func(row *transcode.Row) bool { return step(row) || own(row) }
}
