package apro

import (
	"slices"
	"strconv"
)

// dialogType is a channel of dialogs: its name and its workers.
type dialogType struct {
	name      string
	employees []int64
}

// dialogType returns the present state of a dialog type. The caller holds the server's lock.
func (s *Server) dialogType(id int64) (dialogType, bool) {
	if t, ok := s.channels.types[id]; ok {
		return t, true
	}
	if id < 1 || id > dialogTypes {
		return dialogType{}, false
	}
	names := []string{"Online chat", "Telegram «Офис»", "WhatsApp & Co", "<b>VK</b>"}
	return dialogType{names[id%4] + " " + strconv.FormatInt(id, 10), []int64{firstManager + id%managers, firstManager + 8}}, true
}

// insertDialog answers externaldialogs/insert: a new dialog of a type that exists, or of a new one.
func (s *Server) insertDialog(a *args) ([]byte, error) {
	a = s.writeArgs(a, a.params)
	sent := s.writeArgs(a, a.get("dialog"))
	s.mu.Lock()
	defer s.mu.Unlock()
	_, known := referred(a.get("customer"), func(id int64) bool {
		_, ok := s.tables[ListContacts].find(id)
		return ok
	})
	kind, exists := referred(sent.get("id"), func(id int64) bool {
		_, ok := s.dialogType(id)
		return ok
	})
	made := dialogType{name: sent.text("name")}
	workers, work := employees(sent.get("employees"))
	made.employees = workers
	fresh := kind == 0
	if !known || !exists || fresh && (made.name == "" || !work) || s.strict(a) != nil || s.strict(sent) != nil {
		return nil, badParams
	}
	if fresh {
		s.channels.newTypes++
		kind = dialogTypes + s.channels.newTypes
		s.channels.types[kind] = made
	}
	s.channels.dialogs[kind]++
	keys := s.clientKeys(kind)
	key := keys[len(keys)-1]
	s.wrote(opDialogInsert, a, key)
	e := s.encoder(1)
	e.open('{')
	e.text("clientkey", key)
	if fresh {
		e.key("dialogid")
		e.int(kind)
	}
	e.close('}')
	return e.b, nil
}

// clientKeys returns the client keys of the dialogs of a dialog type, the newest last. The caller holds the server's lock.
func (s *Server) clientKeys(group int64) []string {
	var keys []string
	for n := range int64(len(dialogsOf(group))) + s.channels.dialogs[group] {
		keys = append(keys, dialog{group, n + 1}.key())
	}
	return keys
}

// updateDialogType answers externaldialogs/update: a new name or other workers for a dialog type. The answer states whether
// there was such a type.
func (s *Server) updateDialogType(a *args) ([]byte, error) {
	a = s.writeArgs(a, a.params)
	id := a.number("id", 0)
	name, list := a.get("name"), a.get("employees")
	workers, work := employees(list)
	if id == 0 || name.isArray() || name != nil && name.text == "" || !work || s.strict(a) != nil {
		return nil, badParams
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.dialogType(id)
	if ok {
		if name != nil {
			t.name = name.text
		}
		if list != nil {
			t.employees = workers
		}
		s.channels.types[id] = t
		s.wrote(opDialogUpdate, a, strconv.FormatInt(id, 10))
	}
	e := s.encoder(1)
	e.open('{')
	e.flag("status", ok)
	e.close('}')
	return e.b, nil
}

// employees returns the workers of a list, or false if one does not exist. A text that is no id means no workers, since an empty
// list cannot be sent.
func employees(v *value) (ids []int64, ok bool) {
	ids = slices.DeleteFunc(v.ids(), func(id int64) bool { return id <= 0 })
	return ids, !slices.ContainsFunc(ids, func(id int64) bool { return !isWorker(id) })
}
