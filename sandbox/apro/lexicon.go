package apro

import (
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// Salts make the attributes of a row independent of each other. Custom fields use saltFields plus the field's id.
const (
	saltID uint64 = iota + 1
	saltSurname
	saltName
	saltPatronymic
	saltManager
	saltHelpers
	saltGroup
	saltMark
	saltNature
	saltEmail
	saltPhone
	saltTitle
	saltKind
	saltStatus
	saltSource
	saltContact
	saltDeal
	saltEvent
	saltMoney
	saltPaid
	saltHash
	saltCategory
	saltModified
	saltDuration
	saltTrunk
	saltChurn
	saltLinks
	saltComments
	saltLines
	saltMessages
	saltMinute
	saltCreator
	saltTask
	saltFields uint64 = 1 << 12
	saltLane   uint64 = 1 << 20
	saltTie    uint64 = 1 << 32
)

// lexicon has the words of rows: Latin and Cyrillic, and text that a careless encoder breaks.
type lexicon struct {
	surnames, names, patronymics, titles, comments []string
	options, tags, marks, sources, statuses        []string
	files, payers                                  []string
	// models are the options of the dependent select, by the parent's option.
	models [][]string
}

func newLexicon() lexicon {
	words := lexicon{
		surnames: []string{
			"Moore", "Иванов", "O'Neill", "Кузнецова", "García", "Smith \\ Sons", "Щербаков", `Ltd "Sun & Co"`,
			"Müller", "Ёлкина", "von der Tann", "ООО «Ромашка»",
		},
		names:       []string{"Mary", "Анна", "John", "Пётр", "Zoë", "Ольга", "Liam", "Ким Чен", "", "Eve "},
		patronymics: []string{"", "Ann", "Петрович", "Сергеевна", "James", "Ильинична"},
		titles: []string{
			"Ford Fusion", "Квартира на Невском", `House "By the sea"`, "2-комн. кв., 54,3 м²", "Garage/Storage 7",
			"Flat A\\B", "Дом у озера 🏡", "Application for loan", "Заявка на просмотр", "In stock ",
			"<b>Villa</b></script>", "Two\u2028lines",
		},
		comments: []string{
			"", "To processing", "Позвонить завтра", "Line one\nLine two", "He said \"yes\"\tand left", "Срочно!!! 🔥🔥",
			"path C:\\temp\\new", "</script><script>alert(1)</script>", "Перезвонить после 18:00\r\nключи у соседа",
		},
		options:  []string{"Dean", "Fender", "Gibson ", "Кирпич, монолит", "Панель", "Brick/Block"},
		tags:     []string{"балкон", "lift", "parking, covered", "новый \"люкс\"", "sea view"},
		marks:    []string{"Not specified", "Client", "Партнёр", "Supplier", "Агент"},
		sources:  []string{"online_consult", "none", "help_manager", "online_form"},
		statuses: activityStatuses(),
		files:    []string{"54cf4e91db8ba.jpg", "30/3b/615300e225ae3.jpg", "план этажа.pdf", "a b+c&d.docx"},
		payers:   []string{" Т.", "ООО \"Ромашка\"", "Moore M.", "Fender Ltd / EU", ""},
	}
	for i := range words.options {
		n := strconv.Itoa(i + 1)
		words.models = append(words.models, []string{"Series " + n, "Серия " + n + ", люкс", "Type/" + n + " "})
	}
	return words
}

func activityStatuses() []string {
	return []string{
		"unselected", "mustbeprocessed", "processnow", "processed", "postponed", "malformed", "cancelled", "reprocess",
	}
}

// world makes the attributes of rows. Only the names in changes change.
type world struct {
	seed    uint64
	dialect string
	words   lexicon
	types   int64              // stock types
	lists   bool               // values of custom fields may be lists
	fields  map[int64]field    // custom fields by id
	scopes  map[scope][]field  // custom fields by list and type
	layouts map[string]*layout // for references from one list to another
	changes atomic.Pointer[changes]
	// named has the *written of the contacts that requests wrote, by id. Rows of other lists show the last names of contacts, and
	// readers that already hold the server's lock must not take it again.
	named sync.Map
}

func (w *world) draw(id int64, salt, n uint64) int64 {
	return int64(stage.Draw(w.seed, id, salt) % n)
}

func (w *world) pick(id int64, salt uint64, words []string) string {
	return stage.Pick(w.seed, id, salt, words)
}

// reference returns the id of some base row of a list, or 0 in one row of every none.
func (w *world) reference(list string, id int64, salt, none uint64) int64 {
	l := w.layouts[list]
	if l.n == 0 || w.draw(id, salt+saltLane, none) == 0 {
		return 0
	}
	return l.id(w.draw(id, salt, uint64(l.n)))
}

// manager returns the drawn supervisor of a record, 0 for none.
func (w *world) manager(id int64) int64 {
	if w.draw(id, saltManager+saltLane, 12) == 0 {
		return 0
	}
	return firstManager + w.draw(id, saltManager, managers)
}

// supervisor returns the supervisor of a row, 0 for none.
func (w *world) supervisor(r *row) int64 { return r.number(attrManager, w.manager(r.id)) }

func (w *world) group(id int64) int64 { return firstGroup + w.draw(id, saltGroup, groupCount) }

// revised returns a text of a row, which shows the changes of the row since the text was set; drawn is the text of base rows.
func (r *row) revised(a attribute, drawn string) string {
	return r.since(r.text(a, drawn), r.writtenAt(a))
}

// since marks a text that was set in a version of the row, so that a reader can see later versions.
func (r *row) since(text string, version int64) string {
	if r.version == version {
		return text
	}
	return text + " v" + strconv.FormatInt(r.version, 10)
}

// helpers writes additional supervisors: mostly none or a list of ids, sometimes a list without its first element, which PHP
// writes as a map.
func (w *world) helpers(e *encoder, key string, r *row) {
	e.key(key)
	n := w.draw(r.id, saltHelpers, 40)
	if written, ok := r.entries(attrHelpers); ok {
		e.open('[')
		for _, helper := range written {
			e.element(wholeNumber(helper.text))
		}
		e.close(']')
		return
	}
	if n == 39 {
		e.open('{')
		e.id("1", 49)
		e.id("2", 50)
		e.close('}')
		return
	}
	e.open('[')
	for i := range n % 4 {
		e.element(48 + i)
	}
	e.close(']')
}

// event returns the kind of the last activity.
func (w *world) event(r *row) string {
	if r.version > 1 || r.edits() > 0 || r.made() {
		return "edit"
	}
	user := "supervisor"
	if w.dialect == Intrum {
		user = "manager"
	}
	events := [...]string{"edit", "stage", "comment", user}
	return events[w.draw(r.id, saltEvent, uint64(len(events)))]
}
