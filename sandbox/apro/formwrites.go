package apro

import (
	"slices"
	"strconv"
)

// firstForm is the id of the first filled form, as on the vendor's page.
const firstForm = 34

// fillForm answers /onlineforms with action fillform: a filled form makes a contact, an activity of the contact, and, if the
// form asks for one, a stock item of the contact.
func (s *Server) fillForm(a *args) ([]byte, error) {
	a = s.writeArgs(a, a.params)
	_, _, _ = a.get("apikey"), a.get("action"), a.get("host")
	id := a.number("formtype", 0)
	data := s.writeArgs(a, a.get("data"))
	if id < 1 || id > onlineForms {
		return nil, badParams
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	rows := map[string]*value{}
	for _, part := range formParts(id, a.dialect) {
		row, ok := s.formRow(data, part, s.world.formFields(id, part.scope))
		if !ok {
			return nil, badParams
		}
		rows[part.scope.list] = row
	}
	if s.strict(a) != nil || s.strict(data) != nil {
		return nil, badParams
	}
	if id == onlineForms {
		delete(rows, ListStock)
	}
	if err := s.storeForm(a, rows); err != nil {
		return nil, err
	}
	filled := firstForm + s.channels.forms
	s.channels.forms++
	s.wrote(opFillForm, a, strconv.FormatInt(filled, 10))
	e := s.encoder(1)
	e.open('{')
	e.text("status", "success")
	e.id("form", filled)
	e.close('}')
	return e.b, nil
}

// formRow returns the parameters of the record that a part of a form describes, in the form of an insertion. It reports false if
// an obligatory field is missing, or if unknown parameters are refused and the part has one.
func (s *Server) formRow(data *args, part formPart, fields []field) (row *value, ok bool) {
	basic, custom := s.writeArgs(data, nil), s.writeArgs(data, data.get(part.custom))
	if part.basic != "" {
		basic.params = data.get(part.basic)
	}
	row, ok = array(), true
	for _, name := range part.names {
		sent := basic.get(name)
		if name == patronymicKey(data.dialect) {
			sent = basic.dual("patronymic", "secondname")
		}
		if sent != nil && !sent.isArray() {
			row.set(name, sent)
		}
		ok = ok && (sent.scalar() != "" || !obligatoryBasic(name))
	}
	list := array()
	for i := range fields {
		sent := custom.get(fields[i].key).member("value")
		if sent != nil {
			item := array()
			item.set("id", &value{text: fields[i].key})
			item.set("value", sent)
			list.set("", item)
		}
		ok = ok && (!sent.blank() || !obligatoryCustom(&fields[i]))
	}
	row.set("fields", list)
	return row, ok && s.strict(basic) == nil && s.strict(custom) == nil
}

// storeForm stores the records of a filled form, unless one of them is wrong. The contact is first, since the others refer to it.
func (s *Server) storeForm(a *args, rows map[string]*value) error {
	owner := "associated_with_customer"
	if a.dialect == Intrum {
		owner = "related_with_customer"
	}
	rows[ListActivities].set("request_type", &value{text: "1"})
	rows[ListActivities].set("source", &value{text: "online_form"})
	if item := rows[ListStock]; item != nil && item.member("parent").scalar() == "" {
		item.set("parent", &value{text: strconv.Itoa(categoryStep + 1)})
	}
	draft := func(list string) *draft {
		all := writings()
		at := slices.IndexFunc(all, func(w writing) bool { return w.list == list })
		return s.draft(all[at], &args{params: rows[list], dialect: a.dialect}, true)
	}
	contact, item := draft(ListContacts), rows[ListStock]
	if contact.wrong || item != nil && draft(ListStock).wrong {
		return badParams
	}
	id := &value{text: strconv.FormatInt(s.store(contact), 10)}
	rows[ListActivities].set("customers_id", id)
	s.store(draft(ListActivities))
	if item != nil {
		item.set(owner, id)
		s.store(draft(ListStock))
	}
	return nil
}
