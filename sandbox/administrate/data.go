package administrate

import (
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// opt is a value that may be null on the wire.
type opt[T any] struct {
	v   T
	set bool
}

func some[T any](v T) opt[T] { return opt[T]{v: v, set: true} }

// task is one stored task. Times are naive: seconds of a calendar without zone, counted as if it were UTC.
type task struct {
	id             int64
	status         string
	subject        opt[string]
	description    opt[string]
	typeID         int64
	userID         int64
	accountID      opt[int64]
	contactID      opt[int64]
	eventID        opt[int64]
	opportunityID  opt[int64]
	createdOn      int64
	startDatetime  opt[int64]
	endDatetime    opt[int64]
	showOnCalendar bool
	// revision is the number of changes by Touch; the subject shows it.
	revision int64
	// changedOn is the time of the last change; 0 for a base task that was never changed. Only GraphQL shows it.
	changedOn int64
}

// Each attribute that is drawn has its own salt, so that attributes are unrelated to each other.
const (
	saltGap uint64 = iota + 1
	saltStatus
	saltSubject
	saltDescription
	saltType
	saltUser
	saltAccount
	saltContact
	saltEvent
	saltOpportunity
	saltCreated
	saltStart
	saltLength
	saltCalendar
	saltReference
	saltChurn
	saltTie
)

// Ten base tasks use eleven ids: each block of eleven ids has a gap, at a place that depends on the seed.
const (
	blockRows = 10
	blockIDs  = blockRows + 1
)

// base computes the base tasks; it stores no rows.
type base struct {
	seed uint64
	rows int64
}

// id returns the id of the base task with a rank, counted from 0.
func (b base) id(rank int64) int64 {
	block, at := rank/blockRows, rank%blockRows
	if at >= b.gap(block) {
		at++
	}
	return block*blockIDs + at + 1
}

// ranksBelow returns the number of base tasks with a lower id: the rank of id, if id is a base task's.
func (b base) ranksBelow(id int64) int64 {
	if id <= 1 {
		return 0
	}
	block, at := (id-1)/blockIDs, (id-1)%blockIDs
	if at > b.gap(block) {
		at--
	}
	return min(block*blockRows+at, b.rows)
}

// has reports whether id is a base task's.
func (b base) has(id int64) bool {
	rank := b.ranksBelow(id)
	return rank < b.rows && b.id(rank) == id
}

func (b base) gap(block int64) int64 {
	return int64(stage.Draw(b.seed, block, saltGap) % blockIDs)
}

// The creations of base tasks are spread over these naive times; the last one is before 2026-10-01.
var (
	firstCreated = time.Date(2013, 7, 20, 8, 0, 0, 0, time.UTC).Unix()
	lastCreated  = time.Date(2026, 9, 25, 18, 0, 0, 0, time.UTC).Unix()
)

const (
	day = 24 * 60 * 60
	// bulkRows is the number of tasks that one import created in a single second, in tenants that are large enough: more than a
	// page.
	bulkRows = 250
)

// created returns the creation time of a base task. The time increases with the rank, except for the bulk import and for one
// task in twenty: a client gave such a task an earlier date, at midnight.
func (b base) created(rank int64) int64 {
	t := b.moment(rank)
	if d := stage.Draw(b.seed, b.id(rank), saltCreated); d%20 == 0 {
		back := t - int64(d/20%400)*day
		return back - back%day
	}
	return t
}

// moment returns when a base task was created, whatever date its client gave it.
func (b base) moment(rank int64) int64 {
	at := rank
	if first := b.rows / 4; rank >= first && rank < first+min(bulkRows, first) {
		at = first
	}
	return firstCreated + (lastCreated-firstCreated)*at/b.rows
}

// task returns the base task with an id; has must be true for the id. It does not allocate.
func (b base) task(id int64) task {
	rank := b.ranksBelow(id)
	t := task{
		id:             id,
		status:         stage.Pick(b.seed, id, saltStatus, statuses),
		subject:        stage.Pick(b.seed, id, saltSubject, subjects),
		description:    stage.Pick(b.seed, id, saltDescription, descriptions),
		typeID:         1 + b.draw(id, saltType, typeCount),
		userID:         1 + b.draw(id, saltUser, userCount),
		accountID:      b.reference(id, saltAccount, 8, accountCount),
		contactID:      b.reference(id, saltContact, 3, contactCount),
		eventID:        b.reference(id, saltEvent, 2, eventCount),
		opportunityID:  b.reference(id, saltOpportunity, 4, opportunityCount),
		createdOn:      b.created(rank),
		showOnCalendar: b.draw(id, saltCalendar, 4) != 0,
	}
	if b.draw(id, saltStart, 5) > 1 {
		start := t.createdOn + b.draw(id, saltStart, 5*day)
		t.startDatetime = some(start - start%900)
		if n := b.draw(id, saltLength, 9); n > 0 {
			t.endDatetime = some(t.startDatetime.v + n*900)
		}
	}
	return t
}

func (b base) draw(id int64, salt uint64, n int64) int64 {
	return int64(stage.Draw(b.seed, id, salt) % uint64(n))
}

// reference returns null in one row of nullOnceIn, otherwise a number from 1 to count.
func (b base) reference(id int64, salt uint64, nullOnceIn, count int64) opt[int64] {
	d := int64(stage.Draw(b.seed, id, salt) >> 1)
	if d%nullOnceIn == 0 {
		return opt[int64]{}
	}
	return some(1 + d/nullOnceIn%count)
}

// statuses are free text of the tenant, in two languages, with the blanks and letter cases that people type.
var statuses = []string{
	"Completed", "Completed", "Not Started", "In Progress", "Waiting on someone else",
	"Завершена", "Не начата", "В работе", "Отложена", "COMPLETED", "Not Started  ",
}

var subjects = []opt[string]{
	{},
	some("Call back about the invoice"),
	some("Перезвонить по счёту № 1024"),
	some("Отправить договор \"Ромашка\" на подпись"),
	some(`Quote A\B "final", 50 % off`),
	some("First line\nsecond line\ttabbed\r\nthird"),
	some("Party 🎉 booked ✅ 👩‍💻"),
	some("</script><b>not a tag</b> & more"),
	some("line\u2028separator\u2029paragraph"),
	some("trailing blanks   "),
	some(""),
	some("Ünïcödé naïve café"),
}

var descriptions = []opt[string]{
	{},
	{},
	some("<p>Please ring <b>before noon</b>.</p>"),
	some("Клиент просил прислать коммерческое предложение до конца недели.\nСкидка согласована."),
	some("Room 4, bring the \"blue\" folder; path C:\\shared\\training"),
	some("null"),
	some("0"),
}
