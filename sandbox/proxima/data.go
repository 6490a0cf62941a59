package proxima

import (
	"fmt"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// Ids that are the same in every sandbox. Visits have users from firstUser on: executors, then observers.
const (
	firstUser = 11
	executors = 60
	observers = 9
	leavers   = 4

	firstPreparation = 501
	preparations     = 40
	preparationStep  = 7 // distance from a visit's preparation to its next one, which has another brand
	firstBrand       = 21
	ofOneBrand       = 4 // preparations

	firstContact = 36_000
	contactRange = 20_000
	firstField   = 301
)

var (
	eventShape = &shape{
		keys: []string{
			"action_id", "action_name", "action_state", "action_user_id", "action_datefrom", "action_datetill", "action_tasktype", "action_gmt_offset",
		},
		columns: []string{
			"action_id", "action_name", "action_datefrom", "action_datetill", "action_tasktype", "action_user_id", "action_state",
		},
	}
	userShape = &shape{
		keys: []string{
			"user_id", "name", "manager", "country", "region", "direction", "position", "role", "workstartdate", "workenddate", "active",
		},
		columns: []string{
			"name", "manager", "country", "region", "direction", "position", "Active", "user_id", "workstartdate", "workenddate", "role",
		},
	}
	fieldShape = &shape{
		keys:    []string{"enititymap_id", "entitytype", "role", "system_field_name", "ui_field_name"},
		columns: []string{"enititymap_id", "entitytype", "role", "system_field_name", "ui_field_name"},
	}
	preparationShape = &shape{keys: []string{"preparation_id", "preparation_name", "brend_id", "brend_name", "direction"}}
	contactShape     = &shape{keys: []string{
		"contact_id", "contact_name", "contact_type", "contact_spec", "contact_target", "contact_categ", "contact_categ_by_direction",
		"contact_phone", "contact_email", "isarchive", "company_id", "company_morionid", "contact_morionid",
	}}
)

// data is all data besides visits and events. It does not change, and is computed and not stored.
type data struct {
	seed    uint64
	lexicon lexicon
	texts   texts
}

// event returns the row of a calendar event, which is stored as a visit.
func (d *data) event(v *visit) []cell {
	title := d.lexicon.events[v.kind%len(d.lexicon.events)]
	return []cell{
		v.id, title, d.texts.states[v.state], v.user, moment(v.start), moment(v.end), d.lexicon.eventTypes[v.kind%len(d.lexicon.eventTypes)],
		offset(v.offset),
	}
}

// preparation returns the id of the preparation at a place; after the last place comes the first.
func (d *data) preparation(place uint64) int64 { return firstPreparation + int64(place%preparations) }

// brand returns the id of the brand of the preparation at a place.
func (d *data) brand(place uint64) int64 { return firstBrand + int64(place%preparations/ofOneBrand) }

func (d *data) preparations() [][]cell {
	rows := make([][]cell, preparations)
	for i := range rows {
		brand := d.lexicon.brands[i/ofOneBrand%len(d.lexicon.brands)]
		directions := d.lexicon.directions[:i%3]
		rows[i] = []cell{
			d.preparation(uint64(i)), fmt.Sprintf("%s %d %s", brand, 5<<(i%ofOneBrand), d.lexicon.dose), d.brand(uint64(i)), brand, directions,
		}
	}
	return rows
}

// fields returns the names of the fields of cards. Each role has its own names.
func (d *data) fields() [][]cell {
	var rows [][]cell
	for r, role := range d.lexicon.roles {
		add := func(entity string, keys []string) {
			for i, key := range keys {
				title := d.lexicon.titles[(i+r)%len(d.lexicon.titles)]
				rows = append(rows, []cell{firstField + int64(len(rows)), entity, role, key, title})
			}
		}
		add("pdk", controlShape.keys[2:])
		add("arrangement", arrangementShape.keys[3:])
	}
	return rows
}

// users returns all users: executors and observers of visits, and some who left before the first visit.
func (d *data) users() [][]cell {
	rows := make([][]cell, executors+observers+leavers)
	for i := range rows {
		draw := stage.Draw(d.seed, int64(i), saltUser)
		row := []cell{
			int64(firstUser + i), d.name(draw), nil, d.lexicon.country, d.lexicon.regions[:draw>>16%3], d.lexicon.directions[:draw>>24%3],
			d.lexicon.positions[0], d.lexicon.roles[0], dayText(firstDay - 2000 + int64(draw>>32%2000)), nil, int64(0), // 0 is active
		}
		switch {
		case i < executors:
			row[2] = d.name(stage.Draw(d.seed, executors+int64(draw>>40%observers), saltUser))
		case i < executors+observers:
			row[6], row[7] = d.lexicon.positions[1], d.lexicon.roles[1]
		default:
			row[9], row[10] = dayText(firstDay-int64(draw>>48%30)), int64(1)
		}
		rows[i] = row
	}
	return rows
}

// name returns an invented name.
func (d *data) name(draw uint64) string {
	l := &d.lexicon
	return l.lastNames[draw%uint64(len(l.lastNames))] + " " + l.firstNames[draw>>8%uint64(len(l.firstNames))]
}

// contact returns the row of a client.
func (d *data) contact(id int64) []cell {
	draw := stage.Draw(d.seed, id, saltPerson)
	row := []cell{
		id, d.name(draw), d.lexicon.contactTypes[draw>>16%uint64(len(d.lexicon.contactTypes))], nil, nil, nil, nil, nil, nil, nil,
		41_000 + int64(draw>>8%5000), int64(900_000 + draw>>24%90_000), nil,
	}
	if n := draw >> 20 % uint64(len(d.texts.specs)+1); n > 0 {
		row[3] = d.texts.specs[n-1]
	}
	if n := draw >> 28 % 4; n > 0 {
		row[4] = d.texts.targets[:n-1]
	}
	if draw>>32%3 > 0 {
		row[6] = []string{d.lexicon.directions[draw>>34%uint64(len(d.lexicon.directions))] + ": " + string(rune('A'+draw>>36%4))}
	}
	if draw>>40%4 > 0 {
		row[7] = fmt.Sprintf(" +38044%07d", draw>>42%10_000_000) // the sample has a blank in front
	}
	if draw>>44%3 == 0 {
		row[8] = fmt.Sprintf("contact%d@example.com", id)
	}
	if draw>>48%5 == 0 {
		row[9] = int64(draw >> 50 % 2)
	}
	if draw>>52%2 == 0 {
		row[12] = int64(100_000 + draw>>53%1000)
	}
	return row
}

// dayText returns a day, counted from 1970-01-01, in the upstream's form.
func dayText(d int64) string { return time.Unix(d*day, 0).UTC().Format(time.DateOnly) }
