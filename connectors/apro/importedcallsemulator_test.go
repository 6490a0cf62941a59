package apro_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestTheHistoryShowsImportedCalls imports calls, alone and in a batch, and changes them, in each form of times and answers.
func TestTheHistoryShowsImportedCalls(t *testing.T) {
	for _, form := range []string{"ms", "s", "text"} {
		for _, answers := range [][2]string{{sandbox.Bare, sandbox.CallAnswers28}, {sandbox.Bare, sandbox.CallAnswers29}, {sandbox.Enveloped, sandbox.CallAnswers28}, {sandbox.Enveloped, sandbox.CallAnswers29}} {
			t.Run(fmt.Sprint(form, answers), func(t *testing.T) {
				u := conformance.Upstream{Rows: 60}
				server := newServer(t, u, "", func(s *sandbox.Settings) {
					s.CallEnvelope, s.CallAnswers = answers[0], answers[1]
					s.Now = func() time.Time { return time.Now().In(conformance.Zone(t)) }
					if form == "s" {
						s.CallTimestamp = sandbox.Seconds
					}
				})
				client := newClient(t, u.Carry(server), func(s *apro.Settings) { s.CallTimestamp = form })
				w := writeOf(t, client, "importedCalls", connectors.Create)
				answer, err := w.Send(t.Context(), planned(t, w, givenRow{request: wholeCall}), unrecorded)
				require.NoError(t, err)
				require.Equal(t, callID, callIDOf(t, answer))
				want := &crmstreamv1.Call{
					FromPhone: proto.String("+44 1234"), ToPhone: proto.String("+445678"), TrunkId: proto.String("4"), RecordingUrl: proto.String("https://pbx.example/1.mp3"),
					Direction: crmstreamv1.CallDirection_CALL_DIRECTION_IN, DurationSeconds: proto.Int32(64), Answered: proto.Bool(true), StatusId: proto.String("2"),
				}
				requireCall(t, client, server, callID, want)

				least := `{"call":{"id":"%032d","startTime":"2026-07-01T08:30:00Z","direction":"CALL_DIRECTION_OUT"}}`
				batch := []givenRow{{request: fmt.Sprintf(least, 1), batch: true}, {request: fmt.Sprintf(least, 2), batch: true}, {request: fmt.Sprintf(least, 3), batch: true}}
				answer, err = w.Send(t.Context(), planned(t, w, batch...), unrecorded)
				require.NoError(t, err)
				require.Equal(t, answers[1] == sandbox.CallAnswers28, len(answer.Notices) == 1, "only newer servers count")
				for i := range 3 {
					requireCall(t, client, server, fmt.Sprintf("%032d", i+1), &crmstreamv1.Call{Direction: crmstreamv1.CallDirection_CALL_DIRECTION_OUT})
				}

				w = writeOf(t, client, "importedCalls", connectors.Update)
				change := givenRow{request: `{"id":"` + callID + `","call":{"recordingUrl":"https://pbx.example/2.mp3","durationSeconds":0,"answered":false,"statusId":"3"}}`}
				_, err = w.Send(t.Context(), planned(t, w, change), unrecorded)
				require.NoError(t, err)
				want.RecordingUrl, want.DurationSeconds, want.Answered, want.StatusId = proto.String("https://pbx.example/2.mp3"), proto.Int32(0), proto.Bool(false), proto.String("3")
				requireCall(t, client, server, callID, want)
				require.Equal(t, []string{"calls/import", "calls/importall", "calls/importall", "calls/importall", "calls/update"}, ops(server.Executed()))
			})
		}
	}
}

// requireCall requires the history to have a call that was imported on 1 July 2026 at 8:30.
func requireCall(t *testing.T, client connectors.Client, server *sandbox.Server, unique string, want *crmstreamv1.Call) {
	t.Helper()
	page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListCallsRequest{StartFrom: "2026-07-01T08:30:00Z", StartBefore: "2026-07-01T08:30:01Z"}, connectors.PageRequest{})
	require.NoError(t, err)
	for _, r := range page.Records {
		if string(r.ID) != server.ImportedCall(unique) {
			continue
		}
		var got crmstreamv1.Call
		require.NoError(t, r.Decode(&got))
		require.Equal(t, time.Date(2026, 7, 1, 8, 30, 0, 0, time.UTC), got.GetStartTime().AsTime())
		for _, same := range [][2]any{
			{want.GetFromPhone(), got.GetFromPhone()},
			{want.GetToPhone(), got.GetToPhone()},
			{want.GetTrunkId(), got.GetTrunkId()},
			{want.GetRecordingUrl(), got.GetRecordingUrl()},
			{want.GetDirection(), got.GetDirection()},
			{want.GetDurationSeconds(), got.GetDurationSeconds()},
			{want.GetAnswered(), got.GetAnswered()},
			{want.GetStatusId(), got.GetStatusId()},
		} {
			require.Equal(t, same[0], same[1])
		}
		return
	}
	require.Fail(t, "the history lacks the call", unique)
}

// TestRefusedCalls has calls refused, alone and beside others.
func TestRefusedCalls(t *testing.T) {
	for _, version := range []string{sandbox.CallAnswers28, sandbox.CallAnswers29} {
		u := conformance.Upstream{Rows: 60}
		server := newServer(t, u, "", func(s *sandbox.Settings) { s.CallAnswers, s.ImportRepeat = version, sandbox.Refuse })
		client := newClient(t, u.Carry(server), nil)
		send := func(act connectors.Act, given ...givenRow) *connectors.Error {
			w := writeOf(t, client, "importedCalls", act)
			_, err := w.Send(t.Context(), planned(t, w, given...), unrecorded)
			var e *connectors.Error
			require.ErrorAs(t, err, &e)
			return e
		}
		call := `{"call":{"id":"%032d","startTime":"2026-07-01T08:30:00Z","direction":"CALL_DIRECTION_OUT","trunkId":"%d"}}`
		e := send(connectors.Create, givenRow{request: fmt.Sprintf(call, 1, 777)})
		require.Equal(t, []any{false, connectors.KindRefused}, []any{e.Maybe, e.Kind})
		require.ErrorContains(t, e, "the upstream refuses the call: The connection does not exist")
		e = send(connectors.Update, givenRow{request: `{"id":"` + callID + `","call":{"answered":true}}`})
		require.Equal(t, []any{false, connectors.KindRefused}, []any{e.Maybe, e.Kind})
		require.Empty(t, server.Executed())

		wrong := []givenRow{{request: fmt.Sprintf(call, 2, 777), batch: true}, {request: fmt.Sprintf(call, 3, 777), batch: true}}
		e = send(connectors.Create, wrong...)
		require.Equal(t, version == sandbox.CallAnswers28, e.Maybe, "newer servers say that none was imported: %v", e)
		require.Empty(t, server.Executed())
		if version == sandbox.CallAnswers29 {
			e = send(connectors.Create, givenRow{request: fmt.Sprintf(call, 1, 4), batch: true}, wrong[0])
			require.True(t, e.Maybe, "one was imported: %v", e)
			require.Len(t, server.Executed(), 1)
		}
	}
}
