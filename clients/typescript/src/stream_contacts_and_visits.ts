// Streams contacts and visits, breaks off on purpose, resumes, and proves that nothing was lost and nothing came twice.
//
// Usage: npm start [HOST:PORT]; by default $CRMSTREAM_ADDR, then 127.0.0.1:9090. The sources are those of `crmstream demo`.

import { isDeepStrictEqual } from "node:util";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { type Client, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { errorReason } from "@crmstream/client/errors";
import { ContactsService } from "@crmstream/client/v1/contacts";
import { ErrorReason } from "@crmstream/client/v1/errors";
import type { FieldValue } from "@crmstream/client/v1/field_value";
import type { Progress, Summary } from "@crmstream/client/v1/stream";
import { VisitsService } from "@crmstream/client/v1/visits";

/** What the messages of all lists have in common, besides their records. */
interface Message {
  resumeToken: string;
  progress?: Progress;
  summary?: Summary;
}

/** One list of one source, with the calls and the records that are its own. */
interface List<M extends Message> {
  name: string;
  /** Starts a call; apart from the token, every call sends the same request. */
  call(resumeToken: string, options: { signal: AbortSignal }): AsyncIterable<M>;
  records(message: M): { id: string }[];
}

/** What one call of a list delivered. The summary is missing when the call was broken off: only the last message has one. */
interface Part {
  ids: string[];
  resumeToken: string;
  summary?: Summary;
}

/**
 * Reads a list from a token on to its end or, with cutAfter, until so many records came, and then cancels the call.
 *
 * A stream has no deadline: it may rightly take hours. While it waits for its upstream it sends messages without records.
 */
async function read<M extends Message>(list: List<M>, resumeToken: string, cutAfter = Infinity): Promise<Part> {
  const part: Part = { ids: [], resumeToken };
  const call = new AbortController();
  for await (const message of list.call(resumeToken, { signal: call.signal })) {
    part.ids.push(...list.records(message).map((record) => record.id));
    // A token belongs to its message: it is safe to keep once the message's records are.
    part.resumeToken = message.resumeToken;
    part.summary = message.summary;
    console.log(`  ${list.name}: ${message.progress?.records} records so far`);
    if (part.ids.length >= cutAfter && message.resumeToken !== "") {
      call.abort();
      break;
    }
  }
  return part;
}

/** Reads a list once without a break and once with one in its middle, and compares. */
async function proveResumption<M extends Message>(list: List<M>): Promise<void> {
  const { name } = list;
  const whole = await read(list, "");
  const first = await read(list, "", Math.floor(whole.ids.length / 2));
  check(first.summary === undefined, `${name}: the first call was not broken off`);

  const rest = await read(list, first.resumeToken);

  const ids = [...first.ids, ...rest.ids];
  check(first.ids.length > 0 && rest.ids.length > 0, `${name}: nothing was resumed`);
  check(new Set(ids).size === ids.length, `${name}: an id came twice`);
  check(isDeepStrictEqual(new Set(ids), new Set(whole.ids)), `${name}: the ids differ from those of the unbroken stream`);
  for (const part of [whole, rest]) {
    checkSummary(name, part.summary, ids.length);
  }
  console.log(`${name}: ${first.ids.length} + ${rest.ids.length} records are the ${whole.ids.length} of the unbroken stream`);
}

/** Checks that the stream ended well and that its counts, which span resumed calls, add up. */
function checkSummary(name: string, summary: Summary | undefined, delivered: number): void {
  check(summary !== undefined, `${name}: the stream ended without a summary`);
  const { read, errors, repeats, outOfRange } = summary;
  check(summary.delivered === delivered, `${name}: ${summary.delivered} delivered by the summary, ${delivered} counted`);
  check(read === delivered + errors + repeats + outOfRange, `${name}: the summary does not add up: ${read} read`);
}

/** Returns a custom field as the plain value that fits it, and one that the server could not read as its raw text. */
function plainValue({ value, rawText }: FieldValue): unknown {
  switch (value.case) {
    case undefined:
      return rawText;
    case "text":
    case "flag":
    case "integer": // A bigint.
    case "decimal": // Text: a number would round it.
    case "date": // Text: a Date would give the day a time and a zone.
    case "time":
      return value.value;
    case "dateTime":
      return timestampDate(value.value);
    case "option":
      return value.value.text;
    case "options":
      return value.value.options.map((option) => option.text);
    case "files":
      return value.value.files.map((file) => file.name);
    case "point":
      return [value.value.latitude, value.value.longitude];
    case "range":
      return [value.value.lower, value.value.upper];
    case "references":
      return value.value.references.map(({ kind, id }) => `${kind} ${id}`);
  }
}

/** Prints the custom fields of the first contact that has some. */
async function printCustomFields(contacts: Client<typeof ContactsService>): Promise<void> {
  for await (const message of contacts.listContacts({ source: "apro", pageSize: 50 })) {
    const contact = message.contacts.find(({ fields }) => Object.keys(fields).length > 0);
    if (contact !== undefined) {
      for (const [key, field] of Object.entries(contact.fields)) {
        console.log(`contact ${contact.id}, field ${key}: ${field.value.case ?? field.parseError}`, plainValue(field));
      }
      return; // Leaving the loop ends the call.
    }
  }
  check(false, "no contact has custom fields");
}

/** Asks for a source that does not exist and expects to be told so. */
async function proveErrorReason(contacts: Client<typeof ContactsService>): Promise<void> {
  try {
    for await (const _ of contacts.listContacts({ source: "nowhere" })) {
      break;
    }
  } catch (error) {
    const reason = errorReason(error);
    console.log(`source nowhere: ${ErrorReason[reason]}: ${ConnectError.from(error).rawMessage}`);
    check(reason === ErrorReason.UNKNOWN_SOURCE, `${ErrorReason[reason]} where UNKNOWN_SOURCE was due`);
    return;
  }
  check(false, "a source that does not exist was answered");
}

/** Fails with the complaint unless ok. */
function check(ok: boolean, complaint: string): asserts ok {
  if (!ok) {
    throw new Error(complaint);
  }
}

const address = process.argv[2] ?? process.env["CRMSTREAM_ADDR"] ?? "127.0.0.1:9090";
const transport = createGrpcTransport({
  baseUrl: `http://${address}`,
  readMaxBytes: 16 << 20,
  // Pings notice a dead connection under a long stream.
  pingIntervalMs: 30_000,
  pingTimeoutMs: 10_000,
});
const contacts = createClient(ContactsService, transport);
const visits = createClient(VisitsService, transport);

// A limit spans resumed calls: both ways end after 700 contacts. The visits are read to the end of the list.
await proveResumption({
  name: "contacts",
  call: (resumeToken, options) => contacts.listContacts({ source: "apro", limit: 700, resumeToken }, options),
  records: (message) => message.contacts,
});
await proveResumption({
  name: "visits",
  call: (resumeToken, options) => visits.listVisits({ source: "proxima", resumeToken }, options),
  records: (message) => message.visits,
});
await printCustomFields(contacts);
await proveErrorReason(contacts);
