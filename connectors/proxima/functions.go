package proxima

// function is a database function of the upstream. Most functions have two variants, one for each format of rows.
type function struct {
	// json and csv are the names of the variants; csv is "" where the vendor documents none.
	json, csv string
	// rows is the word for the rows in errors.
	rows string
	// columns are the JSON keys of the CSV's columns, by position. The headers of the CSV are in the tenant's language.
	columns []string
	// joined are the keys whose CSV cells join several values by commas.
	joined []string
}

// The functions of the upstream.
var (
	getTasks = &function{
		json: "api_get_tasks_json", csv: "api_get_tasks", rows: "visits",
		columns: []string{
			"task_id", "task_datefrom", "task_datetill", "task_gmt_offset", "task_type", "task_user_id", "task_user2_id", "task_company_id",
			"task_contact_id", "task_target", "task_spec", "task_taskstate", "task_created", "task_fact_start", "task_fact_end", "task_dist",
			"task_gps_lng", "task_gps_lat",
		},
		joined: []string{"task_target"},
	}
	getActions = &function{
		json: "api_get_actions_json", csv: "api_get_actions", rows: "calendar events",
		columns: []string{
			"action_id", "action_name", "action_datefrom", "action_datetill", "action_tasktype", "action_user_id", "action_state",
		},
	}
	getUsers = &function{
		json: "api_get_users_json", csv: "api_get_users", rows: "users",
		columns: []string{
			"name", "manager", "country", "region", "direction", "position", "active", "user_id", "workstartdate", "workenddate", "role",
		},
		joined: []string{"region", "direction"},
	}
	getControls = &function{
		json: "api_get_pdk_json", csv: "api_get_pdk", rows: "control cards",
		columns: []string{
			"preparation_id", "flag1", "flag2", "flag3", "flag4", "flag5", "int1", "int2", "int3", "str1", "str2", "str3",
			"date1", "date2", "date3", "float1", "float2", "float3", "task_id",
		},
	}
	getArrangements = &function{
		json: "api_get_arrangement_json", csv: "api_get_arrangement", rows: "arrangement cards",
		columns: []string{"preparation_id", "brend_id", "potential", "plancount", "factcount", "patalog", "task_id"},
	}
	getFieldNames = &function{
		json: "api_get_entitymap_json", csv: "api_get_entitymap", rows: "names of fields",
		columns: []string{"enititymap_id", "entitytype", "role", "system_field_name", "ui_field_name"},
	}
	getPreparations = &function{json: "api_get_preparation_json", rows: "preparations"}
	getContacts     = &function{json: "api_get_contact_json", rows: "contacts"}
)

// arguments are the arguments of all functions; each function gets those that it has. Ids are a text of numbers joined by
// commas, and the user is a number. "brend" is the vendor's spelling.
type arguments struct {
	DateFrom       string `json:"date_from,omitempty"`
	DateTill       string `json:"date_till,omitempty"`
	IDs            string `json:"ids,omitempty"`
	UserID         int64  `json:"user_id,omitempty"`
	PreparationIDs string `json:"preparation_ids,omitempty"`
	BrandIDs       string `json:"brend_ids,omitempty"`
}
