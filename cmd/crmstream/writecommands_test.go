package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// wanted returns a request as a text of protojson has it.
func wanted[T proto.Message](t *testing.T, request T, text string) proto.Message {
	t.Helper()
	require.NoError(t, protojson.Unmarshal([]byte(text), request))
	return request
}

// TestWriteOfOneRecord sends what the flags and the values say.
func TestWriteOfOneRecord(t *testing.T) {
	create := func(text string) proto.Message { return wanted(t, &crmstreamv1.CreateContactRequest{}, text) }
	update := func(text string) proto.Message { return wanted(t, &crmstreamv1.UpdateContactRequest{}, text) }
	remove := func(text string) proto.Message { return wanted(t, &crmstreamv1.DeleteContactRequest{}, text) }
	for name, test := range map[string]struct {
		args []string
		want proto.Message
	}{
		"create": {
			[]string{"create", "contacts", "-d", `{"lastName":"Moore","phones":[{"number":"1"}],"origin":"help_manager"}`, "--proof", "strict", "--priority", "bulk"},
			create(`{"contact":{"lastName":"Moore","phones":[{"number":"1"}]},"origin":"help_manager","proof":"WRITE_PROOF_STRICT","priority":"PRIORITY_BULK"}`),
		},
		"proto names, short enums": {
			[]string{"create", "contact", "-d", `{"last_name":"Moore","kind":"person","archived":false}`},
			create(`{"contact":{"lastName":"Moore","kind":"CONTACT_KIND_PERSON","archived":false}}`),
		},
		"custom fields without types": {
			[]string{"create", "contacts", "-d", `{"fields":{"Brand":"Gibson","3":1.50,"4":true,"5":["51","blue"],"6":{"point":{"latitude":1}}}, "ownerId": 34, "additionalOwnerIds": [35,"36"]}`},
			create(`{"contact":{"fields":{"Brand":{"text":"Gibson"},"3":{"decimal":"1.50"},"4":{"flag":true},"5":{"options":{"options":[{"text":"51"},{"text":"blue"}]}},
				"6":{"point":{"latitude":1}}},"ownerId":"34","additionalOwnerIds":["35","36"]}}`),
		},
		"update of what is named": {
			[]string{"update", "contacts", "--id", "7", "-d", `{"lastName":"Moore","comment":null,"firstName":"","phones":[ ],"fields":{"Brand":"x","2":null,"3":""}}`},
			update(`{"id":"7","contact":{"lastName":"Moore","fields":{"Brand":{"text":"x"}}},
				"updateMask":["comment","fields.2","fields.3","fields.Brand","first_name","last_name","phones"]}`),
		},
		"update with a mask": {
			[]string{"update", "contacts", "-d", `{"id":"7","lastName":"Moore","fields":{"Brand":"x"}}`, "--mask", "last_name,fields.Brand"},
			update(`{"id":"7","contact":{"lastName":"Moore","fields":{"Brand":{"text":"x"}}},"updateMask":["last_name","fields.Brand"]}`),
		},
		"update of what is expected": {
			[]string{"update", "contacts", "--id", "7", "-d", `{"lastName":"Moore"}`, "--expected", `{"firstName":"Mary","comment":null}`},
			update(`{"id":"7","contact":{"lastName":"Moore"},"updateMask":["last_name"],"expected":{"firstName":"Mary"},"expectedUnset":["comment"]}`),
		},
		"delete": {
			[]string{"delete", "contacts", "--id", "7", "--expected", `{"lastName":"Moore"}`},
			remove(`{"id":"7","expected":{"lastName":"Moore"}}`),
		},
	} {
		t.Run(name, func(t *testing.T) {
			fake, address := serveWrites(t)
			got := command(t, append(test.args, "--source=crm", "--addr="+address, "--request-id=mine")...)
			require.Zero(t, got.code, got.stderr)
			msg := test.want.ProtoReflect()
			msg.Set(msg.Descriptor().Fields().ByName("source"), protoValue("crm"))
			msg.Set(msg.Descriptor().Fields().ByName("request_id"), protoValue("mine"))
			require.Len(t, fake.requests, 1)
			require.Empty(t, diff(test.want, fake.requests[0]))
			require.NotContains(t, got.stderr, "request id:", "a given one is not printed")
		})
	}
}

// TestAnswerOfOneRecord prints the record with its receipt, and has an exit code for each end.
func TestAnswerOfOneRecord(t *testing.T) {
	for name, test := range map[string]struct {
		args   []string
		code   int
		stdout string
		stderr []string
	}{
		"written": {
			[]string{"-d", `{"lastName":"Moore"}`},
			0,
			`{"contact":{"id":"17","lastName":"Moore"},"notices":[{"code":"ODD","message":"row"}],"upstreamRequests":2,` +
				`"receipt":{"requestId":"ID","state":"WRITE_STATE_EXECUTED","proof":"PROOF_RESULT_READ_BACK"}}` + "\n",
			[]string{"request id: ID\n", "note: ODD: row\n"},
		},
		"as a table": {
			[]string{"-d", `{"lastName":"Moore"}`, "--format=table"},
			0, "ID  LAST_NAME\n17  Moore\n",
			[]string{"executed, proof: read back; request id: ID; 2 upstream requests\n"},
		},
		"otherwise": {
			[]string{"-d", `{"lastName":"differs"}`},
			exitDiffers, `"proof":"PROOF_RESULT_DIFFERS"`,
			[]string{`differs: last_name: sent "differs", found "Differs"` + "\n"},
		},
		"nothing of it": {[]string{"-d", `{"lastName":"nothing"}`}, exitDiffers, "", []string{"DataLoss: nothing of it is there"}},
		"unknown": {
			[]string{"-d", `{"lastName":"lost"}`},
			exitUnknown, "",
			[]string{
				"Unknown: it may have been executed\n", "To ask again, which writes nothing twice: crmstream create contacts ", "--request-id ID\n",
				"crmstream writes get ID --source crm --addr ", "crmstream writes resolve ID --source crm --addr ", "--outcome executed --id ID, or --outcome not-executed",
			},
		},
		"broken":  {[]string{"-d", `{"lastName":"broken"}`}, exitUnknown, "", []string{"Internal: the stream broke", "--request-id ID"}},
		"reused":  {[]string{"-d", `{"lastName":"reused"}`}, exitFailed, "", []string{"AlreadyExists: another request has this id"}},
		"dry run": {[]string{"-d", `{"lastName":"lost"}`, "--dry-run"}, 0, `{"op":"purchaser/insert","method":"POST","path":"/purchaser/insert","body":"key=***\n","elements":1,"rows":1}` + "\n", nil},
		"dry run as a table": {
			[]string{"-d", `{"lastName":"lost"}`, "--dry-run", "--format=table"},
			0,
			"POST /purchaser/insert  (purchaser/insert, 1 records, 1 elements)\nkey=*** \n", nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			fake, address := serveWrites(t)
			got := command(t, append([]string{"create", "contacts", "--source=crm", "--addr=" + address}, test.args...)...)
			require.Equal(t, test.code, got.code, got.stderr)
			made := regexp.MustCompile(`request id: (\S+)\n`).FindStringSubmatch(got.stderr)
			if strings.Contains(name, "dry run") {
				require.Nil(t, made)
				require.Empty(t, fake.requests)
				require.Len(t, fake.checks, 1)
				made = []string{"", "none"}
			}
			require.GreaterOrEqual(t, len(made[1]), 4)
			require.Contains(t, strings.ReplaceAll(got.stdout, made[1], "ID"), test.stdout)
			for _, text := range test.stderr {
				require.Contains(t, strings.ReplaceAll(got.stderr, made[1], "ID"), text)
			}
		})
	}
}

// TestMistakesOfWrites are found before anything is sent.
func TestMistakesOfWrites(t *testing.T) {
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"no resource":       {[]string{"create", "contcts", "-d", "{}"}, "did you mean contacts?"},
		"read only":         {[]string{"create", "visits", "-d", "{}"}, `unknown resource "visits"`},
		"no values":         {[]string{"create", "contacts"}, "give the record with --data"},
		"two values":        {[]string{"create", "contacts", "-d", "{}", "-f", "x"}, "leave --data and --id out"},
		"no JSON":           {[]string{"create", "contacts", "-d", "lastName"}, "--data: must be a JSON object"},
		"half a record":     {[]string{"create", "contacts", "-d", `{"lastName":"x"`}, "--data: is no JSON: unexpected end of JSON input"},
		"two records":       {[]string{"create", "contacts", "-d", `{"lastName":"x"}{"lastName":"y"}`}, "--data: is no JSON: invalid character '{' after top-level value"},
		"no UTF-8":          {[]string{"create", "contacts", "-d", "{\"lastName\":\"M\xfcller\"}"}, "argument 4 is not UTF-8"},
		"half a condition":  {[]string{"delete", "contacts", "--id=7", "--expected", `{"lastName":"x"`}, "--expected: is no JSON"},
		"unknown field":     {[]string{"create", "contacts", "-d", `{"lastNam":"x"}`}, "lastNam: unknown field; did you mean lastName?"},
		"no text":           {[]string{"create", "contacts", "-d", `{"lastName":true}`}, "lastName: must be a text"},
		"no list":           {[]string{"create", "contacts", "-d", `{"phones":"7"}`}, "phones: must be a list of objects with number, comment"},
		"no time":           {[]string{"create", "tasks", "-d", `{"startTime":"soon"}`}, "startTime: must be a time in RFC 3339"},
		"no kind":           {[]string{"create", "contacts", "-d", `{"kind":"robot"}`}, "kind: unknown value"},
		"twice":             {[]string{"create", "contacts", "-d", `{"lastName":"a","lastName":"b"}`}, "lastName: is here twice"},
		"an id":             {[]string{"create", "contacts", "-d", `{"id":"7"}`}, "leave it out"},
		"no id":             {[]string{"update", "contacts", "-d", `{"lastName":"a"}`}, "id: is missing"},
		"two ids":           {[]string{"update", "contacts", "--id=8", "-d", `{"id":"7"}`}, "id: is 7, and --id is 8"},
		"nothing to delete": {[]string{"delete", "contacts"}, "name the record with --id"},
		"proof":             {[]string{"create", "contacts", "-d", "{}", "--proof=perhaps"}, "use one of none, strict, later"},
		"custom list":       {[]string{"create", "contacts", "-d", `{"fields":{"Brand":[["x"]]}}`}, "fields.Brand: must be a text, a number, true or false"},
		"custom null":       {[]string{"create", "contacts", "-d", `{"fields":null}`}, "fields: name the custom fields"},
		"an exponent":       {[]string{"create", "contacts", "-d", `{"fields":{"1":1e3}}`}, "fields.1: write the number without an exponent"},
		"no custom fields":  {[]string{"create", "tasks", "-d", `{"fields":{"1":"x"}}`}, "fields: unknown field"},
		"expected":          {[]string{"delete", "contacts", "--id=7", "--expected", `{"lastNam":"x"}`}, "--expected: lastNam: unknown field"},
		"no file":           {[]string{"create", "contacts", "-f", "testdata/none.csv"}, "testdata/none.csv cannot be read: no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			fake, address := serveWrites(t)
			got := command(t, append(test.args, "--source=crm", "--addr="+address)...)
			require.Equal(t, exitUsage, got.code, got.stderr)
			require.Contains(t, got.stderr, test.want)
			require.Empty(t, got.stdout)
			require.Empty(t, fake.requests)
		})
	}
	got := command(t, "create", "contacts", "--source=crm", "--addr=127.0.0.1:1", "-d", `{"lastName":"x"}`)
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "nothing answers at 127.0.0.1:1")
}

// TestAWriteIsSentAgain sends the same request while the server is unavailable.
func TestAWriteIsSentAgain(t *testing.T) {
	fake, address := serveWrites(t)
	fake.failures = 2
	got := command(t, "create", "contacts", "--source=crm", "--addr="+address, "-d", `{"lastName":"Moore"}`)
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stderr, "(2 of 5)")
	require.Len(t, fake.requests, 3)
	require.Empty(t, diff(fake.requests[0], fake.requests[2]))
	fake.failures = 9
	got = command(t, "create", "contacts", "--source=crm", "--addr="+address, "-d", `{"lastName":"Moore"}`, "--retries=1")
	require.Equal(t, exitFailed, got.code, "the server says that nothing was written")
	require.Len(t, fake.requests, 5)
}

// TestAnInterruptedWriteSaysHowToAskAgain leaves a call that hangs.
func TestAnInterruptedWriteSaysHowToAskAgain(t *testing.T) {
	fake, address := serveWrites(t)
	r := start(t, nil, "create", "contacts", "--source=crm", "--addr="+address, "--request-id=mine", "-d", `{"lastName":"hang"}`)
	<-fake.hung
	require.Equal(t, exitInterrupted, r.code())
	require.Contains(t, r.stderr.String(), "Interrupted: it may be written.\nTo ask again, which writes nothing twice: crmstream create contacts ")
	require.Contains(t, r.stderr.String(), " --request-id mine\n")
}
