package apro

// snapshot writes the present properties of a row in the form that webhooks have. The caller holds the server's lock. The keys and
// their order are the page's. All values are texts, lists of texts, or null.
func (s *Server) snapshot(e *encoder, list string, r *row) {
	e.open('{')
	switch list {
	case ListContacts:
		s.world.contactSnapshot(e, r)
	case ListActivities:
		s.activitySnapshot(e, r)
	case ListStock:
		s.world.stockSnapshot(e, r)
	case ListDeals:
		s.dealSnapshot(e, r)
	case ListCalls:
		s.world.callSnapshot(e, r)
	}
	e.close('}')
}

// creator returns the worker who created a row; a row that a request created has none.
func (w *world) creator(r *row) int64 {
	if r.made() {
		return 0
	}
	return firstManager + w.draw(r.id, saltCreator, managers)
}

func (w *world) contactSnapshot(e *encoder, r *row) {
	e.id("id", r.id)
	e.id("author", w.creator(r))
	e.id("group_id", w.group(r.id))
	e.text("name", w.contactName(r))
	e.text("surname", w.lastName(r))
	e.dual("patronymic", "secondname", w.patronymic(r))
	e.id("manager_id", w.supervisor(r))
	w.mails(e, r)
	w.numbers(e, r)
	e.time("create_date", r.created)
	e.text("comment", r.text(attrComment, w.comment(r.id)))
	e.id("publish", published(r))
	e.id("marktype", w.mark(r))
	nature, intrum := natures(w.company(r))
	if e.dialect == Intrum {
		nature = intrum
	}
	e.text("nattype", nature)
	w.extproperty(e, contactScope(r), r)
}

func (s *Server) activitySnapshot(e *encoder, r *row) {
	w := s.world
	e.id("request_id", r.id)
	e.time("request_date", r.created)
	e.text("request_comment", w.activityComment(r))
	e.id("manager", w.supervisor(r))
	e.id("customer", w.customer(r))
	if contact, ok := s.tables[ListContacts].find(w.customer(r)); ok {
		w.mails(e, &contact)
	} else {
		e.key("email")
		e.literal("[]")
	}
	e.text("status", w.status(r))
	e.id("request_type", w.activityType(r))
	e.id("publish", published(r))
	e.id("employee_creator_id", w.creator(r))
	w.helpers(e, "shared_managers", r)
	w.extproperty(e, w.activityScope(r), r)
}

func (w *world) stockSnapshot(e *encoder, r *row) {
	e.id("id", r.id)
	e.id("group_id", w.group(r.id))
	e.id("parent", w.category(r))
	e.text("parentname", categoryName(w.category(r)))
	e.text("name", w.stockName(r))
	e.text("count", "1")
	e.time("date_add", r.created)
	e.id("publish", published(r))
	e.text("copy", "0")
	e.id("type", r.part+1)
	e.text("typename", w.kindOf(ListStock, r).name)
	e.text("stock_activity_type", w.event(r))
	e.time("stock_activity_date", r.activity)
	owner := ""
	if id := w.owner(r); id != 0 {
		owner = decimalText(id)
	}
	e.dual("associated_with_customer", "related_with_customer", owner)
	e.id("stock_creator_id", w.creator(r))
	w.helpers(e, "shared_managers", r)
	if e.dialect != English {
		// The captured webhook has these, too.
		e.id("author", w.supervisor(r))
		e.text("export_id", "0")
		e.text("export_parent", "0")
		e.text("post_processed", "1")
	}
	w.extproperty(e, stockScope(r), r)
}

func (s *Server) dealSnapshot(e *encoder, r *row) {
	w := s.world
	e.id("id", r.id)
	e.id("customers_id", w.customer(r))
	e.id("employee_id", w.supervisor(r))
	e.time("date_create", r.created)
	e.id("sales_type_id", w.dealType(r))
	e.text("sales_type_name", w.kindOf(ListDeals, r).name)
	e.id("sales_status_id", w.dealStage(r))
	e.text("sales_status_name", w.stageName(w.dealStage(r)))
	e.text("comment", "")
	e.text("price", "")
	e.id("publish", published(r))
	name, surname, patronymic, email := "", "", "", ""
	if contact, ok := s.tables[ListContacts].find(w.customer(r)); ok {
		name, surname, patronymic = w.contactName(&contact), w.lastName(&contact), w.patronymic(&contact)
		for _, mail := range w.emails(&contact)[:min(1, len(w.emails(&contact)))] {
			email = mail.text
		}
	}
	e.text("customer_name", name)
	e.text("customer_surname", surname)
	e.text("customer_patronymic", patronymic)
	e.text("customer_email", email)
	e.text("sale_activity_type", w.event(r))
	e.time("sale_activity_date", r.activity)
	e.id("sale_creator_id", w.creator(r))
	w.helpers(e, "shared_managers", r)
	w.extproperty(e, w.dealScope(r), r)
}

// callSnapshot writes a call. Whether a call was answered is unknown (-1) until a request has said so.
func (w *world) callSnapshot(e *encoder, r *row) {
	contact := int64(0)
	if !r.made() {
		contact = w.reference(ListContacts, r.id, saltContact, 3)
	}
	e.id("id", r.id)
	e.time("date_time", r.activity)
	e.dual("apro_crm_user", "intrum_user", decimalText(w.supervisor(r)))
	e.text("parent_type", "direct_call")
	e.id("parent_id", w.supervisor(r))
	e.text("call_to_type", "crm_client")
	e.id("call_to_id", contact)
	e.text("call_id", r.text(attrUniqueID, w.hash(r.id)))
	e.text("scenario_id", "0")
	e.id("call_duration", w.callDuration(r))
	e.text("call_cost", "0.00000")
	e.id("trunk_id", w.trunk(r))
	e.text("caller_id", r.text(attrCallerID, digits(w.inside(r))))
	e.text("from_number", w.callFrom(r))
	e.text("to_number", w.callTo(r))
	e.text("vox_login", "")
	e.text("url", w.callRecord(r))
	e.text("path", "")
	e.text("is_downloaded", "0")
	if r.made() && r.text(attrAnswered, "") == "" {
		e.text("answered", "-1")
	} else {
		e.id("answered", oneIf(w.answered(r)))
	}
	e.text("voicemessage", "0")
	e.text("fax", "0")
	e.text("fax_status", "0")
	e.id("custom_status", w.callStatus(r))
	e.text("payload", "")
	e.id("api_incoming", oneIf(r.made()))
	e.text("is_cached", "0")
	e.text("record_download", "")
	e.text("record_play", "")
}

// extproperty writes the custom fields of a row as a map by id. Empty fields have null, and files are lists in every list.
func (w *world) extproperty(e *encoder, sc scope, r *row) {
	e.key("extproperty")
	fields := w.scopes[sc]
	if len(fields) == 0 || r.blank() && sc.list != ListActivities && sc.list != ListDeals {
		e.emptyMap()
		return
	}
	e.open('{')
	for i := range fields {
		f := fields[i]
		c := w.cell(&f, r)
		f.scope.list = "" // contacts, too, have lists of files
		e.key(f.key)
		e.open('{')
		e.text("id", f.key)
		e.text("type", f.datatype)
		e.key("value")
		w.value(e, &f, &c, r)
		e.close('}')
	}
	e.close('}')
}
