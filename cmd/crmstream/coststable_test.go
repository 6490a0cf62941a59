package main

// cost is what one method may cost: the requests that its upstream sees.
type cost struct {
	method, source string
	// request is the method's request in JSON, without the source. {name} stands for an id that the data has.
	request string
	// first is what it costs the first time, with the catalogues it needs at hand, and then what it costs again; 0 is
	// free.
	first, then int
}

// costs has every method, in an order in which catalogues are read before they are needed. A list that is kept costs once;
// the others the same each time.
var costs = []cost{
	{"SourcesService/ListSources", "", `{}`, 0, 0},
	{"SourcesService/GetSource", "apro", `{}`, 0, 0},
	{"SourcesService/GetSpending", "apro", `{}`, 0, 0},

	{"SourcesService/ListFields", "apro", `{"resource":"stockItems"}`, 1, 0},
	{"SourcesService/ListFields", "apro", `{"resource":"contacts"}`, 1, 0},
	{"SourcesService/ListFields", "apro", `{"resource":"activities"}`, 1, 0},
	{"SourcesService/ListFields", "apro", `{"resource":"deals"}`, 1, 0},
	{"SourcesService/ListFields", "apro", `{"resource":"users"}`, 1, 0},
	{"SourcesService/ListFieldOptions", "apro", `{"fieldId":"{dependentField}"}`, 1, 0},
	{"SourcesService/ListFieldOptions", "apro", `{"parentOptionId":"{parentOption}"}`, 1, 0},
	{"StockService/ListStockTypes", "apro", `{}`, 1, 0},
	{"StockService/ListStockCategories", "apro", `{}`, 1, 0},
	{"ActivitiesService/ListActivityTypes", "apro", `{}`, 1, 0},
	{"DealsService/ListDealTypes", "apro", `{}`, 1, 0},
	{"DealsService/ListDealTypes", "apro", `{"maxStaleness":"0s"}`, 1, 1},
	{"CallsService/ListCallStatuses", "apro", `{}`, 1, 0},
	{"CallsService/ListTrunks", "apro", `{}`, 1, 0},
	{"CallsService/ListPhoneNumbers", "apro", `{}`, 1, 0},
	{"UsersService/ListUsers", "apro", `{}`, 1, 0},
	{"UsersService/ListUsers", "apro", `{"ids":["{user}"]}`, 1, 1},
	{"UsersService/ListDepartments", "apro", `{}`, 1, 0},
	{"UsersService/ListBranches", "apro", `{}`, 1, 0},
	{"UsersService/ListGroups", "apro", `{}`, 1, 0},

	{"StockService/GetStockItem", "apro", `{"id":"{stockItem}"}`, 1, 1},
	{"StockService/BatchGetStockItems", "apro", `{"ids":["{stockItem}","{otherStockItem}"]}`, 1, 1},
	{"ContactsService/GetContact", "apro", `{"id":"{contact}"}`, 1, 1},
	{"ContactsService/GetContact", "apro", `{"id":"{deletedContact}"}`, 2, 2},
	{"ContactsService/BatchGetContacts", "apro", `{"ids":["{contact}","{otherContact}"]}`, 1, 1},
	{"ActivitiesService/GetActivity", "apro", `{"id":"{activity}"}`, 1, 1},
	{"ActivitiesService/BatchGetActivities", "apro", `{"ids":["{activity}"]}`, 1, 1},
	{"DealsService/GetDeal", "apro", `{"id":"{deal}"}`, 1, 1},
	{"DealsService/BatchGetDeals", "apro", `{"ids":["{deal}"]}`, 1, 1},
	{"InvoicesService/GetInvoice", "apro", `{"id":"{invoice}"}`, 1, 1},
	{"InvoicesService/BatchGetInvoices", "apro", `{"ids":["{invoice}","{otherInvoice}"]}`, 1, 1},
	{"ContactsService/ListContactLinks", "apro", `{"contactIds":["{contact}","{otherContact}"]}`, 1, 1},
	{"DealsService/ListDealLinks", "apro", `{"dealIds":["{deal}"]}`, 1, 1},
	{"CommentsService/ListComments", "apro", `{"parent":"COMMENT_PARENT_DEAL","parentIds":["{deal}"]}`, 1, 1},

	// A contact's deals; the newest 20; a list that fits one page; a page of a JSON document.
	{"DealsService/ListDeals", "apro", `{"contactId":"{contact}"}`, 2, 1},
	{"DealsService/ListDeals", "apro", `{"order":"-activity_time","limit":20}`, 1, 1},
	{"ContactsService/ListContacts", "apro", `{"order":"-activity_time","limit":20}`, 1, 1},
	{"ContactsService/ListContacts", "apro", `{"ids":["{contact}"]}`, 1, 1},
	{"ContactsService/ListContacts", "apro", `{"pageSize":100}`, 2, 2},
	{"ActivitiesService/ListActivities", "apro", `{"contactId":"{contact}"}`, 2, 1},
	{"ActivitiesService/ListActivities", "apro", `{"pageSize":40}`, 1, 1},
	{"StockService/ListStockItems", "apro", `{"typeIds":["1"],"pageSize":300}`, 1, 1},
	{"InvoicesService/ListInvoices", "apro", `{"order":"-id","limit":20}`, 1, 1},
	{"InvoicesService/ListInvoices", "apro", `{"dealId":"{deal}"}`, 1, 1},
	{"CallsService/ListCalls", "apro", `{"pageSize":500}`, 1, 1},

	{"PublicationsService/ListPublications", "apro", `{}`, 1, 1},
	{"PublicationsService/GetPublication", "apro", `{"id":"{publication}"}`, 1, 1},
	{"FormsService/GetForm", "apro", `{"id":"1"}`, 1, 1},
	{"CalendarService/GetCalendarEvent", "apro", `{"id":"{calendarEvent}"}`, 1, 1},
	{"CalendarService/ListCalendarEvents", "apro", `{}`, 6, 6}, // 3 pages, twice, since their order is not known
	{"DialogsService/ListDialogTypes", "apro", `{}`, 4, 0},     // a page and an empty one, since it has no total, and both again
	{"DialogsService/ListDialogMessages", "apro", `{"dialogTypeId":"{dialogType}","clientKey":"{client}","pageSize":40}`, 1, 1},
	{"DialogsService/ListUnreadDialogMessages", "apro", `{"dialogTypeIds":["{dialogType}"],"clientKey":"{client}"}`, 1, 1},

	{"ProjectsService/GetProject", "solos", `{"id":"{project}"}`, 1, 1},
	{"ProjectsService/GetProjectEvent", "solos", `{"id":"{projectEvent}"}`, 1, 1},
	{"ProjectsService/ListProjectSteps", "solos", `{"projectId":"{project}"}`, 1, 1},
	{"ProjectsService/ListProjectChecklists", "solos", `{"projectId":"{project}"}`, 1, 1},
	{"ProjectsService/ListProjectGoods", "solos", `{"projectId":"{project}"}`, 1, 1},
	{"ProjectsService/ListProjects", "solos", `{"pageSize":50}`, 1, 1},

	{"ProjectsService/ListProjectEvents", "solos", `{"projectId":"{busyProject}"}`, 3, 3},   // the last record alone,
	{"ProjectsService/ListProjectPayments", "solos", `{"projectId":"{paidProject}"}`, 3, 3}, // and nothing after it

	{"TasksService/GetTask", "administrate", `{"id":"{task}"}`, 1, 1},
	{"TasksService/BatchGetTasks", "administrate", `{"ids":["{task}","{otherTask}"]}`, 1, 1},
	{"TasksService/ListTasks", "administrate", `{"pageSize":100}`, 1, 1},
	{"TasksService/ListTasks", "administrate", `{"order":"-id","limit":20}`, 1, 1},

	// The first call of a client reads the schema of the tenant, too.
	{"TasksService/GetTask", "administrate-graphql", `{"id":"{task}"}`, 2, 1},
	{"TasksService/BatchGetTasks", "administrate-graphql", `{"ids":["{task}","{otherTask}"]}`, 1, 1},
	{"TasksService/ListTasks", "administrate-graphql", `{"pageSize":100}`, 2, 2}, // and the tasks without a time
	{"TasksService/ListTasks", "administrate-graphql", `{"order":"-create_time","limit":20}`, 1, 1},
	{"TasksService/ListTasks", "administrate-graphql", `{"changedFrom":"2026-01-01","pageSize":100}`, 2, 2}, // and those that were never changed

	// A job upstream: it is started, asked for until it is done, and its result is fetched.
	{"VisitsService/ListPreparations", "proxima", `{}`, 7, 0}, // with the login, and finding out how batches are numbered
	{"UsersService/ListUsers", "proxima", `{}`, 5, 0},
	{"SourcesService/ListFields", "proxima", `{"resource":"visitControls"}`, 5, 0},
	{"SourcesService/ListFields", "proxima", `{"resource":"visitArrangements"}`, 5, 0},
	{"ContactsService/ListContacts", "proxima", `{"limit":20}`, 6, 6}, // two batches
	{"ContactsService/GetContact", "proxima", `{"id":"{client2}"}`, 5, 5},
	{"VisitsService/GetVisit", "proxima", `{"id":"{visit}","startFrom":"{day}","startBefore":"{dayAfter}"}`, 5, 5},
	{"VisitsService/BatchGetVisits", "proxima", `{"ids":["{visit}"],"startFrom":"{day}","startBefore":"{dayAfter}"}`, 5, 5},
	{"VisitsService/ListVisits", "proxima", `{"startFrom":"{day}","startBefore":"{dayAfter}"}`, 5, 5},
	{"VisitsService/ListVisitControls", "proxima", `{"startFrom":"{day}","startBefore":"{dayAfter}"}`, 10, 10},     // visits and cards
	{"VisitsService/ListVisitArrangements", "proxima", `{"startFrom":"{day}","startBefore":"{dayAfter}"}`, 10, 10}, // visits and cards
	{"CalendarService/ListCalendarEvents", "proxima", `{"startFrom":"{day}","startBefore":"{dayAfter}"}`, 5, 5},

	// Writes, and the proof of each. The second call has the same request id, where the first has one.
	{"ContactsService/CreateContact", "apro", `{"requestId":"create-contact","contact":{"lastName":"Moore"}}`, 2, 0},
	{"ContactsService/BatchCreateContacts", "apro", `{"requestId":"batch-contact","requests":[{"contact":{"lastName":"Moore"}},{"contact":{"lastName":"Moore"}}]}`, 2, 0},
	{"ContactsService/UpdateContact", "apro", `{"id":"{contact}","contact":{"lastName":"Moore"}}`, 2, 2},
	{"ContactsService/UpdateContact", "apro", `{"id":"{contact}","contact":{"lastName":"Moore"},"expected":{"lastName":"Moore"}}`, 3, 3},
	{"ContactsService/BatchUpdateContacts", "apro", `{"requests":[{"id":"{contact}","contact":{"lastName":"Moore"}}]}`, 2, 2},
	{"ContactsService/UpdateContact", "apro", `{"id":"{contact}","contact":{"lastName":"Moore"},"validateOnly":true}`, 0, 0},
	{"ActivitiesService/CreateActivity", "apro", `{"requestId":"create-activity","activity":{"typeId":"{activityType}","contactId":"{contact}","name":"Call"}}`, 2, 0},
	{"ActivitiesService/BatchCreateActivities", "apro", `{"requestId":"batch-activity","requests":[{"activity":{"typeId":"{activityType}","contactId":"{contact}","name":"Call"}},{"activity":{"typeId":"{activityType}","contactId":"{contact}","name":"Call"}}]}`, 2, 0},
	{"ActivitiesService/UpdateActivity", "apro", `{"id":"{activity}","activity":{"name":"Moore"}}`, 2, 2},
	{"ActivitiesService/UpdateActivity", "apro", `{"id":"{activity}","activity":{"name":"Moore"},"expected":{"name":"Moore"}}`, 3, 3},
	{"ActivitiesService/BatchUpdateActivities", "apro", `{"requests":[{"id":"{activity}","activity":{"name":"Moore"}}]}`, 2, 2},
	{"ActivitiesService/UpdateActivity", "apro", `{"id":"{activity}","activity":{"name":"Moore"},"validateOnly":true}`, 0, 0},
	{"DealsService/CreateDeal", "apro", `{"requestId":"create-deal","deal":{"typeId":"{dealType}","name":"Flat"}}`, 2, 0},
	{"DealsService/BatchCreateDeals", "apro", `{"requestId":"batch-deal","requests":[{"deal":{"typeId":"{dealType}","name":"Flat"}},{"deal":{"typeId":"{dealType}","name":"Flat"}}]}`, 2, 0},
	{"DealsService/UpdateDeal", "apro", `{"id":"{deal}","deal":{"name":"Moore"}}`, 2, 2},
	{"DealsService/UpdateDeal", "apro", `{"id":"{deal}","deal":{"name":"Moore"},"expected":{"name":"Moore"}}`, 3, 3},
	{"DealsService/BatchUpdateDeals", "apro", `{"requests":[{"id":"{deal}","deal":{"name":"Moore"}}]}`, 2, 2},
	{"DealsService/UpdateDeal", "apro", `{"id":"{deal}","deal":{"name":"Moore"},"validateOnly":true}`, 0, 0},
	{"StockService/CreateStockItem", "apro", `{"requestId":"create-stockItem","stockItem":{"categoryId":"{category}","name":"Flat"}}`, 2, 0},
	{"StockService/BatchCreateStockItems", "apro", `{"requestId":"batch-stockItem","requests":[{"stockItem":{"categoryId":"{category}","name":"Flat"}},{"stockItem":{"categoryId":"{category}","name":"Flat"}}]}`, 2, 0},
	{"StockService/UpdateStockItem", "apro", `{"id":"{stockItem}","stockItem":{"name":"Moore"}}`, 3, 3},
	{"StockService/UpdateStockItem", "apro", `{"id":"{stockItem}","stockItem":{"name":"Moore"},"expected":{"name":"Moore"}}`, 3, 3},
	{"StockService/BatchUpdateStockItems", "apro", `{"requests":[{"id":"{stockItem}","stockItem":{"name":"Moore"}}]}`, 3, 3},
	{"StockService/UpdateStockItem", "apro", `{"id":"{stockItem}","stockItem":{"name":"Moore"},"validateOnly":true}`, 1, 1},
	{"InvoicesService/CreateInvoice", "apro", `{"requestId":"create-invoice","invoice":{"createDate":"2026-11-30","contactId":"{contact}","ownCompanyId":"1","lines":[{"name":"Chair","quantity":"1","price":"10.00"}]}}`, 2, 0},
	{"InvoicesService/BatchCreateInvoices", "apro", `{"requestId":"batch-invoice","requests":[{"invoice":{"createDate":"2026-11-30","contactId":"{contact}","ownCompanyId":"1","lines":[{"name":"Chair","quantity":"1","price":"10.00"}]}},{"invoice":{"createDate":"2026-11-30","contactId":"{contact}","ownCompanyId":"1","lines":[{"name":"Table","quantity":"2","price":"10.50"}]}}]}`, 2, 0},
	{"InvoicesService/UpdateInvoice", "apro", `{"id":"{invoice}","invoice":{"externalId":"A-1"}}`, 2, 2},
	{"InvoicesService/UpdateInvoice", "apro", `{"id":"{invoice}","invoice":{"externalId":"A-1"},"expected":{"externalId":"A-1"}}`, 3, 3},
	{"InvoicesService/BatchUpdateInvoices", "apro", `{"requests":[{"id":"{invoice}","invoice":{"vat":true}}]}`, 2, 2},
	{"InvoicesService/SetInvoicePayment", "apro", `{"id":"{invoice}","requestId":"pay"}`, 3, 0},
	{"InvoicesService/SetInvoicePayment", "apro", `{"id":"{otherInvoice}","amount":"1.00","expected":{"paidAmount":"0.00"},"requestId":"part"}`, 3, 0},
	{"CallsService/ImportCall", "apro", `{"requestId":"call","call":{"startTime":"2026-11-30T09:00:00Z","direction":"CALL_DIRECTION_IN"}}`, 1, 0},
	{"CallsService/BatchImportCalls", "apro", `{"requestId":"calls","requests":[{"call":{"id":"0123456789abcdef0123456789abcdef","startTime":"2026-11-30T09:00:00Z","direction":"CALL_DIRECTION_IN"}},{"call":{"startTime":"2026-11-30T10:00:00Z","direction":"CALL_DIRECTION_OUT"}}]}`, 1, 0},
	{"CallsService/UpdateImportedCall", "apro", `{"id":"0123456789abcdef0123456789abcdef","call":{"answered":true}}`, 1, 1},
	{"DialogsService/CreateDialog", "apro", `{"requestId":"dialog","dialog":{"contactId":"{contact}","typeId":"{dialogType}"}}`, 1, 0},
	{"DialogsService/UpdateDialogType", "apro", `{"id":"{dialogType}","dialogType":{"name":"Shop"}}`, 1, 1},
	{"DialogsService/UpdateDialogType", "apro", `{"id":"{dialogType}","dialogType":{"name":"Shop"},"proof":"WRITE_PROOF_STRICT"}`, 5, 5}, // the list of types has no look-up
	{"CalendarService/CreateCalendarEvent", "apro", `{"requestId":"event","calendarEvent":{"title":"Review","startTime":"2026-11-30T09:00:00Z"}}`, 1, 0},
	{"CalendarService/CreateCalendarEvent", "apro", `{"requestId":"people","calendarEvent":{"title":"Review","startTime":"2026-11-30T09:00:00Z","participants":[{"userId":"{user}","role":"root"}]}}`, 2, 0},
	{"CalendarService/UpdateCalendarEvent", "apro", `{"id":"{calendarEvent}","calendarEvent":{"title":"Review"}}`, 1, 1},
	{"CalendarService/DeleteCalendarEvent", "apro", `{"id":"{calendarEvent}","requestId":"delete-event"}`, 1, 0},
	{"CalendarService/UndeleteCalendarEvent", "apro", `{"id":"{calendarEvent}","requestId":"undelete-event"}`, 1, 0},
	{"FormsService/SubmitForm", "apro", `{"requestId":"form","submission":{"formType":"3","contactFields":{"name":"Ann","surname":"Moore"}}}`, 1, 0},
	{"SmsService/ReportIncomingSms", "apro", `{"requestId":"sms","sms":{"id":"7","sender":"54321","destination":"12345","message":"Hi","partCount":1}}`, 1, 0},
	{"EventsService/WatchEvents", "apro", `{"start":"WATCH_START_OLDEST","wait":"0s"}`, 0, 0},
	{"SmsService/WatchOutgoingSms", "apro", `{"start":"WATCH_START_OLDEST","wait":"0s"}`, 0, 0},
	{"SmsService/UpdateSmsStatus", "apro", `{"id":"{sms}","status":"SMS_STATUS_SENT"}`, 0, 0},
	{"CallsService/WatchCallRequests", "apro", `{"wait":"0s"}`, 0, 0},
	{"FilesService/UploadFiles", "apro", `{"header":{"resource":"contacts"}}`, 1, 1},

	{"TasksService/CreateTask", "administrate", `{"requestId":"task","task":{"status":"Not Started","ownerId":"1","accountId":"1","typeId":"1"}}`, 1, 0},
	{"TasksService/UpdateTask", "administrate", `{"id":"{task}","task":{"subject":"Call"}}`, 1, 1},
	{"TasksService/UpdateTask", "administrate", `{"id":"{task}","task":{"subject":"Call"},"expected":{"subject":"Call"}}`, 2, 2},
	// Records that are named by numbers are looked for first; one that is named by its global id is not.
	{"TasksService/CreateTask", "administrate-graphql", `{"requestId":"graph","task":{"status":"Not Started","ownerId":"1","accountId":"1","typeId":"1"}}`, 2, 0},
	{"TasksService/CreateTask", "administrate-graphql", `{"requestId":"global","task":{"status":"Not Started","ownerGlobalId":"UGVyc29uOjE=","typeGlobalId":"Q3JtVGFza1R5cGU6MQ=="}}`, 1, 0},
	{"TasksService/UpdateTask", "administrate-graphql", `{"id":"{task}","task":{"subject":"Call"}}`, 2, 2},
	{"TasksService/UpdateTask", "administrate-graphql", `{"id":"{task}","task":{"subject":"Call"},"expected":{"subject":"Call"}}`, 3, 3},
	{"TasksService/DeleteTask", "administrate-graphql", `{"id":"{task}","requestId":"delete-graph"}`, 2, 0},
	{"ActivitiesService/DeleteActivity", "apro", `{"id":"{activity}","requestId":"delete-activity"}`, 3, 0},
	{"ActivitiesService/BatchDeleteActivities", "apro", `{"requests":[{"id":"{activity}"}],"requestId":"deletes-activity"}`, 3, 0},
	{"DealsService/DeleteDeal", "apro", `{"id":"{deal}","requestId":"delete-deal"}`, 3, 0},
	{"DealsService/BatchDeleteDeals", "apro", `{"requests":[{"id":"{deal}"}],"requestId":"deletes-deal"}`, 3, 0},
	{"StockService/DeleteStockItem", "apro", `{"id":"{stockItem}","requestId":"delete-stockItem"}`, 3, 0},
	{"StockService/BatchDeleteStockItems", "apro", `{"requests":[{"id":"{stockItem}"}],"requestId":"deletes-stockItem"}`, 3, 0},
	{"TasksService/DeleteTask", "administrate", `{"id":"{otherTask}","requestId":"delete-task"}`, 1, 0},
	{"ContactsService/DeleteContact", "apro", `{"id":"{otherContact}","requestId":"delete-contact"}`, 3, 0},
	{"ContactsService/BatchDeleteContacts", "apro", `{"requests":[{"id":"{contact}"}],"requestId":"deletes-contact"}`, 3, 0},
	{"WritesService/GetWrite", "apro", `{"requestId":"create-contact"}`, 0, 0},
	{"WritesService/ListWrites", "apro", `{}`, 0, 0},
	{"WritesService/ResolveWrite", "apro", `{"requestId":"create-contact"}`, 0, 0},
}
