package apro

// Events, in the page's words.
const (
	eventCreate  = "create"
	eventEdit    = "edit"
	eventDelete  = "delete"
	eventStatus  = "status"
	eventStage   = "stage"
	eventManager = "manager"
)

// eventWords are the events of the page.
func eventWords() []string {
	return []string{
		"login", "view", eventCreate, eventEdit, eventDelete, "export", "import", eventStatus, eventStage, "comment", eventManager,
		"answer", "messenger", "queue", "other",
	}
}

// objectWords are the kinds of objects of the page.
func objectWords() []string {
	return []string{
		"customer", "request", "stock", "sale", objectTask, "messenger", "remind", "email", "emailsystem", "call", objectSMS,
		objectLetter, "comment", objectBlank, "app",
	}
}

// Kinds of objects that no list has.
const (
	objectTask   = "task"
	objectSMS    = "sms"
	objectLetter = "delivery"
	objectBlank  = "blank"
)

// objectOf returns the kind of object of a list's rows; invoices have none.
func objectOf(list string) string {
	return map[string]string{
		ListContacts: "customer", ListActivities: "request", ListStock: "stock", ListDeals: "sale", ListCalls: "call",
	}[list]
}

// listOfObject returns the list that has the rows of a kind of object, or "".
func listOfObject(object string) string {
	for _, list := range []string{ListContacts, ListActivities, ListStock, ListDeals, ListCalls} {
		if objectOf(list) == object {
			return list
		}
	}
	return ""
}

// subject is who caused an event.
type subject struct {
	kind string // "business", "system" or "employee"
	id   int64
}

// byUser returns the worker who changes a row in the emulator: its supervisor, or else the first worker.
func (w *world) byUser(r *row) subject {
	return subject{"employee", max(w.supervisor(r), firstManager)}
}

// pushedEvent is what a webhook says.
type pushedEvent struct {
	by          subject
	event       string
	object      string
	subtype, id int64
	snapshot    []byte
	former      []former
}

// former is the value of a property before a change, and after it; both are JSON.
type former struct {
	key            string // the key of a built-in property, or the id of a custom field
	value, current []byte
}

// push queues an event for the webhook.
func (s *Server) push(v pushedEvent) {
	s.pushes.enqueue(Push{Event: v.event, Object: v.object, ID: decimalText(v.id), Body: s.envelope(v)})
}

// webhookEncoder returns an encoder in which all values are texts.
func (s *Server) webhookEncoder() *encoder {
	e := s.encoder(1)
	e.numbers = false
	return e
}

// envelope returns the body of an event.
func (s *Server) envelope(v pushedEvent) []byte {
	e, set := s.webhookEncoder(), &s.settings.WebhookSettings
	id := e.id
	if set.WebhookNumberIDs {
		id = func(key string, n int64) {
			e.key(key)
			e.int(n)
		}
	}
	e.open('{')
	e.text("subject_type", v.by.kind)
	e.id("subject_type_id", v.by.id)
	e.text("event", v.event)
	for _, key := range []string{ObjectTyp, ObjectType} {
		if set.WebhookObjectKey == key || set.WebhookObjectKey == ObjectBoth {
			e.text(key, v.object)
		}
	}
	id("object_sub_type", v.subtype)
	id("object_sub_id", v.id)
	e.key("snapshot")
	inside := set.WebhookMerge == Inside && len(v.snapshot) > 0
	switch {
	case len(v.snapshot) == 0:
		e.literal("[]")
	case inside:
		e.literal(string(v.snapshot[:len(v.snapshot)-1]))
		s.writeFormer(e, v.former)
		e.close('}')
	default:
		e.literal(string(v.snapshot))
	}
	if set.WebhookMerge == Beside {
		s.writeFormer(e, v.former)
	}
	e.close('}')
	return e.b
}

// writeFormer writes the former values, "merge".
func (s *Server) writeFormer(e *encoder, all []former) {
	e.key("merge")
	if len(all) == 0 {
		e.emptyMap()
		return
	}
	e.open('{')
	for _, f := range all {
		e.key(f.key)
		e.open('{')
		e.text("type", "edit")
		e.key("value")
		e.literal(string(f.value))
		if s.settings.WebhookCurrent {
			e.key("current")
			e.literal(string(f.current))
		}
		e.close('}')
	}
	e.close('}')
}

// subtype returns the type of a row, 0 for rows without types.
func (w *world) subtype(list string, r *row) int64 {
	switch list {
	case ListContacts:
		return w.mark(r)
	case ListCalls:
		return 0
	}
	return w.kindOf(list, r).id
}
