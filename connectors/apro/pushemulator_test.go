package apro_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/testing/protocmp"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// recordOf returns the list's record in a snapshot.
func recordOf(e *crmstreamv1.PushedEvent) protoreflect.Message {
	switch s := e.GetSnapshot().(type) {
	case *crmstreamv1.PushedEvent_Contact:
		return s.Contact.ProtoReflect()
	case *crmstreamv1.PushedEvent_Activity:
		return s.Activity.ProtoReflect()
	case *crmstreamv1.PushedEvent_StockItem:
		return s.StockItem.ProtoReflect()
	case *crmstreamv1.PushedEvent_Deal:
		return s.Deal.GetDeal().ProtoReflect()
	case *crmstreamv1.PushedEvent_Call:
		return s.Call.GetCall().ProtoReflect()
	}
	return nil
}

// lacking are the fields that snapshots of the emulator lack, and more are those that its lists lack.
var (
	lacking = map[string][]string{
		sandbox.ListContacts:   {"activity_time", "activity_type", "type_name", "additional_owner_ids"},
		sandbox.ListActivities: {"activity_time", "activity_type", "type_name", "origin", "name"},
		sandbox.ListDeals:      {"name"},
		sandbox.ListStock:      {"update_time", "owner_id"},
		sandbox.ListCalls:      {"direction", "stereo_recording_url"},
	}
	more = map[string][]string{
		sandbox.ListContacts:   {"comment", "creator_id"},
		sandbox.ListActivities: {"creator_id"},
		sandbox.ListDeals:      {"creator_id"},
		sandbox.ListStock:      {"creator_id", "group_id", "quantity"},
	}
)

// compare compares a snapshot with the record of the list. The list of contacts shows the first of several files.
func (r *pushRig) compare(l list, got, want protoreflect.Message, except ...string) {
	got = proto.Clone(got.Interface()).ProtoReflect()
	if contact, ok := got.Interface().(*crmstreamv1.Contact); ok {
		for _, value := range contact.GetFields() {
			if files := value.GetFiles(); files != nil {
				files.Files = files.GetFiles()[:1]
			}
		}
	}
	fields := want.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		name := string(f.Name())
		switch {
		case !got.Has(f) && want.Has(f) && slices.Contains(lacking[l.name], name):
		case got.Has(f) && !want.Has(f) && slices.Contains(more[l.name], name):
		case slices.Contains(except, name):
		default:
			if diff := diffField(want, got, f); diff != "" {
				r.differ("%s: %s", l.name, diff)
			}
		}
	}
}

// diffField compares one field of two messages of one type.
func diffField(want, got protoreflect.Message, f protoreflect.FieldDescriptor) string {
	a, b := want.New(), got.New()
	for _, pair := range [][2]protoreflect.Message{{a, want}, {b, got}} {
		if pair[1].Has(f) {
			pair[0].Set(f, pair[1].Get(f))
		}
	}
	return cmp.Diff(a.Interface(), b.Interface(), protocmp.Transform())
}

// seenPushes is what events have shown.
type seenPushes struct {
	snapshots, formers int
	// fields are the former fields of each list, and forms those of each change by dialect.
	fields map[string]map[string]bool
	forms  map[string]string
}

// TestEventsShowWhatListsShow changes records of each list, in all forms of webhooks, and compares the events with the lists, which
// have other names for most values: each snapshot with the record, and each former value with the record of before.
func TestEventsShowWhatListsShow(t *testing.T) {
	seen := &seenPushes{fields: map[string]map[string]bool{}, forms: map[string]string{}}
	var wrong []string
	for _, form := range pushForms() {
		r := newPushRig(t, form)
		for i, c := range pushChanges {
			r.checkChange(t, fmt.Sprint(form.dialect, i), c, seen)
		}
		wrong = append(wrong, r.wrong...)
	}
	for _, text := range wrong[:min(len(wrong), 20)] {
		t.Error(text)
	}
	for list, fields := range seen.fields {
		require.Equal(t, formerFields[list], strings.Join(slices.Sorted(maps.Keys(fields)), " "), list)
	}
	require.Len(t, seen.fields, len(formerFields))
	check.AtMost(t, "push_snapshots_wrong", float64(len(wrong)), 0)
	check.AtLeast(t, "push_forms", float64(len(pushForms())), 72)
	check.Tell("push_snapshots", float64(seen.snapshots))
	check.Tell("push_former_values", float64(seen.formers))
}

// checkChange makes a change, and compares its event with the record before and after it.
func (r *pushRig) checkChange(t *testing.T, name string, c pushChange, seen *seenPushes) {
	t.Helper()
	l := named(t, c.list)
	id := r.server.IDs(c.list)[2]
	before := r.record(t, l, id, false)
	c.change(t, r, id)
	bodies, events := r.pushes(t)
	require.Len(t, events, 1, c.list)
	e := events[0]
	if c.event == created {
		id, before = e.GetObjectId(), nil
	}
	r.checkEnvelope(c, e, id, string(bodies[0]))
	after := r.record(t, l, id, c.event == deleted)
	switch {
	case after != nil:
		r.compare(l, recordOf(e), after)
	case c.list == sandbox.ListCalls && c.event == deleted:
		r.compare(l, recordOf(e), before, "status_id", "status_name") // which every change moves
	default:
		require.Fail(t, "no record", "%s %s", c.list, id)
	}
	fields := formerOf(e.GetFormer())
	if had, ok := seen.forms[name]; ok && had != fields {
		r.differ("the former fields are %s, in another form %s", fields, had)
	}
	seen.forms[name] = fields
	seen.snapshots++
	seen.formers += len(e.GetFormer())
	for _, f := range e.GetFormer() {
		if seen.fields[c.list] == nil {
			seen.fields[c.list] = map[string]bool{}
		}
		seen.fields[c.list][f.GetField()] = true
		if slices.Contains(more[c.list], f.GetField()) {
			continue
		}
		r.compareFormer(f.GetField(), "former", f.GetValue(), before)
		if r.form.current {
			r.compareFormer(f.GetField(), "current", f.GetCurrent(), after)
		} else if f.GetCurrent() != nil {
			r.differ("%s has a current value", f.GetField())
		}
	}
}

// formerOf returns the names of former values.
func formerOf(former []*crmstreamv1.FormerValue) string {
	var names []string
	for _, f := range former {
		names = append(names, f.GetField())
	}
	return strings.Join(names, " ")
}

// checkEnvelope compares what the envelope says.
func (r *pushRig) checkEnvelope(c pushChange, e *crmstreamv1.PushedEvent, id, body string) {
	want := &crmstreamv1.PushedEvent{
		Event: c.event, EventText: strings.ToLower(strings.TrimPrefix(c.event.String(), "EVENT_KIND_")),
		Object: c.object, ObjectText: c.word, ObjectId: id, Subject: e.GetSubject(), SubjectId: e.GetSubjectId(),
	}
	got := proto.Clone(e).(*crmstreamv1.PushedEvent)
	got.Snapshot, got.Former, got.Raw, got.ObjectTypeId = nil, nil, "", ""
	if diff := cmp.Diff(want, got, protocmp.Transform()); diff != "" {
		r.differ("%s", diff)
	}
	if e.GetSubject() == 0 || (e.GetSubject() == crmstreamv1.EventSubject_EVENT_SUBJECT_WORKER) != (e.GetSubjectId() != "") {
		r.differ("the subject is %v %s", e.GetSubject(), e.GetSubjectId())
	}
	typed := recordOf(e).Descriptor().Fields().ByName("type_id")
	if typed != nil && recordOf(e).Get(typed).String() != e.GetObjectTypeId() {
		r.differ("the type of the object is %s", e.GetObjectTypeId())
	}
	// The e-mail addresses of an activity, and what captured snapshots have besides the page's, have no field.
	want.Raw = ""
	if strings.Contains(body, `"request_id"`) && strings.Contains(body, `"email":[{`) || strings.Contains(body, `"post_processed"`) {
		want.Raw = body
	}
	if e.GetRaw() != want.GetRaw() {
		r.differ("%s has raw %q", c.list, e.GetRaw())
	}
}

// compareFormer compares a value with that of a record. The upstream writes 0.00 for a price without a value.
func (r *pushRig) compareFormer(name, which string, got *crmstreamv1.FieldValue, record protoreflect.Message) {
	if key, ok := strings.CutPrefix(name, "fields."); ok {
		fields := record.Get(record.Descriptor().Fields().ByName("fields")).Map()
		value := fields.Get(protoreflect.ValueOfString(key).MapKey())
		want := (*crmstreamv1.FieldValue)(nil)
		if value.IsValid() {
			want = value.Message().Interface().(*crmstreamv1.FieldValue)
		}
		if which == "former" && want == nil && got.GetDecimal() == "0.00" {
			return
		}
		if diff := cmp.Diff(want, got, protocmp.Transform()); diff != "" {
			r.differ("%s value of %s: %s", which, name, diff)
		}
		return
	}
	f := record.Descriptor().Fields().ByName(protoreflect.Name(name))
	switch {
	case f == nil:
		r.differ("there is no field %s", name)
	case f.IsList() || f.Kind() == protoreflect.EnumKind:
		if text := record.Descriptor().Fields().ByName(protoreflect.Name(name + "_text")); text != nil && record.Get(text).String() != got.GetText() {
			r.differ("%s value of %s is %v", which, name, got)
		}
	case fmt.Sprint(record.Get(f)) != got.GetText():
		r.differ("%s value of %s is %v, in the list %v", which, name, got, record.Get(f))
	}
}
