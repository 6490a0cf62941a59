package apro_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// members is a JSON object as encoding/json reads it. Its methods read what the emulator writes, and nothing else.
type members map[string]any

// get returns the first member that there is.
func (m members) get(keys ...string) any {
	for _, key := range keys {
		if v, ok := m[key]; ok {
			return v
		}
	}
	return nil
}

func (m members) text(keys ...string) *string {
	if v := m.get(keys...); v != nil {
		return proto.String(fmt.Sprint(v))
	}
	return nil
}

func (m members) ref(keys ...string) *string {
	if v := m.text(keys...); v != nil && *v != "0" && *v != "" {
		return v
	}
	return nil
}

func (m members) number(keys ...string) *int32 {
	n, err := strconv.Atoi(*m.text(keys...))
	if err != nil {
		return nil
	}
	return proto.Int32(int32(n))
}

func (m members) flag(key string) *bool { return proto.Bool(*m.text(key) == "1") }

func (m members) decimal(key string) *string {
	if v := m.text(key); *v != "" {
		return v
	}
	return nil
}

func (m members) time(t *testing.T, keys ...string) *timestamppb.Timestamp {
	return clock(t, *m.text(keys...))
}

func (m members) in(key string) members {
	inner, _ := m[key].(map[string]any)
	return inner
}

func (m members) list(key string) []members {
	var all []members
	elements, _ := m[key].([]any)
	for _, e := range elements {
		all = append(all, e.(map[string]any))
	}
	return all
}

// clock returns a time of the source's clock.
func clock(t *testing.T, text string) *timestamppb.Timestamp {
	t.Helper()
	if text == "0000-00-00 00:00:00" {
		return nil
	}
	at, err := time.ParseInLocation(time.DateTime, text, conformance.Zone(t))
	require.NoError(t, err)
	return timestamppb.New(at)
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// snapshotOf reads what no list has of a snapshot: letters, tasks and documents, and the rest of deals and calls.
func snapshotOf(t *testing.T, object string, s members) proto.Message {
	t.Helper()
	switch {
	case object == "delivery":
		log := s.in("log")
		letter := &crmstreamv1.CampaignLetter{
			Id: str(s.ref("id")), CampaignId: s.ref("delivery_id"), SubscriberGroupId: s.ref("group_id"), SmtpAccountId: s.ref("smtp_id"),
			ContactId: s.ref("customer_id"), Email: s.text("email"), RecipientKey: s.text("url"), Status: s.text("status"),
			UpdateTime: s.time(t, "date_change"), LetterId: s.ref("letter_id"),
			Log: &crmstreamv1.CampaignLetterLog{Result: log.text("res"), State: log.text("stat"), Error: log.text("error"), SendTime: log.time(t, "date_send")},
		}
		for _, opened := range log["check"].([]any) {
			letter.Log.Openings = append(letter.Log.Openings, &crmstreamv1.CampaignLetterOpening{OpenTime: clock(t, opened.(string))})
		}
		return letter
	case object == "task" && s["action"] == "change_status":
		d := s.in("data")
		return &crmstreamv1.CrmTaskStatusChange{
			TaskId: *d.ref("task_id"), ChangerType: d.text("changer_type"), ChangerId: d.ref("changer_id"),
			StatusFrom: d.text("status_from"), StatusTo: d.text("status_to"),
		}
	case object == "task":
		return taskOf(t, s)
	case object == "blank":
		document := &crmstreamv1.Document{
			Id: str(s.ref("id")), TemplateId: s.ref("blank"), Title: s.text("title"), FillType: s.text("filledtype"), Text: s.text("fish"),
			ObjectType: s.text("object_type"), ObjectId: s.ref("object_id"), TemplateKey: s.text("hash"),
		}
		for _, f := range s.list("extfields") {
			document.Fields = append(document.Fields, &crmstreamv1.DocumentField{FieldId: f.ref("ext"), Datatype: f.text("data"), Value: f.text("value")})
		}
		return document
	case object == "sale":
		return &crmstreamv1.DealSnapshot{
			Comment: s.text("comment"), Price: s.decimal("price"), ContactFirstName: s.text("customer_name"), ContactLastName: s.text("customer_surname"),
			ContactPatronymic: s.text("customer_patronymic"), ContactEmail: s.text("customer_email"),
		}
	}
	return &crmstreamv1.CallSnapshot{
		CallerType: s.text("parent_type"), CallerPartyId: s.ref("parent_id"), CalleeType: s.text("call_to_type"), CalleeId: s.ref("call_to_id"),
		UniqueId: s.text("call_id"), ScenarioId: s.ref("scenario_id"), Cost: s.decimal("call_cost"), CallerId: s.text("caller_id"),
		Login: s.text("vox_login"), RecordingPath: s.text("path"), Downloaded: s.flag("is_downloaded"), VoiceMessage: s.flag("voicemessage"),
		Fax: s.flag("fax"), FaxStatus: s.text("fax_status"), Payload: s.text("payload"), FromApi: s.flag("api_incoming"),
		Cached: s.flag("is_cached"), DownloadUrl: s.text("record_download"), PlayUrl: s.text("record_play"),
	}
}

// taskOf reads a task.
func taskOf(t *testing.T, s members) *crmstreamv1.CrmTask {
	t.Helper()
	roles := map[string]crmstreamv1.CrmTaskRole{
		"director":  crmstreamv1.CrmTaskRole_CRM_TASK_ROLE_DIRECTOR,
		"executive": crmstreamv1.CrmTaskRole_CRM_TASK_ROLE_EXECUTIVE, "performer": crmstreamv1.CrmTaskRole_CRM_TASK_ROLE_EXECUTIVE,
		"co-executive": crmstreamv1.CrmTaskRole_CRM_TASK_ROLE_CO_EXECUTIVE, "accomplice": crmstreamv1.CrmTaskRole_CRM_TASK_ROLE_CO_EXECUTIVE,
	}
	task := &crmstreamv1.CrmTask{
		Id: str(s.ref("id")), Type: s.text("type"), AuthorId: s.ref("autor_id"), AuthorType: s.text("autor_type"),
		CreateTime: s.time(t, "created_on", "created_at"), EditTime: s.time(t, "edited_at"), DueTime: s.time(t, "terms"),
		Title: s.text("title"), Description: s.text("description"), Status: s.text("status"), Priority: s.number("priority"),
		Sms: s.flag("sms"), Room: s.text("room"), External: s.flag("external"), LastChange: s.text("last_change"),
		ChangerId: s.ref("changer_id"), ChangerType: s.text("changer_type"), ChangeTime: s.time(t, "change_date"),
		DescriptionRevision: s.number("description_rev", "desciption_rev"), ParentTaskId: s.ref("parent_task_id"), DuePreset: s.text("terms_pset"),
	}
	for _, f := range s.list("files") {
		task.Files = append(task.Files, &crmstreamv1.CrmTaskFile{Id: f.ref("id"), Type: f.text("type"), Title: f.text("title")})
	}
	for _, u := range s.list("users") {
		task.Users = append(task.Users, &crmstreamv1.CrmTaskUser{
			UserId: u.ref("id"), Role: roles[*u.text("type")], RoleText: u.text("type"), FirstName: u.text("name"), LastName: u.text("surname"),
			Patronymic: u.text("patronymic", "secondname"),
		})
	}
	for _, h := range s.list("history") {
		task.History = append(task.History, &crmstreamv1.CrmTaskChange{
			TaskId: h.ref("task_id"), Type: h.text("change_type"), Argument: h.text("change_arg0"), StatusFrom: h.text("status_from"),
			StatusTo: h.text("status_to"), ChangeTime: h.time(t, "date"), FormerDueTime: h.time(t, "prev_terms"),
			ChangerId: h.ref("changer_id"), ChangerType: h.text("changer_type"),
		})
	}
	return task
}

// snapshotIn returns the snapshot of an event, without the record of a list.
func snapshotIn(e *crmstreamv1.PushedEvent) proto.Message {
	m := e.ProtoReflect()
	set := m.WhichOneof(m.Descriptor().Oneofs().ByName("snapshot"))
	if set == nil {
		return nil
	}
	snapshot := proto.Clone(m.Get(set).Message().Interface())
	switch s := snapshot.(type) {
	case *crmstreamv1.DealSnapshot:
		s.Deal = nil
	case *crmstreamv1.CallSnapshot:
		s.Call = nil
	}
	return snapshot
}

// TestEventsShowWhatNoListShows pushes letters, tasks, changes of their status, documents, deals and calls in all forms of webhooks,
// and compares the events with the bodies, which another reader reads.
func TestEventsShowWhatNoListShows(t *testing.T) {
	compared := 0
	var wrong []string
	for _, form := range pushForms() {
		r := newPushRig(t, form)
		for _, push := range [][2]string{{"delivery", "status"}, {"task", "create"}, {"task", "view"}, {"task", "status"}, {"blank", "create"}, {"sale", "view"}, {"call", "view"}} {
			require.NoError(t, r.server.PushAll(push[0], push[1], 12))
			bodies, events := r.pushes(t)
			require.Len(t, events, 12)
			for i, e := range events {
				var body members
				require.NoError(t, json.Unmarshal(bodies[i], &body))
				if diff := cmp.Diff(snapshotOf(t, push[0], body.in("snapshot")), snapshotIn(e), protocmp.Transform()); diff != "" {
					r.differ("%s: %s", push[0], diff)
				}
				if e.GetObjectId() != fmt.Sprintf("%.0f", asNumber(t, body["object_sub_id"])) || e.GetEventText() != push[1] || e.GetRaw() != "" {
					r.differ("%s: %v", push[0], e)
				}
				compared++
			}
		}
		wrong = append(wrong, r.wrong...)
	}
	for _, text := range wrong[:min(len(wrong), 20)] {
		t.Error(text)
	}
	check.AtMost(t, "push_other_snapshots_wrong", float64(len(wrong)), 0)
	check.AtLeast(t, "push_other_snapshots", float64(compared), 72*7*12)
}

// asNumber returns a number that is a text or a number.
func asNumber(t *testing.T, v any) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(fmt.Sprint(v), 64)
	require.NoError(t, err)
	return n
}
