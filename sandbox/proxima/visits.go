package proxima

import "strconv"

// visitShape is the shape of visits; printer.visit writes their JSON.
var visitShape = &shape{keys: visitKeys, columns: visitKeys}

var visitKeys = []string{
	"task_id", "task_datefrom", "task_datetill", "task_gmt_offset", "task_type", "task_user_id", "task_user2_id", "task_company_id",
	"task_contact_id", "task_target", "task_spec", "task_taskstate", "task_created", "task_fact_start", "task_fact_end", "task_dist",
	"task_gps_lng", "task_gps_lat",
}

// visitRows are the rows of a job that lists visits.
type visitRows struct {
	*snapshot
	printer *printer
}

func (r visitRows) json(b []byte, i int) []byte {
	v := r.at(i)
	return r.printer.visit(b, &v)
}

func (r visitRows) csv(b []byte, i int) []byte {
	v := r.at(i)
	for n, c := range r.printer.cells(&v) {
		if n > 0 {
			b = append(b, ',')
		}
		b = r.printer.csvCell(b, c)
	}
	return b
}

// cells returns the row of a visit.
func (p *printer) cells(v *visit) []cell {
	row := []cell{
		v.id, moment(v.start), moment(v.end), offset(v.offset), p.plain.types[v.kind], idCell(v.user), idCell(v.observer), idCell(v.company),
		idCell(v.contact), p.targetTexts(v.target), nil, p.plain.states[v.state], moment(v.created), moment(v.factStart), moment(v.factEnd),
		nil, nil, nil,
	}
	switch {
	case v.changes > 0:
		row[10] = p.changedSpec(v)
	case v.spec >= 0:
		row[10] = p.plain.specs[v.spec]
	}
	if v.distance != absent {
		row[15] = number(appendDistance(nil, v.distance))
	}
	if v.located {
		row[16], row[17] = number(appendDecimal(nil, v.lng, 6)), number(appendDecimal(nil, v.lat, 6))
	}
	return row
}

// targetTexts returns the target groups of a kind, nil for null.
func (p *printer) targetTexts(kind int) []string {
	switch kind {
	case targetNull, targetNone:
		return nil
	case targetBlank:
		return []string{""}
	case targetTwo:
		return p.plain.targets[:2]
	default:
		one := (kind - targetOne) % len(p.plain.targets)
		return p.plain.targets[one : one+1]
	}
}

// changedSpec returns a specialisation that shows the number of changes of its visit.
func (p *printer) changedSpec(v *visit) string {
	text := ""
	if v.spec >= 0 {
		text = p.plain.specs[v.spec] + " "
	}
	return text + "(" + p.plain.change + " " + strconv.Itoa(v.changes) + ")"
}
