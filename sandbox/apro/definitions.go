package apro

import (
	"slices"
	"strconv"
)

// Places of catalogue entries that no row shows: a deleted field that still has a definition, and a deleted field that has only
// its id. Rows do show the hidden field.
const (
	deletedPlace   = 21
	forgottenPlace = 22
	hiddenPlace    = 18
	pricePlace     = 6
)

// fieldNames returns the names of the fields of a scope, by place.
func fieldNames() []string {
	return []string{
		"Comment", "Есть лифт", "Brand", "Удобства", "Rooms", "Площадь, м²", "Price (in dollars)", "Дата сдачи",
		"Last viewing", "Время звонка", "Files / файлы", "Location", "Floors <i>from</i> &ndash; to", "Area & terrace",
		"Отпуск", "Working hours", "Период брони", "Связи", `Notes "private"`, "Штрихкод ", "Model",
	}
}

// listStockFields answers stock/fields: a map by object type.
func (s *Server) listStockFields(a *args) ([]byte, error) { return s.typedFields(a, ListStock) }

// listActivityFields answers applications/fields: a map by activity type.
func (s *Server) listActivityFields(a *args) ([]byte, error) { return s.typedFields(a, ListActivities) }

func (s *Server) typedFields(a *args, list string) ([]byte, error) {
	return s.document(a, func(e *encoder) {
		e.open('{')
		for _, k := range s.world.kinds(list) {
			e.key(strconv.FormatInt(k.id, 10))
			s.world.writeDefinitions(e, scope{list, k.id})
		}
		e.close('}')
	})
}

// listContactFields answers purchaser/fields. Contacts have no types, so the level of types is a setting.
func (s *Server) listContactFields(a *args) ([]byte, error) {
	return s.document(a, func(e *encoder) {
		if s.settings.ContactFieldsByType {
			e.open('{')
			e.key("1")
			defer e.close('}')
		}
		s.world.writeDefinitions(e, contactScope(nil))
	})
}

// listWorkerFields answers worker/fields: a bare list.
func (s *Server) listWorkerFields(a *args) ([]byte, error) {
	names := []string{"Qualifications", "Образование", "Hired on", "Водительские права", "Languages, spoken", "CV"}
	return s.document(a, func(e *encoder) {
		e.open('[')
		for _, f := range s.world.scopes[workerScope()] {
			s.world.writeDefinition(e, &f, names[f.place])
		}
		e.close(']')
	})
}

// writeDefinitions writes the fields of a scope with their groups.
func (w *world) writeDefinitions(e *encoder, sc scope) {
	fields := w.scopes[sc]
	e.open('{')
	w.writeGroups(e, fields)
	w.writeFields(e, fields, true)
	e.nested(fields, (*encoder).quoted)
	e.key("deleted_fields")
	e.open('[')
	if len(fields) > 0 {
		e.quoted(fields[0].id + deletedPlace)
		e.quoted(fields[0].id + forgottenPlace)
	}
	e.close(']')
	e.key("disabled_fields")
	e.open('[')
	if len(fields) > 0 {
		e.quoted(fields[0].id + hiddenPlace)
	}
	e.close(']')
	e.close('}')
}

// writeGroups writes the groups of a scope, not in their order. Group 0 has no name: its fields belong to no group.
func (w *world) writeGroups(e *encoder, fields []field) {
	e.key("groups")
	e.open('[')
	if len(fields) > 0 {
		first := fields[0].id
		for k, name := range []string{"", "Price", "Описание <b>&amp;</b> фото"} {
			e.open('{')
			id := int64(k)
			if k > 0 {
				id += first / 20
			}
			e.id("id", id)
			e.text("name", name)
			e.id("order", [...]int64{0, 2, 1}[k])
			e.key("childs")
			e.open('[')
			for _, f := range slices.Backward(fields) {
				if groupOf(f.place) == k {
					e.quoted(f.id)
				}
			}
			e.close(']')
			e.close('}')
		}
	}
	e.close(']')
}

// groupOf returns the group of the field at a place, one of three.
func groupOf(place int64) int {
	switch {
	case place >= 4 && place <= 9:
		return 1
	case place == parentPlace || place == dependentPlace || place >= 10 && place <= 16:
		return 2
	default:
		return 0
	}
}

// writeFields writes the definitions of a scope by field id, with a deleted field where the names include it.
func (w *world) writeFields(e *encoder, fields []field, deleted bool) {
	e.key("fields")
	if len(fields) == 0 {
		e.emptyMap()
		return
	}
	e.open('{')
	for i := range fields {
		e.key(fields[i].key)
		w.writeDefinition(e, &fields[i], fieldNames()[fields[i].place])
	}
	if deleted {
		key := strconv.FormatInt(fields[0].id+deletedPlace, 10)
		e.key(key)
		w.writeDefinition(e, &field{key: key, datatype: "text", place: deletedPlace}, "Старое поле")
	}
	e.close('}')
}

// writeDefinition writes one field. The options of a dependent select are left out.
func (w *world) writeDefinition(e *encoder, f *field, name string) {
	e.open('{')
	e.text("id", f.key)
	e.text("name", name)
	e.text("datatype", f.datatype)
	if f.datatype == "select" || f.datatype == "multiselect" {
		e.key("variants")
		if f.parent() != 0 {
			e.options(nil)
		} else {
			e.options(w.options(f))
		}
	}
	e.close('}')
}

// nested writes which selects depend on which; number writes the ids of the dependent selects.
func (e *encoder) nested(fields []field, number func(*encoder, int64)) {
	e.key("nested_selects")
	if len(fields) == 0 {
		e.emptyMap()
		return
	}
	e.open('{')
	for i := range fields {
		if id := fields[i].dependent(); id != 0 {
			e.key(fields[i].key)
			e.open('[')
			number(e, id)
			e.close(']')
		}
	}
	e.close('}')
}

// listDealFields answers sales/fields, which groups fields by stage and has no deleted ones.
func (s *Server) listDealFields(a *args) ([]byte, error) {
	w := s.world
	return s.document(a, func(e *encoder) {
		e.open('{')
		for _, k := range w.kinds(ListDeals) {
			fields := w.scopes[scope{ListDeals, k.id}]
			e.key(strconv.FormatInt(k.id, 10))
			e.open('{')
			e.stages(k.id, fields)
			e.key("price_fields")
			e.open('[')
			if len(fields) > 0 {
				e.element(fields[pricePlace].id)
			}
			e.close(']')
			w.writeFields(e, fields, false)
			e.nested(fields, (*encoder).element)
			e.close('}')
		}
		e.close('}')
	})
}

// stages writes the fields that each stage shows; stage 0 has the fields of all stages.
func (e *encoder) stages(kind int64, fields []field) {
	e.key("stages")
	if len(fields) == 0 {
		e.emptyMap()
		return
	}
	e.open('{')
	for stage := range int64(4) {
		id := stage
		if stage > 0 {
			id += kind * 10
		}
		e.key(strconv.FormatInt(id, 10))
		e.open('[')
		for i := range fields {
			if (fields[i].place/6)%4 == stage {
				e.element(fields[i].id)
			}
		}
		e.close(']')
	}
	e.close('}')
}
