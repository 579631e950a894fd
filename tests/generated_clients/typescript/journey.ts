// What an integrator does first, with types made by openapi-typescript and calls by openapi-fetch.
// A test runs it. It prints what it got, as JSON.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { env: Record<string, string>; stdout: { write(text: string): void } };

// The lists are had as CSV too: whoever wants JSON alone says so in the type of the client.
const client = createClient<paths, "application/json">({
  baseUrl: process.env["CLAIMS_URL"],
  headers: { Authorization: `Bearer ${process.env["CLAIMS_API_KEY"]}` },
});

function must<T>(answer: { data?: T; error?: unknown }): T {
  if (answer.data === undefined) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

const html = "<html><body><article><p>The old town library will close on Friday.</p></article></body></html>";
const detected = must(
  await client.POST("/v1/detect", { body: { html, title: "Library", published_on: "2026-03-02" } }),
);

const article = must(
  await client.POST("/v1/articles", {
    body: {
      text: "The bridge will open on March 20. The museum will close on March 5. The pool will reopen on March 8.",
      title: "What the town plans",
      outlet: "The Example",
      url: "https://news.example/town",
      published_on: "2026-03-02",
    },
  }),
);
if (!("statements" in article)) throw new Error("It was not asked to be a job.");

const batch = must(
  await client.POST("/v1/articles/batch", {
    body: {
      articles: [{ text: "The theatre will open on March 6.", outlet: "Another", published_on: "2026-03-02" }],
    },
  }),
);

const page = must(
  await client.GET("/v1/claims", { params: { query: { status: ["open", "due"], outlet: "The Example" } } }),
);
const [bridge, museum, pool] = page.data.sort((one, other) => one.text.localeCompare(other.text));
if (!bridge || !museum || !pool) throw new Error("There are three.");

const evidence = must(
  await client.POST("/v1/claims/{claim_id}/evidence", {
    params: { path: { claim_id: bridge.id } },
    body: {
      outcome: "fulfilled",
      quotation: "The bridge opened on Monday.",
      url: "https://news.example/opened",
      published_on: "2026-03-10",
      happened_on: "2026-03-09",
      note: "The mayor cut the ribbon.",
    },
  }),
);
const resolved = must(
  await client.POST("/v1/claims/{claim_id}/resolution", {
    params: { path: { claim_id: bridge.id }, header: { "If-Match": "*" } },
    body: { outcome: "fulfilled", happened_on: "2026-03-09", note: "It is open.", evidence: [evidence.id] },
  }),
);
const dismissed = must(
  await client.POST("/v1/claims/moves", {
    body: {
      move: "dismiss",
      body: { reason: "out_of_scope", note: "Not ours." },
      claims: [{ id: museum.id, version: museum.version }],
    },
  }),
);
const undecided = must(
  await client.POST("/v1/claims/moves", {
    body: {
      move: "resolve",
      body: { outcome: "unresolvable", reason: "no_evidence", note: "Nobody looked." },
      claims: [
        { id: pool.id, version: pool.version },
        { id: pool.id, version: 99 },
      ],
    },
  }),
);

// What is not there is refused when it is compiled: types that let everything pass would prove nothing.
// @ts-expect-error
const nameless: components["schemas"]["ArticleIn"] = { text: "It rained.", headline: "Rain" };
// @ts-expect-error
const undue: components["schemas"]["ResolutionIn"] = { outcome: "come_true" };
// @ts-expect-error
const empty: components["schemas"]["MovesIn"] = { move: "reopen" };
// @ts-expect-error
const unknown: components["schemas"]["BatchIn"] = { articles: [{ headline: "Rain" }] };
void [nameless, undue, empty, unknown];

process.stdout.write(
  JSON.stringify({
    detected: detected.statements.map((statement) => statement.text),
    article,
    batch,
    evidence,
    resolved,
    dismissed,
    undecided,
  }),
);
