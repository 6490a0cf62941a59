package apro

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
	"github.com/stretchr/testify/require"
)

// channelRequests sends each write once, in an order in which all succeed.
func channelRequests() []struct {
	op   string
	send func(t *testing.T, srv *Server) string
} {
	params := func(op string, params ...string) func(t *testing.T, srv *Server) string {
		return func(t *testing.T, srv *Server) string { return post(t, srv, op, params...).Body.String() }
	}
	return []struct {
		op   string
		send func(t *testing.T, srv *Server) string
	}{
		{opDialogInsert, params(opDialogInsert, "customer", "0", "dialog[name]", "Viber", "dialog[employees][]", "47")},
		{opDialogUpdate, params(opDialogUpdate, "id", "24", "name", "Max", "employees[]", "48")},
		{opEventInsert, params(opEventInsert, eventParams("users[47]", "root")...)},
		{opEventUpdate, params(opEventUpdate, "event[id]", "891", "event[title]", "Other", "users[48]", "root")},
		{opEventDelete, params(opEventDelete, "id", "891")},
		{opFillForm, func(t *testing.T, srv *Server) string {
			return fill(t, srv, "formtype", "3", "data[def_customer][name]", "Mary")
		}},
		{opSMS, func(t *testing.T, srv *Server) string {
			return sendSMS(t, srv, "/smsapi/", sign(message(), srv.settings.SMSKey))
		}},
	}
}

func TestChannelsAreWrites(t *testing.T) {
	require.Len(t, channelRequests(), len(channelWrites()))
	for _, c := range channelRequests() {
		require.True(t, writes(c.op), c.op)
	}
	require.False(t, writes(opForm))
	require.False(t, writes(opEvents))
}

// TestChannelsExecute sends each write once. With faults that execute, the answers are lost and the effects are the same.
func TestChannelsExecute(t *testing.T) {
	for name, edit := range map[string]func(*Settings){
		"answered": nil,
		"strict":   func(s *Settings) { s.UnknownParams = Refuse },
		"fault":    func(s *Settings) { s.Faults = []stage.Fault{{Kind: "empty", Times: -1, Executes: true}} },
		"code":     func(s *Settings) { s.FailCode = []FailCode{{Times: -1, Code: "BAD_PARAMS", Executes: true}} },
	} {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, edit)
			for _, c := range channelRequests() {
				answer := c.send(t, srv)
				require.Equal(t, edit == nil || name == "strict", strings.Contains(answer, "success") && !strings.Contains(answer, "false"), "%s: %s", c.op, answer)
			}
			require.Equal(t, []Effect{
				{Op: opDialogInsert, Number: 1, ID: srv.ClientKeys("24")[0]},
				{Op: opDialogUpdate, Number: 1, ID: "24"},
				{Op: opEventInsert, Number: 1, ID: "891"},
				{Op: opEventUpdate, Number: 1, ID: "891"},
				{Op: opEventDelete, Number: 1, ID: "891"},
				{Op: opFillForm, Number: 1, ID: "34"},
				{Op: opSMS, Number: 1, ID: "7"},
			}, srv.Executed())
		})
	}
}

// TestChannelsRefuse each write for the reasons that all operations have; nothing is executed.
func TestChannelsRefuse(t *testing.T) {
	for i, c := range channelRequests() {
		for want, edit := range map[string]func(*Settings){
			"ACCESS_DENY":    func(s *Settings) { s.Denied = []string{c.op} },
			"BAD_REQUEST":    func(s *Settings) { s.Missing = []string{c.op} },
			"BAD_PARAMS":     func(s *Settings) { s.ElementLimit = 1 },
			"SOME_CODE":      func(s *Settings) { s.FailCode = []FailCode{{Op: c.op, Code: "SOME_CODE"}} },
			"<html>":         func(s *Settings) { s.Faults = []stage.Fault{{Op: c.op, Kind: "html"}} },
			"LIMIT_EXCEEDED": func(s *Settings) { s.Quota = int64(i + 1) },
		} {
			if c.op == opEventDelete && want == "BAD_PARAMS" {
				continue // its one element fits into any limit
			}
			t.Run(c.op+" "+want, func(t *testing.T) {
				srv := newServer(t, nil)
				for _, before := range channelRequests()[:i] {
					before.send(t, srv)
				}
				executed := len(srv.Executed())
				edited := srv.settings
				edit(&edited)
				limited, err := New(edited)
				require.NoError(t, err)
				limited.channels, limited.routes = srv.channels, limited.operations()
				if want == "LIMIT_EXCEEDED" {
					for range i + 1 {
						post(t, limited, opGroups)
					}
				}
				answer := c.send(t, limited)
				if c.op == opSMS && want == "LIMIT_EXCEEDED" {
					want = smsLater
				}
				require.Contains(t, answer, want)
				require.Empty(t, limited.Executed())
				require.Len(t, srv.Executed(), executed)
			})
		}
	}
	srv := newServer(t, nil)
	for op := range channelWrites() {
		if !outside(op) {
			w := get(t, srv, http.MethodGet, "/sharedapi/"+op+"?apikey="+srv.settings.APIKey+"&params[id]=24&params[event][id]=500")
			require.Equal(t, "BAD_REQUEST", refused(t, w), "GET of %s", op)
		}
		require.Equal(t, "BAD_REQUEST", refused(t, post(t, srv, "onlineforms/fillform")), "not a path of its own")
	}
}

func TestWrongChannelWrites(t *testing.T) {
	date := []string{"event[title]", "A", "event[date]", "2026-11-30T12:00:00Z"}
	for name, c := range map[string]struct {
		op     string
		params []string
	}{
		"dialog of nothing":         {opDialogInsert, []string{"customer", "0"}},
		"dialog as text":            {opDialogInsert, []string{"dialog", "7"}},
		"no such type":              {opDialogInsert, []string{"dialog[id]", "24"}},
		"no number":                 {opDialogInsert, []string{"dialog[id]", "x"}},
		"a list for a type":         {opDialogInsert, []string{"dialog[id][]", "7"}},
		"no such contact":           {opDialogInsert, []string{"customer", "7", "dialog[id]", "7"}},
		"a list of contacts":        {opDialogInsert, []string{"customer[]", contactID, "dialog[id]", "7"}},
		"type without name":         {opDialogInsert, []string{"dialog[employees][]", "47"}},
		"empty name":                {opDialogInsert, []string{"dialog[name]", ""}},
		"no such worker":            {opDialogInsert, []string{"dialog[name]", "A", "dialog[employees][]", "9"}},
		"update of no type":         {opDialogUpdate, []string{"name", "A"}},
		"update of type zero":       {opDialogUpdate, []string{"id", "0", "name", "A"}},
		"update to no name":         {opDialogUpdate, []string{"id", "3", "name", ""}},
		"update to a list of names": {opDialogUpdate, []string{"id", "3", "name[]", "A"}},
		"update to no worker":       {opDialogUpdate, []string{"id", "3", "employees[]", "9"}},

		"no event":                  {opEventInsert, nil},
		"event as text":             {opEventInsert, []string{"event", "A"}},
		"event without title":       {opEventInsert, date[2:]},
		"event without date":        {opEventInsert, date[:2]},
		"empty title":               {opEventInsert, append([]string{"event[title]", ""}, date[2:]...)},
		"a list for a title":        {opEventInsert, append([]string{"event[title][]", "A"}, date[2:]...)},
		"half an all day":           {opEventInsert, append([]string{"event[allDay]", "2"}, date...)},
		"no multiple of 5":          {opEventInsert, append([]string{"event[duration]", "17"}, date...)},
		"negative duration":         {opEventInsert, append([]string{"event[duration]", "-5"}, date...)},
		"duration as text":          {opEventInsert, append([]string{"event[duration]", "1 hour"}, date...)},
		"unknown reminder":          {opEventInsert, append([]string{"event[remind_active]", "1"}, date...)},
		"reminder no multiple of 5": {opEventInsert, append([]string{"event[remind_before]", "1"}, date...)},
		"a list of colours":         {opEventInsert, append([]string{"event[textColor][]", "red"}, date...)},
		"unknown participant":       {opEventInsert, append([]string{"users[9]", "root"}, date...)},
		"participant zero":          {opEventInsert, append([]string{"users[0]", "root"}, date...)},
		"unknown role":              {opEventInsert, append([]string{"users[47]", "boss"}, date...)},
		"participants as text":      {opEventInsert, append([]string{"users", "47"}, date...)},
		"event update without id":   {opEventUpdate, []string{"event[title]", "A"}},
		"update of no event":        {opEventUpdate, []string{"event[id]", "891", "event[title]", "A"}},
		"update to no title":        {opEventUpdate, []string{"event[id]", "$", "event[title]", ""}},
		"update to no date":         {opEventUpdate, []string{"event[id]", "$", "event[date]", ""}},
		"update to half a publ":     {opEventUpdate, []string{"event[id]", "$", "event[publ]", "all"}},
		"update to an unknown role": {opEventUpdate, []string{"event[id]", "$", "users[47]", ""}},
		"deletion without id":       {opEventDelete, nil},
		"deletion of no event":      {opEventDelete, []string{"id", "891"}},
		"a list of deletions":       {opEventDelete, []string{"id[]", "$"}},
	} {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, nil)
			id := strconv.FormatInt(srv.events()[3].id, 10)
			params := slices.Clone(c.params)
			for i := range params {
				params[i] = strings.ReplaceAll(params[i], "$", id)
			}
			require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, c.op, params...)))
			require.Equal(t, newServer(t, nil).channels, srv.channels, "nothing changed")
			require.Empty(t, srv.Executed())
		})
	}
}

// TestUnknownChannelParams are ignored, or refused if the settings say so, at each level.
func TestUnknownChannelParams(t *testing.T) {
	for op, params := range map[string][][]string{
		opDialogInsert: {{"dialog[id]", "7"}, {"colour", "red"}, {"dialog[colour]", "red"}},
		opDialogUpdate: {{"id", "7"}, {"colour", "red"}},
		opEventInsert:  {{"event[title]", "A", "event[date]", "2026-11-30"}, {"colour", "red"}, {"event[colour]", "red"}, {"event[publ]", "0"}},
		opEventUpdate:  {{"event[id]", "$"}, {"colour", "red"}, {"event[colour]", "red"}},
		opEventDelete:  {{"id", "$"}, {"colour", "red"}, {"queue", "1"}},
	} {
		for _, unknown := range params[1:] {
			srv := newServer(t, nil)
			sent := append(slices.Clone(params[0]), unknown...)
			sent[1] = strings.ReplaceAll(sent[1], "$", strconv.FormatInt(srv.events()[3].id, 10))
			require.Equal(t, "success", open(t, post(t, srv, op, sent...)).Status, "%s %v", op, sent)
			strict := newServer(t, func(s *Settings) { s.UnknownParams = Refuse })
			require.Equal(t, "BAD_PARAMS", refused(t, post(t, strict, op, sent...)), "%s %v", op, sent)
			require.Empty(t, strict.Executed())
		}
	}
}

func TestIgnoredChannelWrites(t *testing.T) {
	srv := newServer(t, func(s *Settings) {
		s.IgnoredWrites = []string{"employees", "description", "users", "surname", "date"}
		s.Ignore = []string{"duration"}
	})
	read[madeDialog](t, srv, opDialogInsert, "dialog[name]", "Viber", "dialog[employees][]", "47")
	require.Equal(t, []any{}, typeRow(t, srv, "24")["employees"])
	before := typeRow(t, srv, "3")
	post(t, srv, opDialogUpdate, "id", "3", "employees[]", "47")
	require.Equal(t, before, typeRow(t, srv, "3"))
	id := strconv.FormatInt(srv.events()[3].id, 10)
	event := read[oneEvent](t, srv, opEvent, "id", id)
	post(t, srv, opEventUpdate, "event[id]", id, "event[description]", "Other", "event[duration]", "125", "users[47]", "root")
	require.Equal(t, event, read[oneEvent](t, srv, opEvent, "id", id))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opEventInsert, eventParams()...)), "the obligatory date is ignored")
	fill(t, srv, "formtype", "3", "data[def_customer][name]", "Mary", "data[def_customer][surname]", "Moore")
	contact := list(t, srv, opContacts, "order_field", "id", "order", "desc", "limit", "1").List[0]
	require.Equal(t, []any{"Mary", ""}, []any{contact["name"], contact["surname"]})
	sendSMS(t, srv, "/smsapi/", sign(message("date", "1795262400"), srv.settings.SMSKey))
	require.Zero(t, srv.ReceivedSMS()[0].Date)
}

// TestElementsOfChannels drops what is beyond the limit, as PHP does. Forms have no params, so all their variables count.
func TestElementsOfChannels(t *testing.T) {
	dropping := func(s *Settings) { s.ElementLimit, s.ElementOverflow = 4, Drop }
	srv := newServer(t, dropping)
	params := []string{"event[title]", "A", "event[date]", "2026-11-30", "event[duration]", "5", "event[allDay]", "1", "event[description]", "lost"}
	require.Empty(t, read[oneEvent](t, srv, opEventInsert, params...).Event["description"])
	form := "action=fillform&formtype=3&data[def_customer][name]=Mary&data[def_customer][surname]=Moore&data[def_customer][phone]=1"
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/onlineforms", strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	srv.ServeHTTP(httptest.NewRecorder(), r)
	contact := newest(t, srv, opContacts)
	require.Equal(t, []any{"Moore", []any{}}, []any{contact["surname"], contact["phone"]})
}

// TestChannelsWhileOthersRead writes and reads at once, under the race detector.
func TestChannelsWhileOthersRead(t *testing.T) {
	srv := newServer(t, nil)
	var wg sync.WaitGroup
	for _, c := range channelRequests() {
		for range 5 {
			wg.Go(func() { c.send(t, srv) })
			wg.Go(func() {
				post(t, srv, opEvents, "filters[publ]", "all")
				post(t, srv, opEvent, "id", "891")
				post(t, srv, opDialogTypes)
				srv.ClientKeys("24")
				srv.ReceivedSMS()
			})
		}
	}
	wg.Wait()
	ids := map[string]bool{}
	for _, e := range srv.Executed() {
		if e.Op == opDialogInsert || e.Op == opEventInsert || e.Op == opFillForm {
			require.False(t, ids[e.ID], "an id is given once")
			ids[e.ID] = true
		}
	}
	require.Len(t, ids, 15)
}
