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
	q.oneOf(a.get("manager"), func(r *row) int64 { return w.supervisor(r) })
	if marks := a.get("marktype"); len(marks.list()) > 0 {
		// Type 0 exists ("Not specified"), so here a lone 0 is a condition.
		q.oneWord(marks, func(r *row) string { return strconv.FormatInt(w.mark(r), 10) })
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
			q.filter(func(r *row) bool { return w.company(r) == (company == 1) })
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
		texts := []string{w.lastName(r), w.contactName(r), w.email(r.id, 0)}
		if written, ok := r.entries(attrEmails); ok {
			texts = texts[:2]
			for _, mail := range written {
				texts = append(texts, mail.text)
			}
		}
		if len(number) >= 4 && slices.ContainsFunc(w.phones(r), func(p entry) bool {
			return strings.Contains(digits(p.text), number)
		}) {
			texts = append(texts, text)
		}
		return texts
	})
}

func contactScope(*row) scope { return scope{ListContacts, 0} }

func (w *world) mark(r *row) int64 {
	return r.number(attrType, w.draw(r.id, saltMark, uint64(len(w.words.marks))))
}

// company reports whether a contact is a legal entity. A contact that a request created is a person, since no parameter says
// otherwise.
func (w *world) company(r *row) bool { return !r.made() && w.draw(r.id, saltNature, 5) == 0 }

// surname returns the last name of the contact with an id, "" for no contact.
func (w *world) surname(id int64) string {
	if id == 0 {
		return ""
	}
	r := row{id: id}
	if now, ok := w.named.Load(id); ok {
		r.written, _ = now.(*written)
	}
	return w.lastName(&r)
}

// lastName returns the last name of a contact.
func (w *world) lastName(r *row) string {
	return r.text(attrSurname, w.pick(r.id, saltSurname, w.words.surnames))
}

func (w *world) contactName(r *row) string {
	return r.revised(attrName, w.pick(r.id, saltName, w.words.names))
}

func (w *world) patronymic(r *row) string {
	return r.text(attrPatronymic, w.pick(r.id, saltPatronymic, w.words.patronymics))
}

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

// emails returns the e-mail addresses of a contact.
func (w *world) emails(r *row) []entry {
	if all, ok := r.entries(attrEmails); ok {
		return all
	}
	all := make([]entry, w.draw(r.id, saltEmail, 3))
	for k := range all {
		all[k].text = w.email(r.id, int64(k))
	}
	return all
}

// phones returns the numbers of a contact in the formats that people type.
func (w *world) phones(r *row) []entry {
	if all, ok := r.entries(attrPhones); ok {
		return all
	}
	n := strconv.FormatInt(1_000_000+w.draw(r.id, saltPhone, 9_000_000), 10)
	all := []entry{
		{"+7 (921) " + n[:3] + "-" + n[3:5] + "-" + n[5:], "Main"},
		{"8921" + n, ""},
		{"1965 " + n[:3] + " " + n[3:], "Рабочий"},
	}
	return all[:w.draw(r.id, saltPhone+saltLane, 4)]
}

func (w *world) writeContact(e *encoder, r *row) {
	e.id("id", r.id)
	e.id("group_id", w.group(r.id))
	e.text("surname", w.lastName(r))
	e.text("name", w.contactName(r))
	e.dual("patronymic", "secondname", w.patronymic(r))
	e.id("manager_id", w.supervisor(r))
	w.helpers(e, "additional_manager_id", r)
	e.time("create_date", r.created)
	e.id("marktype", w.mark(r))
	e.text("markname", w.words.marks[w.mark(r)])
	nature, intrum := natures(w.company(r))
	if e.dialect == Intrum {
		nature = intrum
	}
	e.text("nattype", nature)
	e.text("customer_activity_type", w.event(r))
	e.time("customer_activity_date", r.activity)
	w.mails(e, r)
	w.numbers(e, r)
	w.fieldMap(e, contactScope(r), r)
}

// mails writes the e-mail addresses of a contact.
func (w *world) mails(e *encoder, contact *row) {
	e.key("email")
	e.open('[')
	for _, mail := range w.emails(contact) {
		e.entry(w.mailKey("mail", contact.id), mail)
	}
	e.close(']')
}

// numbers writes the telephone numbers of a contact.
func (w *world) numbers(e *encoder, contact *row) {
	e.key("phone")
	e.open('[')
	for _, phone := range w.phones(contact) {
		e.entry("phone", phone)
	}
	e.close(']')
}

func (e *encoder) entry(key string, of entry) {
	e.open('{')
	e.text(key, of.text)
	e.text("comment", of.comment)
	e.close('}')
}
