package apro

import "strconv"

// onlineForms is the number of forms; their ids start at 1.
const onlineForms = 3

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

// writeForm writes a form; the last one has no custom fields.
func (w *world) writeForm(e *encoder, id int64) {
	e.open('{')
	e.id("formtype", id)
	e.text("name", [onlineForms]string{"Application for loan", "Заявка <b>на показ</b>", "Call me back"}[id-1])
	e.text("description", [onlineForms]string{"You can apply for a loan here", "", "24/7"}[id-1])
	e.text("feedback", "Thank you! We will get back to you shortly")
	e.key("def_customer")
	e.open('{')
	patronymic := "patronymic"
	if e.dialect == Intrum {
		patronymic = "secondname"
	}
	for _, name := range []string{"surname", "name", patronymic, "email", "phone"} {
		e.basicField(name, "text", nil)
	}
	e.close('}')
	w.formFields(e, "ext_customer", contactScope(nil), id)
	w.formFields(e, "ext_request", scope{ListActivities, 1}, id)
	e.key("def_stock")
	e.open('{')
	e.basicField("name", "text", nil)
	e.basicField("parent", "select", func() {
		for place, parent := range categoryParents() {
			e.category(1, int64(place), parent)
		}
	})
	e.close('}')
	w.formFields(e, "ext_stock", scope{ListStock, 1}, id)
	e.close('}')
}

// basicField writes the descriptor of a field that every record has; variants writes the elements of its choices.
func (e *encoder) basicField(name, datatype string, variants func()) {
	e.key(name)
	e.open('{')
	e.descriptor(name, name, datatype, oneIf(name == "name"), 0)
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

// formFields writes the custom fields of a form: every third field of a scope, and the two selects.
func (w *world) formFields(e *encoder, key string, sc scope, form int64) {
	e.key(key)
	if form == onlineForms {
		e.emptyMap()
		return
	}
	e.open('{')
	for _, f := range w.scopes[sc] {
		if f.place%3 != form%3 && f.place != parentPlace && f.place != dependentPlace {
			continue
		}
		e.key(f.key)
		e.open('{')
		e.descriptor(f.key, fieldNames()[f.place], f.datatype, oneIf(f.place%2 == 0), f.parent())
		e.key("variants")
		e.options(w.options(&f))
		e.close('}')
	}
	e.close('}')
}
