package server

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/redact"
)

// TestStatusesHideSecrets has an upstream that gives its records the credential for an id: errors name records.
func TestStatusesHideSecrets(t *testing.T) {
	hide := redact.New("secret-key-1")
	for _, kind := range connectors.Kinds() {
		err := &connectors.Error{
			Kind: kind, Field: "where", Err: fmt.Errorf("record %q came after %q", "secret-key-1", "secret\x2dkey%2D1"),
			Detail: "http://upstream.test: secret words",
		}
		st := status.Convert(toStatus((&source{name: "main"}).fail(err), &connectors.Meter{}, hide))
		texts := []string{st.Message()}
		for _, d := range st.Details() {
			texts = append(texts, fmt.Sprint(d))
			if bad, ok := d.(*errdetails.BadRequest); ok {
				texts = append(texts, bad.GetFieldViolations()[0].GetDescription())
			}
		}
		require.Contains(t, texts[0], `record "***" came after "***"`)
		require.NotContains(t, strings.Join(texts, "\n"), "secret")
		require.NotContains(t, strings.Join(texts, "\n"), "upstream.test")
	}
}

// TestNoticesAndRecordErrorsHideSecrets leaves the record as it came: it is the caller's.
func TestNoticesAndRecordErrorsHideSecrets(t *testing.T) {
	hide := redact.New("secret-key-1")
	require.Equal(t, "***, other", noticeOf(connectors.Notice{Code: "UNKNOWN_KEYS", Message: "secret-key-1, other"}, hide).GetMessage())
	e := recordError(&connectors.RecordError{ID: "7", Message: `its id is "secret-key-1"`, Raw: []byte(`{"id":"secret-key-1"}`)}, hide)
	require.Equal(t, `its id is "***"`, e.GetMessage())
	require.JSONEq(t, `{"id":"secret-key-1"}`, string(e.GetRaw()))
}

// TestUnknownSourcesTellWhatListSourcesDoes keeps errors from telling names that the caller may not know.
func TestUnknownSourcesTellWhatListSourcesDoes(t *testing.T) {
	s, conn := serve(t, &fake{rows: 1})
	require.NoError(t, s.AddSource(SourceConfig{Name: "another", Driver: (&fake{}).driver(), Settings: fakeSettings{}}))
	sources := crmstreamv1.NewSourcesServiceClient(conn)
	listed, err := sources.ListSources(t.Context(), &crmstreamv1.ListSourcesRequest{})
	require.NoError(t, err)
	var names []string
	for _, src := range listed.GetSources() {
		names = append(names, src.GetName())
	}
	_, err = sources.GetSource(t.Context(), &crmstreamv1.GetSourceRequest{Source: "none"})
	require.Equal(t, `no source "none" is configured: use one of `+strings.Join(names, ", "), status.Convert(err).Message())
	_, _, err = read(t, conn, &crmstreamv1.ListContactsRequest{Source: "none"})
	require.Equal(t, `no source "none" is configured: use one of `+strings.Join(names, ", "), status.Convert(err).Message())
}

// secretSettings hold a secret.
type secretSettings struct {
	fakeSettings

	key connectors.Secret
}

// Secrets returns the key.
func (s *secretSettings) Secrets() []*connectors.Secret { return []*connectors.Secret{&s.key} }

// TestSecretsOfSettingsAreHidden has a connector that hides nothing itself.
func TestSecretsOfSettingsAreHidden(t *testing.T) {
	hide := redact.New()
	s, _ := serve(t, &fake{})
	s.opts.Redactor = hide
	driver, learned := (&fake{}).driver(), (*redact.Redactor)(nil)
	client := driver.New
	driver.New = func(a connectors.Account, settings connectors.Settings) (connectors.Client, error) {
		learned = a.Redactor
		return client(a, settings)
	}
	settings := &secretSettings{key: connectors.NewSecret("secret-key-1")}
	require.NoError(t, s.AddSource(SourceConfig{Name: "another", Driver: driver, Settings: settings}))
	require.Equal(t, "key ***", hide.Text("key secret-key-1"))
	require.Same(t, hide, learned, "what the connector learns is hidden everywhere")
}
