package proxima

import (
	"strconv"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

var (
	controlShape = &shape{
		keys: []string{
			"task_id", "preparation_id", "flag1", "flag2", "flag3", "flag4", "flag5", "int1", "int2", "int3", "str1", "str2", "str3",
			"date1", "date2", "date3", "float1", "float2", "float3",
		},
		columns: []string{
			"preparation_id", "flag1", "flag2", "flag3", "flag4", "flag5", "int1", "int2", "int3", "str1", "str2", "str3",
			"date1", "date2", "date3", "float1", "float2", "float3", "task_id",
		},
	}
	arrangementShape = &shape{
		keys:    []string{"task_id", "preparation_id", "brend_id", "potential", "plancount", "factcount", "patalog"},
		columns: []string{"preparation_id", "brend_id", "potential", "plancount", "factcount", "patalog", "task_id"},
	}
)

// card is a card of a visit. Ids are 0 for null.
type card struct {
	visit, preparation, brand int64
	// cells returns the card's row.
	cells func() []cell
}

// cardsOf returns the cards of visits for which wanted reports true.
func cardsOf(visits []int64, of func(int64) []card, wanted func(*card) bool) []card {
	var found []card
	for _, visit := range visits {
		for _, c := range of(visit) {
			if wanted(&c) {
				found = append(found, c)
			}
		}
	}
	return found
}

// controls returns the control cards of a visit, up to three, each for another preparation.
func (d *data) controls(visit int64) []card {
	draw := stage.Draw(d.seed, visit, saltControl)
	cards := make([]card, draw%4)
	for i := range cards {
		c := &cards[i]
		c.visit, c.preparation = visit, d.preparation(draw>>8+uint64(i)*preparationStep)
		c.cells = func() []cell { return d.control(c, uint64(i)) }
	}
	return cards
}

// control returns the row of a control card.
func (d *data) control(c *card, n uint64) []cell {
	row := []cell{c.visit, idCell(c.preparation)}
	draw := stage.Draw(d.seed+n, c.visit, saltCard)
	next := func(null uint64, value func(uint64) cell) {
		draw = stage.Draw(draw, c.visit, saltCard)
		if draw%null == 0 {
			row = append(row, nil)
			return
		}
		row = append(row, value(draw>>8))
	}
	for range 5 {
		next(4, func(v uint64) cell { return int64(v % 2) })
	}
	for range 3 {
		next(3, func(v uint64) cell { return int64(v % 500) })
	}
	for range 3 {
		next(3, func(v uint64) cell { return d.lexicon.remarks[v%uint64(len(d.lexicon.remarks))] })
	}
	for range 3 {
		next(3, func(v uint64) cell { return dayText(firstDay + int64(v%1200)) })
	}
	for range 3 {
		next(3, func(v uint64) cell { return decimal(int64(v%100_000), 2) })
	}
	return row
}

// arrangements returns the arrangement cards of a visit, up to two. The vendor says that a card is for a preparation or for a
// brand, but shows both. So there are cards with either and cards with both.
func (d *data) arrangements(visit int64) []card {
	draw := stage.Draw(d.seed, visit, saltArrangement)
	cards := make([]card, draw%3)
	for i := range cards {
		c := &cards[i]
		place := draw>>8 + uint64(i)*preparationStep
		c.visit, c.preparation, c.brand = visit, d.preparation(place), d.brand(place)
		switch draw >> 40 % 8 {
		case 0:
			c.preparation = 0
		case 1:
			c.brand = 0
		}
		c.cells = func() []cell {
			v := stage.Draw(d.seed+uint64(i), visit, saltCard)
			row := []cell{visit, idCell(c.preparation), idCell(c.brand), int64(v % 40), int64(v >> 8 % 20), decimal(int64(v>>16%2000), 2), nil}
			if v>>32%3 != 0 {
				row[6] = d.lexicon.remarks[v>>33%uint64(len(d.lexicon.remarks))]
			}
			if v>>40%5 == 0 {
				row[5] = nil
			}
			return row
		}
	}
	return cards
}

// idCell returns the cell of an id, null for 0.
func idCell(id int64) cell {
	if id == 0 {
		return nil
	}
	return id
}

// decimal returns n / 10^places; whole numbers have no point, as in the samples.
func decimal(n int64, places int) number {
	scale := int64(1)
	for range places {
		scale *= 10
	}
	if n%scale == 0 {
		return number(strconv.FormatInt(n/scale, 10))
	}
	return number(appendDecimal(nil, n, places))
}
