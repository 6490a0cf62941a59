package proxima

import (
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// col maps one upstream key to a field.
func col(key, field string, kind transcode.Kind) transcode.Column {
	return transcode.Column{Keys: []string{key}, Field: field, Kind: kind}
}

// checked is a column whose value verifies a filter.
func checked(key, field string, kind transcode.Kind) transcode.Column {
	return transcode.Column{Keys: []string{key}, Field: field, Kind: kind, Check: field}
}

// visitTable reads a visit (api_get_tasks_json, "Successful Response"), all of its 18 keys. The unit of its distance
// comes from the settings.
var visitTable = transcode.Must(transcode.New(&crmstreamv1.Visit{},
	transcode.Column{Keys: []string{"task_id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID},
	transcode.Column{Keys: []string{"task_datefrom"}, Field: "start_time", Kind: transcode.UTCTime, Mark: transcode.MarkKey},
	checked("task_datetill", "end_time", transcode.UTCTime),
	transcode.Column{Keys: []string{"task_gmt_offset"}, Field: "utc_offset_seconds", Kind: transcode.Offset, Text: "utc_offset_raw"},
	col("task_type", "type_name", transcode.Text),
	checked("task_user_id", "owner_id", transcode.Ref),
	checked("task_user2_id", "observer_id", transcode.Ref),
	col("task_company_id", "company_id", transcode.Ref),
	col("task_contact_id", "contact_id", transcode.Ref),
	col("task_target", "targets", transcode.TextList),
	col("task_spec", "specialization", transcode.Text),
	col("task_taskstate", "status_text", transcode.Text),
	col("task_created", "create_time", transcode.UTCTime),
	col("task_fact_start", "actual_start_time", transcode.UTCTime),
	col("task_fact_end", "actual_end_time", transcode.UTCTime),
	col("task_dist", "distance", transcode.Decimal),
	transcode.Column{Field: "distance_unit", Kind: transcode.Unmapped},
	col("task_gps_lng", "longitude", transcode.Double),
	col("task_gps_lat", "latitude", transcode.Double),
))
