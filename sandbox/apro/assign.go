package apro

import (
	"cmp"
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

// assignActivity reads a row of applications/insert or applications/update.
func (d *draft) assignActivity() {
	w := d.server.world
	if d.fresh {
		d.put(attrStatus, w.words.statuses[0])
		d.put(attrSource, "none")
	}
	d.obligatory(attrType, d.args.get("request_type"), func(id int64) bool { return id > 0 && id <= activityTypes })
	d.obligatory(attrContact, d.args.get("customers_id"), d.isContact)
	d.worker(d.args.get("employee_id"))
	d.helpers(d.args.get("additional_employee_id"))
	d.text(attrComment, d.args.get("comment"))
	d.text(attrName, d.args.get("request_name"))
	d.word(attrStatus, d.args.get("status"), w.words.statuses)
	d.word(attrSource, d.args.get("source"), w.words.sources)
	d.fields(d.args.get("fields"))
}

// assignDeal reads a row of sales/insert or sales/update. A new type begins with its first stage, unless the row has a stage of
// the type. The page does not say what a new deal needs; one without a type gets the first type.
func (d *draft) assignDeal() {
	if d.fresh {
		d.put(attrType, "1")
	}
	d.reference(attrContact, d.args.get("customers_id"), d.isContact)
	d.worker(d.args.get("employee_id"))
	d.helpers(d.args.get("additional_employee_id"))
	d.reference(attrType, d.args.get("sales_type_id"), func(id int64) bool { return id > 0 && id <= dealTypes })
	kind := d.server.world.dealType(&d.row)
	ofKind := func(stage int64) bool { return stage > kind*10 && stage <= kind*10+dealStages }
	d.reference(attrStatus, d.args.get("sales_status_id"), ofKind)
	if first := kind*10 + 1; !ofKind(d.row.number(attrStatus, first)) {
		d.put(attrStatus, strconv.FormatInt(first, 10))
	}
	d.text(attrName, d.args.get("sale_name"))
	d.fields(d.args.get("fields"))
}

// assignStock reads a row of stock/insert or stock/update. The page makes parent obligatory in both. A category of another type
// moves the item to that type.
func (d *draft) assignStock() {
	d.wrong = d.wrong || d.args.get("parent") == nil
	d.obligatory(attrCategory, d.args.get("parent"), func(id int64) bool {
		place := (id - 1) % categoryStep
		return id > categoryStep && id <= (d.server.world.types+1)*categoryStep && place < int64(len(categoryParents()))
	})
	if id := d.row.number(attrCategory, 0); id > 0 {
		d.row.part = (id-1)/categoryStep - 1
	}
	d.text(attrName, d.args.get("name"))
	d.worker(d.args.get("author"))
	d.helpers(d.args.get("additional_author"))
	d.reference(attrContact, d.args.dual("associated_with_customer", "related_with_customer"), d.isContact)
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

// reference writes an id that exists; an empty text is "0".
func (d *draft) reference(a attribute, v *value, exists func(int64) bool) {
	if v == nil {
		return
	}
	id, err := strconv.ParseInt(cmp.Or(v.text, "0"), 10, 64)
	if err != nil || v.isArray() || id < 0 || !exists(id) {
		d.wrong = true
		return
	}
	d.put(a, strconv.FormatInt(id, 10))
}

// obligatory writes a reference without which a new row is wrong and cannot be stored.
func (d *draft) obligatory(a attribute, v *value, exists func(int64) bool) {
	d.reference(a, v, exists)
	if d.fresh && d.row.number(a, 0) == 0 {
		d.wrong, d.missing = true, true
	}
}

// worker writes the supervisor.
func (d *draft) worker(v *value) {
	d.reference(attrManager, v, isWorker)
}

func isWorker(id int64) bool { return id == 0 || id >= firstManager && id < firstManager+workerCount }

// isContact reports whether a contact exists, deleted or not, or the id is 0 for none.
func (d *draft) isContact(id int64) bool {
	_, ok := d.server.tables[ListContacts].find(id)
	return ok || id == 0
}

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
				e.text = cmp.Or(e.text, item.items[key].scalar())
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
