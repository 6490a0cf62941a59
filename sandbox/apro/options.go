package apro

import "strconv"

// Option ids are unique in the account: 100 for each field, and within a dependent select 10 for each option of the parent.
const (
	optionStep = 100
	boundStep  = 10
)

// option is a choice of a select or multiselect field.
type option struct {
	id   int64
	bind int64 // the option of the parent field that offers this one, 0 for none
	text string
}

// parent returns the id of the field on which the options of a field depend, or 0.
func (f *field) parent() int64 {
	if f.place == dependentPlace {
		return f.id - dependentPlace + parentPlace
	}
	return 0
}

// dependent returns the id of the field whose options depend on a field, or 0.
func (f *field) dependent() int64 {
	if f.place == parentPlace && f.scope.list != workers {
		return f.id - parentPlace + dependentPlace
	}
	return 0
}

func (f *field) option(place int64) int64 { return f.id*optionStep + place + 1 }

// optionText returns the present text of the option at a place of a field; text is its first one.
func (w *world) optionText(f *field, place int64, text string) string {
	if renamed := w.changes.Load().options; len(renamed) > 0 {
		if now, ok := renamed[f.option(place)]; ok {
			return now
		}
	}
	return text
}

// options returns the options of a field with their present texts. Fields of other datatypes have none.
func (w *world) options(f *field) []option {
	var all []option
	add := func(place, bind int64, text string) {
		all = append(all, option{id: f.option(place), bind: bind, text: w.optionText(f, place, text)})
	}
	switch {
	case f.parent() != 0:
		parent := w.fields[f.parent()]
		for p, models := range w.words.models {
			for k, text := range models {
				add(int64(p)*boundStep+int64(k), parent.option(int64(p)), text)
			}
		}
	case f.datatype == "select":
		for k, text := range w.words.options {
			add(int64(k), 0, text)
		}
	case f.datatype == "multiselect":
		for k, text := range w.words.tags {
			add(int64(k), 0, text)
		}
	}
	return all
}

// listVariants answers utils/variants: the options of one field.
func (s *Server) listVariants(a *args) ([]byte, error) {
	id, err := strconv.ParseInt(a.text("property_id"), 10, 64)
	if err != nil {
		return nil, badParams
	}
	return s.document(a, func(e *encoder) {
		f := s.world.fields[id]
		e.options(s.world.options(&f))
	})
}

// listBinded answers utils/binded: the options that an option of the parent field offers.
func (s *Server) listBinded(a *args) ([]byte, error) {
	bind, err := strconv.ParseInt(a.text("bind"), 10, 64)
	if err != nil {
		return nil, badParams
	}
	return s.document(a, func(e *encoder) {
		parent := s.world.fields[(bind-1)/optionStep]
		f := s.world.fields[parent.dependent()]
		var bound []option
		for _, o := range s.world.options(&f) {
			if o.bind == bind {
				bound = append(bound, o)
			}
		}
		e.options(bound)
	})
}

// options writes options, not in their sort order. The first is the default, and every third has no colour.
func (e *encoder) options(all []option) {
	e.open('[')
	for i, o := range all {
		e.open('{')
		e.id("id", o.id)
		e.text("value", o.text)
		e.id("bind", o.bind)
		e.id("default", oneIf(i == 0))
		if i%3 == 2 {
			e.null("highlight")
		} else {
			e.text("highlight", "#33669"+strconv.Itoa(i%10))
		}
		e.id("sort", int64(len(all)-i))
		e.close('}')
	}
	e.close(']')
}
