package proxima

import (
	"sort"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// Lengths of time and fixed dates, in seconds and in days since 1970-01-01 UTC.
const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour

	firstDay   = 19723                // 2024-01-01
	busyDay    = firstDay + 425       // 2025-03-01
	bulkDay    = busyDay + 17         // 2025-03-18
	afterDay   = busyDay + 31         // 2025-04-01
	endDay     = firstDay + 1096      // 2027-01-01, exclusive
	bulkStart  = bulkDay*day + 7*hour // 2025-03-18T07:00:00Z
	closedTill = 20727 * day          // 2026-10-01T00:00:00Z: earlier visits are closed, later ones are plans

	// longestVisit bounds the length of every visit, so that an overlap test can find its first visit.
	longestVisit = 3 * day

	firstID = 40_000
	idStep  = 3 // one id in three is used

	slotsADay = 160 // the last sixteen are in the evening
	absent    = -1  // a distance that is null
	tiny      = -2  // the distance 1.0e-5, in the form of some encoders
)

// The salts of Draw: one for each attribute of a visit.
const (
	saltGap = iota + 10
	saltLength
	saltType
	saltUser
	saltObserver
	saltCompany
	saltContact
	saltTarget
	saltSpec
	saltState
	saltCreated
	saltFact
	saltDistance
	saltPlace
	saltOffset
	saltMove
	saltChurn
	saltToken
	saltOrder
	saltEvents
	saltControl
	saltArrangement
	saltCard
	saltPerson
)

// visit is one row. Times are seconds since 1970 UTC; in ids and times, 0 is null.
type visit struct {
	id, start, end              int64
	offset                      int // minutes
	state, kind                 int
	user, observer              int64
	company, contact            int64
	target                      int // see printer.target
	spec                        int // place in texts.specs, or absent for null
	created, factStart, factEnd int64
	distance                    int64 // thousandths, absent or tiny
	located                     bool
	lng, lat                    int64 // millionths of a degree
	changes                     int   // number of changes by Touch
}

// reopen makes the visit a plan that was not carried out.
func (v *visit) reopen(state int) {
	v.state, v.factStart, v.factEnd, v.distance, v.located = state, 0, 0, absent, false
}

// span is a sequence of ranks that are spread evenly over some days, or share one second when days is 0.
type span struct {
	rank, rows int64
	day, days  int64
}

// schedule computes base visits. It is immutable.
type schedule struct {
	seed   uint64
	rows   int64
	offset int
	spans  [5]span
	dealt  stage.Shuffle // from a rank to its place among the ids
	specs  int           // number of specialisations
	types  int
}

func newSchedule(s Settings, t texts) *schedule {
	busy := min(s.BusyMonthRows, s.Rows*2/5)
	bulk := min(s.BulkRows, s.Rows/5, busy)
	even := s.Rows - busy
	before := even * (busyDay - firstDay) / (endDay - firstDay)
	month := even*(afterDay-busyDay)/(endDay-firstDay) + busy - bulk
	early := month * (bulkDay - busyDay) / (afterDay - busyDay - 1)
	sc := &schedule{
		seed: s.Seed, rows: s.Rows, offset: s.TenantOffsetMinutes,
		dealt: stage.NewShuffle(s.Seed, max(s.Rows, 1)), specs: len(t.specs), types: len(t.types),
	}
	sc.spans = [5]span{
		{rows: before, day: firstDay, days: busyDay - firstDay},
		{rows: early, day: busyDay, days: bulkDay - busyDay},
		{rows: bulk},
		{rows: month - early, day: bulkDay + 1, days: afterDay - bulkDay - 1},
		{rows: s.Rows - before - month - bulk, day: afterDay, days: endDay - afterDay},
	}
	for i := 1; i < len(sc.spans); i++ {
		sc.spans[i].rank = sc.spans[i-1].rank + sc.spans[i-1].rows
	}
	return sc
}

// id returns the id of the visit with a rank.
func (sc *schedule) id(rank int64) int64 { return sc.idAt(sc.dealt.Forward(rank)) }

// idAt returns the id at a place of the ascending order of ids.
func (sc *schedule) idAt(place int64) int64 {
	return firstID + place*idStep + int64(stage.Draw(sc.seed, place, saltGap)%idStep)
}

// rank returns the rank of an id; ok is false when the id is not a base visit's.
func (sc *schedule) rank(id int64) (rank int64, ok bool) {
	place := (id - firstID) / idStep
	if id < firstID || place >= sc.rows || sc.idAt(place) != id {
		return 0, false
	}
	return sc.dealt.Back(place), true
}

// nextID returns an id above every base id.
func (sc *schedule) nextID() int64 { return firstID + sc.rows*idStep }

// start returns the planned start of a rank; it never decreases with the rank.
func (sc *schedule) start(rank int64) int64 {
	sp := &sc.spans[0]
	for i := range sc.spans {
		if sp = &sc.spans[i]; rank < sp.rank+sp.rows {
			break
		}
	}
	if sp.days == 0 {
		return bulkStart
	}
	at := (rank - sp.rank) * sp.days
	return (sp.day+at/sp.rows)*day + slotTime(at%sp.rows*slotsADay/sp.rows)
}

// slotTime spreads the slots of a day: every five minutes from 06:00 to 17:55, every quarter of an hour from 20:00
// to 23:45, so that some visits end after midnight.
func slotTime(slot int64) int64 {
	if slot < slotsADay-16 {
		return 6*hour + slot*5*minute
	}
	return 20*hour + (slot-(slotsADay-16))*15*minute
}

// search returns the first rank whose visit starts at t or later.
func (sc *schedule) search(t int64) int64 {
	return int64(sort.Search(int(sc.rows), func(i int) bool { return sc.start(int64(i)) >= t }))
}

// length returns the planned length of the visit with an id, at most longestVisit.
func (sc *schedule) length(id int64) int64 {
	d := stage.Draw(sc.seed, id, saltLength)
	switch n := d % 200; {
	case n == 0: // a congress
		return (26 + int64(d>>8%40)) * hour
	case n <= 2: // a night shift
		return 10 * hour
	case n <= 6:
		return 0
	case n <= 120:
		return 30 * minute
	default:
		return (1 + int64(d>>8%12)) * 5 * minute
	}
}

// user returns the executor of the visit with an id.
func (sc *schedule) user(id int64) int64 {
	return firstUser + int64(stage.Draw(sc.seed, id, saltUser)%executors)
}

// observer returns the second user of the visit with an id, often the executor, 0 for none.
func (sc *schedule) observer(id int64) int64 {
	switch d := stage.Draw(sc.seed, id, saltObserver); d % 4 {
	case 0:
		return 0
	case 1:
		return firstUser + executors + int64(d>>8%observers)
	default:
		return sc.user(id)
	}
}

// kind returns the type of the visit with an id.
func (sc *schedule) kind(id int64) int {
	return int(stage.Draw(sc.seed, id, saltType) % uint64(sc.types))
}

// contact returns the client of the visit with an id, 0 for none.
func (sc *schedule) contact(id int64) int64 {
	d := stage.Draw(sc.seed, id, saltContact)
	if sc.kind(id) == typeInstitution || d%50 == 0 {
		return 0
	}
	return firstContact + int64(d>>8%contactRange)
}

// visit returns the base visit with an id and start.
func (sc *schedule) visit(id, start int64) visit {
	v := visit{
		id: id, start: start, end: start + sc.length(id),
		offset: sc.offset, user: sc.user(id), observer: sc.observer(id),
		kind: sc.kind(id), contact: sc.contact(id),
	}
	if n := stage.Draw(sc.seed, v.user, saltOffset) % 12; n < 3 {
		v.offset = [3]int{120, 0, 330}[n] // executors who live in another zone
	}
	if d := stage.Draw(sc.seed, id, saltCompany); d%32 != 0 {
		v.company = 41_000 + int64(d>>8%5000)
	}
	v.target = int(stage.Draw(sc.seed, id, saltTarget) % targetKinds)
	v.spec = int(stage.Draw(sc.seed, id, saltSpec)%uint64(sc.specs+1)) - 1
	created := stage.Draw(sc.seed, id, saltCreated)
	v.created = min(start, closedTill) - minute - int64(created%(45*day))
	sc.close(&v)
	return v
}

// close sets the state, and what an executor reports after a visit.
func (sc *schedule) close(v *visit) {
	state := stage.Draw(sc.seed, v.id, saltState) % 100
	if v.start >= closedTill || state >= 85 {
		open := statePlanned
		switch {
		case state >= 94:
			open = stateCancelled
		case state >= 91:
			open = stateMoved
		case v.start < closedTill:
			open = stateMissed
		}
		v.reopen(open)
		return
	}
	fact := stage.Draw(sc.seed, v.id, saltFact)
	v.state = stateDone
	v.factStart = v.start - 20*minute + int64(fact%(40*minute))
	if fact>>32%40 != 0 { // otherwise the executor forgot to stop
		v.factEnd = v.factStart + 3*minute + int64(fact>>16%(50*minute))
	}
	v.distance = absent
	switch d := stage.Draw(sc.seed, v.id, saltDistance); d % 16 {
	case 0, 1, 2:
	case 3:
		v.distance = 0
	case 4:
		v.distance = int64(d>>8%300) * 1000
	case 5:
		v.distance = tiny
	default:
		v.distance = int64(d >> 8 % 5000)
	}
	if p := stage.Draw(sc.seed, v.id, saltPlace); p%5 != 0 {
		v.located = true
		v.lng, v.lat = 30_300_000+int64(p>>8%500_000), 50_350_000+int64(p>>32%200_000)
		if p%50 == 1 { // abroad, west of Greenwich
			v.lng, v.lat = -9_000_000-int64(p>>8%200_000), 38_700_000+int64(p>>32%50_000)
		}
	}
}
