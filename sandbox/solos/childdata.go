package solos

import (
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// Each attribute of children that is drawn has its own salt; these salts follow those of projects.
const (
	saltOrder uint64 = iota + 100
	saltSteps
	saltEvents
	saltEventText
	saltEventName
	saltEventUser
	saltStart
	saltDone
	saltLists
	saltItems
	saltDeadline
	saltQuantity
	saltUnitPrice
	saltMoney
	saltDirection
	saltPayDay
	saltPayText
)

// The numbers of children agree with the conditions having, actions_type_id and good_id on their project. One project in twenty
// that has events, and one in twenty that has payments, has more than a hundred of them.

func (p project) stepCount() int64 { return p.draw(saltSteps, 6) }

func (p project) actionCount() int64 {
	if p.actionTypes()[0] == 0 {
		return 0
	}
	d := p.draw(saltEvents, 1<<40)
	if d%20 == 0 {
		return 101 + d/20%150
	}
	return 2 + d/20%11 // at least one of each of its types
}

func (p project) checklistCount() int64 {
	if n := p.draw(saltLists, 3); n > 0 || !p.hasExpired() {
		return n
	}
	return 1
}

func (p project) goodCount() int64 {
	switch goods := p.goods(); {
	case goods[0] == 0:
		return 0
	case goods[1] == 0:
		return 1
	default:
		return 2
	}
}

func (p project) paymentCount() int64 {
	if !p.hasPayments() {
		return 0
	}
	d := p.draw(saltMoney, 1<<40)
	if d%20 == 0 {
		return 101 + d/20%120
	}
	return 1 + d/20%8
}

// stepID returns the step of the funnel. A project is at the last of its first steps.
func (c child) stepID() int64 {
	return 1 + (c.project.stepID()-1+12*childSpan+c.n-c.project.stepCount())%12
}

func (c child) stepDone() bool   { return c.n < c.project.stepCount() }
func (c child) stepStart() int64 { return c.project.created + (c.n-1)*10*day }

func (c child) stepDay() (int64, bool) { return midnight(c.stepStart()), true }

// actionType returns one of the project's types of events; a project without any gets events of type 1.
func (c child) actionType() int64 {
	types := c.project.actionTypes()
	if types[1] != 0 && c.n%2 == 0 {
		return types[1]
	}
	return max(types[0], 1)
}

func (c child) actionName() string {
	return stage.Pick(c.project.base.seed, c.id(), saltEventName, actionNames)
}

func (c child) actionText() opt[string] {
	return stage.Pick(c.project.base.seed, c.id(), saltEventText, comments)
}
func (c child) userID() int64            { return 1 + c.draw(saltEventUser, 9) }
func (c child) created() int64           { return c.project.created + c.n*6*60*60 }
func (c child) allDay() bool             { return c.draw(saltStart, 5) == 0 }
func (c child) done() bool               { return c.draw(saltDone, 2) == 0 }
func (c child) actionDay() (int64, bool) { return midnight(c.start()), true }
func (c child) paymentType() int64       { return min(c.draw(saltDirection, 3), 1) }
func (c child) paymentDay() (int64, bool) {
	return midnight(c.created()) + c.draw(saltPayDay, 30)*day, true
}

func (c child) paymentText() opt[string] {
	return stage.Pick(c.project.base.seed, c.id(), saltPayText, comments)
}
func (c child) amount() int64            { return 100 + c.draw(saltUnitPrice, 5_000_000_00) }
func (c child) quantity() int64          { return 25 * (1 + c.draw(saltQuantity, 80)) }
func (c child) items() int64             { return c.draw(saltItems, 5) }
func (c child) expired() bool            { return c.n == 1 && c.project.hasExpired() }
func (c child) itemDone(item int64) bool { return c.draw(saltDone, 1<<40)>>item&1 == 0 }
func (c child) itemName(item int64) string {
	return itemNames[(c.draw(saltItems, 1<<40)+item)%int64(len(itemNames))]
}

// start returns a naive time; an event of a whole day starts at midnight.
func (c child) start() int64 {
	t := c.created() + c.draw(saltStart, 20*day)
	if c.allDay() {
		return midnight(t)
	}
	return t
}

// end returns no time for events of a whole day.
func (c child) end() opt[int64] {
	return opt[int64]{v: c.start() + 60*60, set: !c.allDay()}
}

// deadline returns a day. An overdue checklist was due before all other data end; all others are due far in the future.
func (c child) deadline() opt[int64] {
	n := c.draw(saltDeadline, 300)
	if c.expired() {
		return some(midnight(lastCreated) - n*day)
	}
	return opt[int64]{v: midnight(farFuture) + n*day, set: n%3 != 0}
}

// goodID returns one of the project's goods; a project without any gets lines of good 1.
func (c child) goodID() int64 {
	goods := c.project.goods()
	if goods[1] != 0 && c.n%2 == 0 {
		return goods[1]
	}
	return max(goods[0], 1)
}

func midnight(seconds int64) int64 { return seconds - seconds%day }

// farFuture is a day on which no checklist of today is due.
var farFuture = time.Date(2090, 1, 1, 0, 0, 0, 0, time.UTC).Unix()

var (
	actionNames = []string{
		"Звонок клиенту",
		"Встреча: ул. Садовая, 7",
		"Замер \"на месте\"",
		"Отправить КП / договор",
		"",
		"Delivery 🚚",
	}
	itemNames = []string{"Проверить адрес", "Согласовать смету", "Подписать акт\n(2 экз.)", "Фото «до»", "12"}
)
