package solos

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

// project is the present state of one project. Its attributes are computed when they are read, so that a condition on one of
// them costs only that one. Times are naive: seconds of a calendar without zone, counted as if it were UTC.
type project struct {
	base     base
	id       int64
	created  int64
	deleted  bool
	revision int64
}

// Each attribute that is drawn has its own salt, so that attributes are unrelated to each other.
const (
	saltLayout uint64 = iota + 1
	saltName
	saltFunnel
	saltStep
	saltUser
	saltGroup
	saltPrice
	saltCurrency
	saltUsers
	saltGroups
	saltActions
	saltGoods
	saltPayments
	saltTasks
	saltExpired
	saltClient
	saltContract
	saltArea
	saltComment
	saltVIP
	saltTags
	saltDelivery
	saltChecked
	saltBare
	saltChurn
)

// Each block of twelve ids has ten active projects, a deleted project and a gap, at places that depend on the seed.
const (
	blockRows = 10
	blockIDs  = blockRows + 2
)

// base computes the base projects; it stores no rows.
type base struct {
	seed uint64
	rows int64 // active projects
}

// end is the first id above the base projects.
func (b base) end() int64 {
	return (b.rows+blockRows-1)/blockRows*blockIDs + 1
}

// layout returns the places of the deleted project and of the gap in a block.
func (b base) layout(block int64) (deleted, gap int64) {
	d := stage.Draw(b.seed, block, saltLayout)
	deleted = int64(d % blockIDs)
	gap = (deleted + 1 + int64(d/blockIDs%(blockIDs-1))) % blockIDs
	return deleted, gap
}

// below returns the numbers of active and of deleted base projects with an id below the given one.
func (b base) below(id int64) (active, deleted int64) {
	if id <= 1 {
		return 0, 0
	}
	block, at := (id-1)/blockIDs, (id-1)%blockIDs
	deletedAt, gapAt := b.layout(block)
	active, deleted = block*blockRows+at, block
	if deletedAt < at {
		active--
		deleted++
	}
	if gapAt < at {
		active--
	}
	return min(active, b.rows), min(deleted, b.rows/blockRows)
}

// state returns the list in which an id is at first.
func (b base) state(id int64) state {
	if id < 1 {
		return absent
	}
	active, deleted := b.below(id)
	deletedAt, gapAt := b.layout((id - 1) / blockIDs)
	switch at := (id - 1) % blockIDs; {
	case at == deletedAt && deleted < b.rows/blockRows:
		return inDeleted
	case at == deletedAt, at == gapAt, active >= b.rows:
		return absent
	default:
		return inActive
	}
}

// The creations of base projects are spread over these naive times; the last one is before 2026-10-01.
var (
	firstCreated = time.Date(2015, 2, 1, 9, 0, 0, 0, time.UTC).Unix()
	lastCreated  = time.Date(2026, 9, 28, 18, 30, 0, 0, time.UTC).Unix()
)

const (
	day = 24 * 60 * 60
	// bulkIDs is the number of ids of an import that created its projects in a single second, in tenants that are large enough:
	// more than a page.
	bulkIDs = 360
)

// created returns the creation time of the base project that has the id, or would have it. The time never decreases as ids
// grow.
func (b base) created(id int64) int64 {
	if first := b.end() / 3; id >= first && id < first+min(bulkIDs, first/2) {
		id = first
	}
	return firstCreated + (lastCreated-firstCreated)*id/b.end()
}

// draw returns a number from 0 to n-1 for one attribute of the project.
func (p project) draw(salt uint64, n int64) int64 {
	return int64(stage.Draw(p.base.seed, p.id, salt) % uint64(n))
}

// pair returns up to two ids from 1 to n, and none for one project in three; id 0 means none.
func (p project) pair(salt uint64, n int64) [2]int64 {
	d := p.draw(salt, 1<<40)
	if d%3 == 0 {
		return [2]int64{}
	}
	return [2]int64{1 + d/3%n, d / 3 / n % (n + 1)}
}

func (p project) name() string    { return stage.Pick(p.base.seed, p.id, saltName, names) }
func (p project) funnelID() int64 { return 1 + p.draw(saltFunnel, 3) }
func (p project) stepID() int64   { return 1 + p.draw(saltStep, 12) }
func (p project) userID() int64   { return 1 + p.draw(saltUser, 9) }

// groupID returns 0 for a project without a group.
func (p project) groupID() int64    { return p.draw(saltGroup, 5) }
func (p project) currencyID() int64 { return 1 + p.draw(saltCurrency, 3) }

// price returns hundredths.
func (p project) price() opt[int64] {
	switch d := p.draw(saltPrice, 1<<40); d % 8 {
	case 0:
		return opt[int64]{}
	case 1:
		return some(int64(0))
	case 2:
		return some(int64(100_00))
	case 3:
		return some(-(d >> 3 % 50_000))
	default:
		return some(d >> 3 % 9_000_000_00)
	}
}

// Filters can use the following attributes, which records do not show.

func (p project) participants() [2]int64      { return p.pair(saltUsers, 9) }
func (p project) participantGroups() [2]int64 { return p.pair(saltGroups, 4) }
func (p project) actionTypes() [2]int64       { return p.pair(saltActions, 5) }
func (p project) goods() [2]int64             { return p.pair(saltGoods, 40) }
func (p project) hasPayments() bool           { return p.draw(saltPayments, 3) == 0 }
func (p project) hasTasks() bool              { return p.draw(saltTasks, 2) == 0 }
func (p project) hasExpired() bool            { return p.draw(saltExpired, 17) == 0 }

var names = []string{
	"Монтаж кухни, ул. Ленина 5",
	"ООО «Ромашка»: поставка №7",
	"Website for \"Smith & Sons\"",
	`Путь C:\проекты\2026 / архив`,
	"Первая строка\nвторая строка\tс табуляцией",
	"Ремонт 🛠️ под ключ ✅",
	"</script><b>не тег</b>",
	"разделитель\u2028строк\u2029и абзацев",
	"Пробелы в конце   ",
	"",
	"Ёжик в тумане",
	"12345",
}
