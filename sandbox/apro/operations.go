package apro

import (
	"net/http"
	"slices"
	"strings"
)

// Operations, as they are counted and named in faults and in Settings.Denied.
const (
	opStockTypes       = "stock/types"
	opStockCategories  = "stock/category"
	opStockFields      = "stock/fields"
	opStock            = "stock/filter"
	opStockComments    = "stock/comments"
	opStockInsert      = "stock/insert"
	opStockUpdate      = "stock/update"
	opStockDelete      = "stock/delete"
	opContactFields    = "purchaser/fields"
	opContacts         = "purchaser/filter"
	opContactLinks     = "purchaser/attach"
	opContactComments  = "purchaser/comments"
	opContactInsert    = "purchaser/insert"
	opContactUpdate    = "purchaser/update"
	opContactDelete    = "purchaser/delete"
	opActivityTypes    = "applications/types"
	opActivityFields   = "applications/fields"
	opActivities       = "applications/filter"
	opActivityComments = "applications/comments"
	opActivityInsert   = "applications/insert"
	opActivityUpdate   = "applications/update"
	opActivityDelete   = "applications/delete"
	opDealTypes        = "sales/types"
	opDealFields       = "sales/fields"
	opDeals            = "sales/filter"
	opDealLinks        = "sales/details"
	opDealComments     = "sales/comments"
	opDealInsert       = "sales/insert"
	opDealUpdate       = "sales/update"
	opDealDelete       = "sales/delete"
	opInvoices         = "accounts/get"
	opInvoicesFull     = "accounts/get_full"
	opInvoiceAdd       = "accounts/add"
	opInvoiceUpdate    = "accounts/update"
	opInvoiceEdit      = "accounts/edit"
	opInvoicePayment   = "accounts/set_pay"
	opCalls            = "calls/history"
	opCallImport       = "calls/import"
	opCallImportAll    = "calls/importall"
	opCallUpdate       = "calls/update"
	opTrunks           = "calls/trunks"
	opPhoneNumbers     = "calls/phoneNumbers"
	opCallStatuses     = "calls/statuses"
	opWorkers          = "worker/filter"
	opWorkerFields     = "worker/fields"
	opDepartments      = "worker/department"
	opBranches         = "worker/filiation"
	opGroups           = "managergroup"
	opVariants         = "utils/variants"
	opBinded           = "utils/binded"
	opUpload           = "utils/upload"
	opPublications     = "publication/list"
	opPublication      = "publication/single"
	opForm             = "onlineforms/getform"
	opFillForm         = "onlineforms/fillform"
	opDialogTypes      = "externaldialogs/dialogtypeslist"
	opDialogGroups     = "externaldialogs/groupslist" // the page's other name of opDialogTypes
	opMessages         = "externaldialogs/history"
	opUnread           = "externaldialogs/notread"
	opDialogInsert     = "externaldialogs/insert"
	opDialogUpdate     = "externaldialogs/update"
	opEvents           = "org_events/list"
	opEvent            = "org_events/get"
	opEventInsert      = "org_events/insert"
	opEventUpdate      = "org_events/update"
	opEventDelete      = "org_events/delete"
	opSMS              = "smsapi/smsReceived"
	opUnknown          = "unknown"
)

// operations returns the handlers by operation.
func (s *Server) operations() map[string]handler {
	all := map[string]handler{
		opStockTypes:       s.listStockTypes,
		opStockCategories:  s.listStockCategories,
		opStockFields:      s.listStockFields,
		opStock:            s.filterStock,
		opStockComments:    s.commentsOf(ListStock),
		opContactFields:    s.listContactFields,
		opContacts:         s.filterContacts,
		opContactLinks:     s.listContactLinks,
		opContactComments:  s.commentsOf(ListContacts),
		opActivityTypes:    s.listActivityTypes,
		opActivityFields:   s.listActivityFields,
		opActivities:       s.filterActivities,
		opActivityComments: s.commentsOf(ListActivities),
		opDealTypes:        s.listDealTypes,
		opDealFields:       s.listDealFields,
		opDeals:            s.filterDeals,
		opDealLinks:        s.listDealLinks,
		opDealComments:     s.commentsOf(ListDeals),
		opInvoices:         s.listInvoices,
		opInvoicesFull:     s.listInvoicesFull,
		opInvoiceAdd:       s.writeInvoiceRows(opInvoiceAdd),
		opInvoiceUpdate:    s.writeInvoiceRows(opInvoiceUpdate),
		opInvoiceEdit:      s.editInvoice,
		opInvoicePayment:   s.payInvoice,
		opCalls:            s.listCalls,
		opCallImport:       s.importCall,
		opCallImportAll:    s.importCalls,
		opCallUpdate:       s.updateCall,
		opTrunks:           s.listTrunks,
		opPhoneNumbers:     s.listPhoneNumbers,
		opCallStatuses:     s.listCallStatuses,
		opWorkers:          s.filterWorkers,
		opWorkerFields:     s.listWorkerFields,
		opDepartments:      s.listDepartments,
		opBranches:         s.listBranches,
		opGroups:           s.listGroups,
		opPublications:     s.listPublications,
		opPublication:      s.getPublication,
		opForm:             s.getForm,
		opDialogTypes:      s.listDialogTypes,
		opDialogGroups:     s.listDialogTypes,
		opMessages:         s.listMessages,
		opUnread:           s.listUnread,
		opEvents:           s.listEvents,
		opEvent:            s.getEvent,
		opVariants:         s.listVariants,
		opBinded:           s.listBinded,
		opUpload:           s.uploadFiles,
	}
	for _, w := range writings() {
		all[w.insert], all[w.update], all[w.remove] = s.insert(w), s.update(w), s.remove(w)
	}
	for op, write := range channelWrites() {
		all[op] = func(a *args) ([]byte, error) { return write(s, a) }
	}
	return all
}

// writes reports whether an operation is a write.
func writes(op string) bool {
	switch op {
	case opInvoiceAdd, opInvoiceUpdate, opInvoiceEdit, opInvoicePayment, opUpload:
		return true
	}
	_, channel := channelWrites()[op]
	return channel || writesCalls(op) ||
		slices.ContainsFunc(writings(), func(w writing) bool { return slices.Contains([]string{w.insert, w.update, w.remove}, op) })
}

// operation returns the operation of a request. Doubled slashes and a slash at the end of its path do not count.
func (s *Server) operation(r *http.Request) string {
	path := slices.DeleteFunc(strings.Split(r.URL.Path, "/"), func(part string) bool { return part == "" })
	switch {
	case len(path) == 1 && path[0] == "onlineforms" && formAction(r) == "fillform":
		return opFillForm
	case len(path) == 1 && path[0] == "onlineforms":
		return opForm
	case len(path) == 1 && path[0] == "smsapi":
		return opSMS
	}
	if len(path) > 1 && path[0] == "sharedapi" {
		if name := strings.Join(path[1:], "/"); s.routes[name] != nil && !outside(name) {
			return name
		}
	}
	return opUnknown
}

// document answers with the output of write, after all parameters were read.
func (s *Server) document(a *args, write func(e *encoder)) ([]byte, error) {
	if err := s.strict(a); err != nil {
		return nil, err
	}
	e := s.encoder(1)
	write(e)
	return e.b, nil
}
