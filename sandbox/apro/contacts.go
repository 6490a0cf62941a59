package apro

import (
	"slices"
	"strconv"
	"strings"
)

// filterContacts answers purchaser/filter.
func (s *Server) filterContacts(a *args) ([]byte, error) {
	w := s.world
	q, err := s.filterQuery(a, opContacts, "customer_activity_date")
	if err != nil {
		return nil, err
	}
	q.oneOf(a.get("groups"), func(r *row) int64 { return w.group(r.id) })
	q.oneOf(a.get("manager"), func(r *row) int64 { return w.manager(r.id) })
	if marks := a.get("marktype"); len(marks.list()) > 0 {
		// Type 0 exists ("Not specified"), so here a lone 0 is a condition.
		q.oneWord(marks, func(r *row) string { return strconv.FormatInt(w.mark(r.id), 10) })
	}
	w.filterNature(a, &q)
	w.searchContacts(a, &q)
	q.conditions(w, a, ListContacts, contactScope)
	return s.list(a, s.tables[ListContacts], q, false, w.writeContact)
}

// filterNature reads nattype. Its values, but not its key, depend on the dialect. An unknown value is ignored.
func (w *world) filterNature(a *args, q *query) {
	want := a.text("nattype")
	for company := range 2 {
		english, intrum := natures(company == 1)
		if want == english && w.dialect != Intrum || want == intrum && w.dialect != English {
			q.filter(func(r *row) bool { return w.company(r.id) == (company == 1) })
		}
	}
}

func natures(company bool) (english, intrum string) {
	if company {
		return "legal_entity", "jurface"
	}
	return "private_individual", "physface"
}

// searchContacts searches the search bar's text in names, addresses and, digits only, phone numbers.
func (w *world) searchContacts(a *args, q *query) {
	text := a.text("search")
	number := digits(text)
	q.searched(a, func(r *row) []string {
		texts := []string{w.surname(r.id), w.contactName(r), w.email(r.id, 0)}
		if len(number) >= 4 && slices.ContainsFunc(w.phones(r.id), func(p string) bool {
			return strings.Contains(digits(p), number)
		}) {
			texts = append(texts, text)
		}
		return texts
	})
}

func contactScope(*row) scope { return scope{ListContacts, 0} }

func (w *world) mark(id int64) int64 { return w.draw(id, saltMark, uint64(len(w.words.marks))) }

func (w *world) company(id int64) bool { return w.draw(id, saltNature, 5) == 0 }

// surname returns the last name of a contact, "" for no contact.
func (w *world) surname(id int64) string {
	if id == 0 {
		return ""
	}
	return w.pick(id, saltSurname, w.words.surnames)
}

func (w *world) contactName(r *row) string { return r.revised(w.pick(r.id, saltName, w.words.names)) }

func (w *world) email(id int64, k int64) string {
	return "contact" + strconv.FormatInt(id, 10) + "." + strconv.FormatInt(k, 10) + "@example.org"
}

// mailKey returns the key of an e-mail address: the documented key or, in every third row of the INTRUM edition, the other one.
func (w *world) mailKey(documented string, id int64) string {
	switch {
	case w.dialect != Intrum || id%3 != 0:
		return documented
	case documented == "mail":
		return "email"
	default:
		return "mail"
	}
}

// phones returns the numbers of a contact in the formats that people type.
func (w *world) phones(id int64) []string {
	n := strconv.FormatInt(1_000_000+w.draw(id, saltPhone, 9_000_000), 10)
	all := []string{
		"+7 (921) " + n[:3] + "-" + n[3:5] + "-" + n[5:],
		"8921" + n,
		"1965 " + n[:3] + " " + n[3:],
	}
	return all[:w.draw(id, saltPhone+saltLane, 4)]
}

func (w *world) writeContact(e *encoder, r *row) {
	e.id("id", r.id)
	e.id("group_id", w.group(r.id))
	e.text("surname", w.surname(r.id))
	e.text("name", w.contactName(r))
	e.dual("patronymic", "secondname", w.pick(r.id, saltPatronymic, w.words.patronymics))
	e.id("manager_id", w.manager(r.id))
	w.helpers(e, "additional_manager_id", r.id)
	e.time("create_date", r.created)
	e.id("marktype", w.mark(r.id))
	e.text("markname", w.words.marks[w.mark(r.id)])
	nature, intrum := natures(w.company(r.id))
	if e.dialect == Intrum {
		nature = intrum
	}
	e.text("nattype", nature)
	e.text("customer_activity_type", w.event(r))
	e.time("customer_activity_date", r.activity)
	e.key("email")
	e.open('[')
	for k := range w.draw(r.id, saltEmail, 3) {
		e.open('{')
		e.text(w.mailKey("mail", r.id), w.email(r.id, k))
		e.text("comment", "")
		e.close('}')
	}
	e.close(']')
	e.key("phone")
	e.open('[')
	for k, number := range w.phones(r.id) {
		e.open('{')
		e.text("phone", number)
		e.text("comment", [...]string{"Main", "", "Рабочий"}[k])
		e.close('}')
	}
	e.close(']')
	w.fieldMap(e, contactScope(r), r)
}
