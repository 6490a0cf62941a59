package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// serveWriting serves a source that allows to create and update contacts, with a proof and with more settings of its emulator. The budget is large, since
// the search for a lost write is in class bulk.
func serveWriting(t *testing.T, proof, more string) (*gated, string) {
	t.Helper()
	sandbox := startGated(t, "apro", `{"rows": 100`+more+`}`)
	address, _, _ := serveHere(t, fmt.Sprintf("listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nbudgets: [{name: large, requests: 100000, window: 1h}]\nsources:\n"+
		"  - {name: crm, connector: apro, time_zone: Europe/London, budget: large, writes: [contacts], proof: %s, settings: {base_urls: [%q], api_key: \"${APRO}\"}}\n", proof, sandbox.url))
	return sandbox, address
}

// TestAFileIsWrittenToACRM writes a file through a server to an emulator that executes a request and does not answer. The command
// stops, a person settles the outcome, and the same command goes on. Each record is written once.
func TestAFileIsWrittenToACRM(t *testing.T) {
	sandbox, address := serveWriting(t, "read_back", `, "faults": [{"op": "purchaser/insert", "at": 2, "kind": "drop", "executes": true}]`)
	path := writeInput(t, "leads.csv", "lastName,phones\n"+strings.Repeat("Lead,+44123;+44124\n", 120))
	create := func() result { return command(t, "create", "contacts", "--source=crm", "--addr="+address, "-f", path) }

	first := create()
	require.Equal(t, exitUnknown, first.code, first.stderr)
	rows := rowsOf(t, first.stdout)
	require.Len(t, rows, 100)
	require.Equal(t, "EXECUTED", rows[49].State)
	require.Equal(t, rowResult{Line: 52, State: "UNKNOWN", Reason: "WRITE_OUTCOME_UNKNOWN", Message: rows[50].Message}, rows[50])
	require.Contains(t, first.stderr, "50 written, 50 perhaps written")
	require.Contains(t, first.stderr, "The lines from 102 on were not sent.")
	id := regexp.MustCompile(`writes resolve (\S+-51-50) `).FindStringSubmatch(first.stderr)
	require.NotNil(t, id, first.stderr)

	again := create()
	require.Equal(t, exitUnknown, again.code, "the outcome is still unknown")
	require.EqualValues(t, 2, sandbox.Requests()["purchaser/insert"], "nothing is sent again")

	got := command(t, "writes", "list", "--source=crm", "--addr="+address, "--state=unknown", "--format=table")
	require.Equal(t, 2, strings.Count(got.stdout, "\n"), got.stdout)
	require.Contains(t, got.stdout, id[1])
	ids := []string{"writes", "resolve", id[1], "--source=crm", "--addr=" + address, "--outcome=executed"}
	newest, err := strconv.Atoi(rows[49].ID)
	require.NoError(t, err)
	for i := range 50 {
		ids = append(ids, fmt.Sprintf("--id=%d", newest+1+i))
	}
	got = command(t, ids...)
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stdout, "WRITE_STATE_EXECUTED")

	last := create()
	require.Zero(t, last.code, last.stderr)
	require.Len(t, rowsOf(t, last.stdout), 120)
	require.Contains(t, last.stderr, "120 written, 100 by an earlier run; 2 upstream requests.\n")
	require.EqualValues(t, 3, sandbox.Requests()["purchaser/insert"], "each request is sent once")
}

// TestWritesThatAreNotAllowed are refused by the server. Those that are allowed have the proof of the configuration.
func TestWritesThatAreNotAllowed(t *testing.T) {
	sandbox, address := serveWriting(t, "none", "")
	got := command(t, "create", "contacts", "--source=crm", "--addr="+address, "-d", `{"lastName":"Moore"}`)
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stdout, "PROOF_RESULT_SKIPPED")
	got = command(t, "delete", "contacts", "--source=crm", "--addr="+address, "--id=7")
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "FailedPrecondition: ")
	got = command(t, "delete", "contacts", "--source=crm", "--addr="+address, "-f", writeInput(t, "ids.csv", "id\n7\n8\n"))
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "nothing was written: FailedPrecondition: ")
	require.Zero(t, sandbox.Requests()["purchaser/delete"])
}

// TestConditionsOnNamedFields hold for the field of the name, and fail for a name that no field has.
func TestConditionsOnNamedFields(t *testing.T) {
	sandbox, address := serveWriting(t, "read_back", "")
	write := func(args ...string) result {
		return command(t, append(args, "--source=crm", "--addr="+address, "--retries=0")...)
	}
	made := write("create", "contacts", "-d", `{"lastName":"Ann","fields":{"Brand":"Gibson"}}`)
	require.Zero(t, made.code, made.stderr)
	id := regexp.MustCompile(`"id":"(\d+)"`).FindStringSubmatch(made.stdout)[1]
	for expected, text := range map[string]string{
		`{"fields":{"Brand":null}}`:   "not unset",
		`{"fields":{"Brand":"Dean"}}`: "not \"{",
		`{"fields":{"Brnd":null}}`:    `has no custom field "Brnd"`,
		`{"fields":{"Brnd":"Dean"}}`:  `has no custom field "Brnd"`,
	} {
		got := write("update", "contacts", "--id="+id, "-d", `{"lastName":"Bob"}`, "--expected", expected)
		require.Equal(t, exitFailed, got.code, expected)
		require.Contains(t, got.stderr, text)
	}
	require.Zero(t, sandbox.Requests()["purchaser/update"])
	got := write("update", "contacts", "--id="+id, "-d", `{"lastName":"Bob"}`, "--expected", `{"fields":{"Brand":"Gibson","Rooms":null}}`)
	require.Zero(t, got.code, got.stderr)
}
