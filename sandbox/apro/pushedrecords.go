package apro

// The records of this file are only in webhooks: tasks, letters of campaigns, and documents. Their ids begin with firstRecord.

const firstRecord = 2500

// letter is a letter of a campaign to one contact.
type letter struct {
	id, campaign, group, smtp, customer int64
	email, url, status                  string
	changed, sent                       int64
	failure                             string
	opened                              []int64
}

// letter returns the letter with an id.
func (w *world) letter(id int64) letter {
	l := letter{
		id: id, campaign: 1 + id%7, group: 1 + id%3, smtp: 1, customer: w.reference(ListContacts, id, saltContact, 9),
		email: w.email(id, 0), url: w.hash(id), status: [...]string{"send", "open", "error"}[id%3],
		sent: present - 86400 + id, changed: present - 3600 + id,
	}
	switch l.status {
	case "open":
		l.opened = []int64{l.changed, l.changed + 262}
	case "error":
		l.failure = "550 Нет такого ящика"
	}
	return l
}

func (l letter) write(e *encoder) {
	e.open('{')
	e.id("id", l.id)
	e.id("delivery_id", l.campaign)
	e.id("group_id", l.group)
	e.id("smtp_id", l.smtp)
	e.id("customer_id", l.customer)
	e.text("email", l.email)
	e.text("url", l.url)
	e.text("status", l.status)
	e.time("date_change", l.changed)
	e.key("log")
	e.open('{')
	e.id("res", oneIf(l.failure == ""))
	e.id("stat", oneIf(l.failure == ""))
	e.text("error", l.failure)
	e.time("date_send", l.sent)
	e.key("check")
	e.open('[')
	for _, at := range l.opened {
		e.string(timeText(at))
	}
	e.close(']')
	e.close('}')
	e.id("letter_id", l.id)
	e.close('}')
}

// task is a task of workers. Its history is one change, which is the last one.
type task struct {
	id, author, changer, revision, parent int64
	created, edited, changed              int64
	due, formerDue                        int64
	title, description, status, priority  string
	// statusFrom and statusTo are those of a change of the status.
	statusFrom, statusTo string
	files                []taskFile
	users                []taskUser
}

type taskFile struct {
	id    int64
	title string
}

// taskUser is a worker of a task; role is the word of the English page.
type taskUser struct {
	id                        int64
	role                      string
	name, surname, patronymic string
}

// task returns the task with an id.
func (w *world) task(id int64) task {
	statuses := [...]string{"new", "inwork", "frozen", "done"}
	t := task{
		id: id, author: firstManager + id%managers, revision: 1 + id%4, created: present - 86400*(1+id%30),
		edited: present + id, due: present + 86400*(id%9), title: w.pick(id, saltTask, w.words.titles),
		description: w.pick(id, saltTask+saltLane, w.words.comments), status: statuses[id%4], priority: decimalText(1 + id%7),
		changer: firstManager + (id+1)%managers, changed: present + id,
		statusFrom: statuses[id%4], statusTo: statuses[(id+1)%4],
	}
	if id%3 == 0 {
		t.files = []taskFile{{8790 + id, w.pick(id, saltTask, w.words.files)}}
	}
	for k, role := range []string{"director", "co-executive", "executive"} {
		worker := firstManager + (id+int64(k))%managers
		t.users = append(t.users, taskUser{
			worker, role, w.workerName(worker), w.workerSurname(worker), w.pick(worker, saltPatronymic, w.words.patronymics),
		})
	}
	return t
}

// word returns a word of tasks in the dialect of the encoder.
func (e *encoder) word(english string) string {
	intrum := map[string]string{"user": "employee", "co-executive": "accomplice", "executive": "performer"}
	if word, ok := intrum[english]; ok && e.dialect == Intrum {
		return word
	}
	return english
}

func (t task) write(e *encoder) {
	e.open('{')
	e.id("id", t.id)
	e.text("type", "standard")
	e.id("autor_id", t.author)
	e.text("autor_type", e.word("user"))
	e.dual("created_on", "created_at", timeText(t.created))
	e.time("edited_at", t.edited)
	e.time("terms", t.due)
	e.text("title", t.title)
	e.text("description", t.description)
	e.text("status", t.status)
	e.text("priority", t.priority)
	e.text("sms", "0")
	e.text("room", "")
	e.text("external", "0")
	e.text("last_change", "edit")
	e.id("changer_id", t.changer)
	e.text("changer_type", e.word("user"))
	e.time("change_date", t.changed)
	e.dual("description_rev", "desciption_rev", decimalText(t.revision))
	e.id("parent_task_id", t.parent)
	e.text("terms_pset", "0")
	t.lists(e)
	e.key("tags")
	e.open('{')
	for _, key := range []string{"existTags", "taskTags"} {
		e.key(key)
		e.literal("[]")
	}
	e.close('}')
	e.close('}')
}

// lists writes the files, users and history of a task.
func (t task) lists(e *encoder) {
	e.key("files")
	e.open('[')
	for _, f := range t.files {
		e.open('{')
		e.id("id", f.id)
		e.text("type", "task")
		e.text("title", f.title)
		e.close('}')
	}
	e.close(']')
	e.key("users")
	e.open('[')
	for _, u := range t.users {
		e.open('{')
		e.id("id", u.id)
		e.text("type", e.word(u.role))
		e.text("name", u.name)
		e.text("surname", u.surname)
		e.dual("patronymic", "secondname", u.patronymic)
		e.close('}')
	}
	e.close(']')
	e.key("history")
	e.open('[')
	e.open('{')
	e.id("task_id", t.id)
	e.text("change_type", "edit")
	e.id("change_arg0", t.revision)
	e.text("status_from", t.status)
	e.text("status_to", t.status)
	e.time("date", t.changed)
	e.time("prev_terms", t.formerDue)
	e.id("changer_id", t.changer)
	e.text("changer_type", "employee")
	e.close('}')
	e.close(']')
}

// writeStatus writes the change of a task's status, which has a form of its own.
func (t task) writeStatus(e *encoder) {
	e.open('{')
	e.text("action", "change_status")
	e.key("data")
	e.open('{')
	e.id("task_id", t.id)
	e.text("changer_type", "employee")
	e.id("changer_id", t.changer)
	e.text("status_from", t.statusFrom)
	e.text("status_to", t.statusTo)
	e.close('}')
	e.close('}')
}

// blank is a document that was made from a template.
type blank struct {
	id, template, objectID int64
	title, filled, object  string
	fields                 []blankField
	text, hash             string
}

type blankField struct {
	id          int64
	kind, value string
}

// blank returns the document with an id. Every other one belongs to a contact.
func (w *world) blank(id int64) blank {
	b := blank{
		id: id, template: 70 + id%9, title: w.pick(id, saltTask, w.words.titles), filled: "shared", object: "customer",
		text: w.pick(id, saltTask+saltLane, w.words.comments), hash: w.hash(id),
	}
	if id%2 == 0 {
		b.objectID = w.reference(ListContacts, id, saltContact, 1_000_000)
	}
	for k := range id % 4 {
		b.fields = append(b.fields, blankField{1195 + k, "text", w.pick(id+k, saltTask, w.words.titles)})
	}
	return b
}

func (b blank) write(e *encoder) {
	e.open('{')
	e.id("blank", b.template)
	e.text("title", b.title)
	e.text("filledtype", b.filled)
	e.key("extfields")
	e.open('[')
	for _, f := range b.fields {
		e.open('{')
		e.id("ext", f.id)
		e.text("data", f.kind)
		e.text("value", f.value)
		e.close('}')
	}
	e.close(']')
	e.text("fish", b.text)
	e.text("object_type", b.object)
	e.id("object_id", b.objectID)
	e.text("hash", b.hash)
	e.id("id", b.id)
	e.close('}')
}
