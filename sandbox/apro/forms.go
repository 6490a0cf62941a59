package apro

import "strconv"

// onlineForms is the number of forms; their ids start at 1. The last one asks for a call back: it has no custom fields, and no
// part about a stock item.
const onlineForms = 3

// formPart is what forms ask about one record: the names of two groups of fields, basic and custom ones.
type formPart struct {
	basic, custom string
	scope         scope
	names         []string // of the basic fields
}

// formParts returns the parts of a form. The second part has no basic fields.
func formParts(form int64, dialect string) []formPart {
	parts := []formPart{
		{"def_customer", "ext_customer", contactScope(nil), []string{"surname", "name", patronymicKey(dialect), "email", "phone"}},
		{"", "ext_request", scope{ListActivities, 1}, nil},
		{"def_stock", "ext_stock", scope{ListStock, 1}, []string{"name", "parent"}},
	}
	if form == onlineForms {
		parts[2].names = nil
	}
	return parts
}

func patronymicKey(dialect string) string {
	if dialect == Intrum {
		return "secondname"
	}
	return "patronymic"
}

// formFields returns the custom fields of a part of a form: every third field of a scope, and the two selects.
func (w *world) formFields(form int64, sc scope) []field {
	var fields []field
	for _, f := range w.scopes[sc] {
		if form != onlineForms && (f.place%3 == form%3 || f.place == parentPlace || f.place == dependentPlace) {
			fields = append(fields, f)
		}
	}
	return fields
}

// Obligatory fields of forms: names, and every second custom field.

func obligatoryBasic(name string) bool { return name == "name" }

func obligatoryCustom(f *field) bool { return f.place%2 == 0 }

// getForm answers /onlineforms with action getform. The answer has no envelope, and the failure of an unknown form has no
// message.
func (s *Server) getForm(a *args) ([]byte, error) {
	_, _ = a.get("apikey"), a.get("host")
	if a.text("action") != "getform" {
		return nil, badRequest
	}
	id := a.number("form", 0)
	return s.document(a, func(e *encoder) {
		if id < 1 || id > onlineForms {
			e.open('{')
			e.text("status", "fail")
			e.close('}')
			return
		}
		s.world.writeForm(e, id)
	})
}

// writeForm writes a form.
func (w *world) writeForm(e *encoder, id int64) {
	e.open('{')
	e.id("formtype", id)
	e.text("name", [onlineForms]string{"Application for loan", "Заявка <b>на показ</b>", "Call me back"}[id-1])
	e.text("description", [onlineForms]string{"You can apply for a loan here", "", "24/7"}[id-1])
	e.text("feedback", "Thank you! We will get back to you shortly")
	for _, part := range formParts(id, e.dialect) {
		if part.basic != "" {
			e.key(part.basic)
			e.basicFields(part.names)
		}
		e.key(part.custom)
		w.customFields(e, w.formFields(id, part.scope))
	}
	e.close('}')
}

// basicFields writes the descriptors of fields that every record has. The category of a stock item is a choice.
func (e *encoder) basicFields(names []string) {
	if len(names) == 0 {
		e.emptyMap()
		return
	}
	e.open('{')
	for _, name := range names {
		if name != "parent" {
			e.basicField(name, "text", nil)
			continue
		}
		e.basicField(name, "select", func() {
			for place, parent := range categoryParents() {
				e.category(1, int64(place), parent)
			}
		})
	}
	e.close('}')
}

// basicField writes the descriptor of a field that every record has; variants writes the elements of its choices.
func (e *encoder) basicField(name, datatype string, variants func()) {
	e.key(name)
	e.open('{')
	e.descriptor(name, name, datatype, oneIf(obligatoryBasic(name)), 0)
	e.key("variants")
	e.open('[')
	if variants != nil {
		variants()
	}
	e.close(']')
	e.close('}')
}

func (e *encoder) descriptor(id, name, datatype string, required, parent int64) {
	e.text("id", id)
	e.text("name", name)
	e.text("placeholder", name)
	e.id("require", required)
	e.text("tip", "")
	e.text("hint", "")
	e.text("type_data", datatype)
	depends := ""
	if parent != 0 {
		depends = strconv.FormatInt(parent, 10)
	}
	e.text("parent", depends)
}

// customFields writes the descriptors of custom fields.
func (w *world) customFields(e *encoder, fields []field) {
	if len(fields) == 0 {
		e.emptyMap()
		return
	}
	e.open('{')
	for i := range fields {
		f := &fields[i]
		e.key(f.key)
		e.open('{')
		e.descriptor(f.key, fieldNames()[f.place], f.datatype, oneIf(obligatoryCustom(f)), f.parent())
		e.key("variants")
		e.options(w.options(f))
		e.close('}')
	}
	e.close('}')
}
