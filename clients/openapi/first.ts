// A first program on types that openapi-typescript makes of /openapi.json: a list as a document, look-ups, and an error.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Contact = components["schemas"]["Contact"];

const client = createClient<paths>({ baseUrl: process.env["CRMSTREAM_HTTP"] ?? "http://127.0.0.1:8080" });
const path = { source: "apro" };

// must throws where an answer is not what this program expects, so that a test can run it.
function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const contacts: Contact[] = [];
let resumeToken: string | undefined;
for (let pages = 0; pages < 2; pages++) {
  const { data, error } = await client.GET("/v1/sources/{source}/contacts", {
    params: { path, query: { pageSize: 5, resumeToken } },
  });
  if (!data) throw new Error(error.error.message);
  contacts.push(...data.contacts);
  resumeToken = data.resumeToken;
  must(data.summary.upstreamRequests !== undefined, "a document tells its cost");
}
must(contacts.length === 10, "two pages have ten contacts");
const ids = contacts.map((contact) => contact.id ?? "");
must(new Set(ids).size === 10, "they differ");

const one = await client.GET("/v1/sources/{source}/contacts/{id}", { params: { path: { ...path, id: ids[0]! } } });
must(one.data?.contact?.id === ids[0], "a look-up finds the first contact");

const some = await client.GET("/v1/sources/{source}/contacts:batchGet", { params: { path, query: { ids: [ids[1]!, "999999999"] } } });
must(some.data !== undefined, "a look-up of many finds some");
must(some.data.contacts[0]?.id === ids[1] && some.data.missingIds[0] === "999999999", "and names what is not there");

const { data, error, response } = await client.POST("/v1/sources/{source}/contacts:list", { params: { path }, body: { limit: -1 } });
must(data === undefined && response.status === 400, "a negative limit is refused");
must(error.error.status === "INVALID_ARGUMENT" && error.error.code === 400, "in the one shape of errors");
console.log(`openapi-fetch: read ${contacts.length} contacts, looked 2 up, and was refused: ${error.error.message}`);
