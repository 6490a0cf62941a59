package apro

import (
	"slices"
	"strconv"
)

// assignContact reads a row of purchaser/insert or purchaser/update.
func (d *draft) assignContact() {
	d.text(attrSurname, d.args.get("surname"))
	d.text(attrName, d.args.get("name"))
	d.text(attrPatronymic, d.args.dual("patronymic", "secondname"))
	d.text(attrComment, d.args.get("comment"))
	d.word(attrSource, d.args.get("source"), []string{"online_consult", "manager_customer", "help_manager", "mobile"})
	d.worker(d.args.get("manager_id"))
	d.helpers(d.args.get("additional_manager_id"))
	d.reference(attrType, d.args.get("marktype"), func(id int64) bool { return id < int64(len(d.server.world.words.marks)) })
	d.contactList(attrEmails, d.args.get("email"), "mail", "email")
	d.contactList(attrPhones, d.args.get("phone"), "phone")
	d.fields(d.args.get("fields"))
}

func (d *draft) put(a attribute, text string) {
	d.row.written.values[a] = said{text, max(d.row.version, 1)}
}

// text writes a text that was sent. An array in place of a text is not read.
func (d *draft) text(a attribute, v *value) {
	if v != nil && !v.isArray() {
		d.put(a, v.text)
	}
}

// word writes one of some words.
func (d *draft) word(a attribute, v *value, words []string) {
	switch {
	case v == nil:
	case slices.Contains(words, v.text):
		d.put(a, v.text)
	default:
		d.wrong = true
	}
}

// reference writes an id that exists; "0" or an empty text means none.
func (d *draft) reference(a attribute, v *value, exists func(int64) bool) {
	if v == nil {
		return
	}
	id, err := strconv.ParseInt(v.text, 10, 64)
	switch {
	case v.text == "" && !v.isArray():
		d.put(a, "0")
	case err == nil && (id == 0 || id > 0 && exists(id)):
		d.put(a, v.text)
	default:
		d.wrong = true
	}
}

// worker writes the supervisor.
func (d *draft) worker(v *value) {
	d.reference(attrManager, v, isWorker)
}

func isWorker(id int64) bool { return id >= firstManager && id < firstManager+workerCount }

// helpers writes the additional supervisors. An empty list cannot be sent, so a text that is no id means none: clients send
// "false" or "0".
func (d *draft) helpers(v *value) {
	if v == nil {
		return
	}
	helpers := []entry{}
	for _, id := range v.ids() {
		if id > 0 {
			helpers = append(helpers, entry{text: strconv.FormatInt(id, 10)})
		}
	}
	d.row.written.entries[attrHelpers] = helpers
}

// contactList writes e-mail addresses or telephone numbers: texts, or maps of the text under one of some keys and a comment. An
// empty text is no element.
func (d *draft) contactList(a attribute, v *value, keys ...string) {
	if v == nil {
		return
	}
	sent := []entry{}
	add := func(e entry) {
		if e.text != "" {
			sent = append(sent, e)
		}
	}
	add(entry{text: v.text})
	for _, key := range v.keys {
		item := v.items[key]
		e := entry{text: item.text}
		if item.isArray() {
			e.comment = item.items["comment"].scalar()
			for _, key := range keys {
				e.text += item.items[key].scalar()
			}
		}
		add(e)
	}
	if d.server.settings.ContactLists == Merge {
		old := d.server.world.emails(&d.row)
		if a == attrPhones {
			old = d.server.world.phones(&d.row)
		}
		kept := slices.DeleteFunc(slices.Clone(old), func(e entry) bool {
			return slices.ContainsFunc(sent, func(s entry) bool { return s.text == e.text })
		})
		sent = append(kept, sent...)
	}
	d.row.written.entries[a] = sent
}
