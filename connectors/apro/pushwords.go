package apro

import crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"

// pushEvents are the upstream's words for events ("event type").
var pushEvents = map[string]crmstreamv1.EventKind{
	"login":     crmstreamv1.EventKind_EVENT_KIND_LOGIN,
	"view":      crmstreamv1.EventKind_EVENT_KIND_VIEW,
	"create":    crmstreamv1.EventKind_EVENT_KIND_CREATE,
	"edit":      crmstreamv1.EventKind_EVENT_KIND_EDIT,
	"delete":    crmstreamv1.EventKind_EVENT_KIND_DELETE,
	"export":    crmstreamv1.EventKind_EVENT_KIND_EXPORT,
	"import":    crmstreamv1.EventKind_EVENT_KIND_IMPORT,
	"status":    crmstreamv1.EventKind_EVENT_KIND_STATUS,
	"stage":     crmstreamv1.EventKind_EVENT_KIND_STAGE,
	"comment":   crmstreamv1.EventKind_EVENT_KIND_COMMENT,
	"manager":   crmstreamv1.EventKind_EVENT_KIND_MANAGER,
	"answer":    crmstreamv1.EventKind_EVENT_KIND_ANSWER,
	"messenger": crmstreamv1.EventKind_EVENT_KIND_MESSENGER,
	"queue":     crmstreamv1.EventKind_EVENT_KIND_QUEUE,
	"other":     crmstreamv1.EventKind_EVENT_KIND_OTHER,
}

// pushObjects are the upstream's words for kinds of objects ("object involved in the event").
var pushObjects = map[string]crmstreamv1.EventObject{
	"customer":    crmstreamv1.EventObject_EVENT_OBJECT_CONTACT,
	"request":     crmstreamv1.EventObject_EVENT_OBJECT_ACTIVITY,
	"stock":       crmstreamv1.EventObject_EVENT_OBJECT_STOCK_ITEM,
	"sale":        crmstreamv1.EventObject_EVENT_OBJECT_DEAL,
	"task":        crmstreamv1.EventObject_EVENT_OBJECT_TASK,
	"messenger":   crmstreamv1.EventObject_EVENT_OBJECT_MESSENGER,
	"remind":      crmstreamv1.EventObject_EVENT_OBJECT_REMINDER,
	"email":       crmstreamv1.EventObject_EVENT_OBJECT_EMAIL,
	"emailsystem": crmstreamv1.EventObject_EVENT_OBJECT_SYSTEM_EMAIL,
	"call":        crmstreamv1.EventObject_EVENT_OBJECT_CALL,
	"sms":         crmstreamv1.EventObject_EVENT_OBJECT_SMS,
	"delivery":    crmstreamv1.EventObject_EVENT_OBJECT_CAMPAIGN_LETTER,
	"comment":     crmstreamv1.EventObject_EVENT_OBJECT_COMMENT,
	"blank":       crmstreamv1.EventObject_EVENT_OBJECT_DOCUMENT,
	"app":         crmstreamv1.EventObject_EVENT_OBJECT_APP,
}

// pushSubjects are the upstream's words for who caused an event ("event initiator").
var pushSubjects = map[string]crmstreamv1.EventSubject{
	"employee": crmstreamv1.EventSubject_EVENT_SUBJECT_WORKER,
	"system":   crmstreamv1.EventSubject_EVENT_SUBJECT_SYSTEM,
	"business": crmstreamv1.EventSubject_EVENT_SUBJECT_BUSINESS_PROCESS,
}
