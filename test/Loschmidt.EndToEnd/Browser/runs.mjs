// Runs: the list, one run live and finished, several over each other; the server may go away and come back.
// Mutations: a filter that does nothing; an id that repeats lines after a reconnect; a tag that is not kept; a ledger without its numbers.

import { createServer, request as ask } from "node:http";
import { axe, check, equal, eventually, everywhere, fits, includes, near, open, read, run, shot, studio, test } from "./harness.mjs";

const get = async (path) => (await fetch(studio + path)).json();
const post = async (path, body) =>
  (await fetch(studio + path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).json();
const all = async () => (await get("/api/runs")).runs;
const finished = async (experiment) => (await all()).find((one) => one.experiment === experiment && one.status === "finished").name;
const pageOf = (name) => `/runs/${encodeURIComponent(name)}`;
const about = (name, what = "") => `/api/run${what}?run=${encodeURIComponent(name)}`;

/** Where the page says how many evaluations it has. */
const lines = async (page) => Number(await page.locator("[data-lines]").getAttribute("data-lines"));

async function written(name) {
  const text = await (await fetch(`${studio}${about(name, "/file")}&path=metrics.jsonl`)).text();
  return text.split("\n").slice(0, -1).map((line) => JSON.parse(line));
}

test("the list shows every run, filters, and sorts by cost", async (page) => {
  await open(page, "/runs");
  const names = page.locator("tbody th a");
  await eventually(async () => equal(await names.count(), (await all()).length, "rows"));
  await page.getByLabel("Experiment").selectOption("ring");
  for (const name of await names.allTextContents()) includes(name, "ring", "filtered row");
  includes(page.url(), "experiment=ring", "link");
  await page.getByLabel("Experiment").selectOption("");
  await page.getByRole("button", { name: "Cost" }).click();
  const costs = (await page.locator("tbody tr td:nth-of-type(5)").allTextContents()).map(read).filter(Number.isFinite);
  check(costs.length > 1, "no costs");
  equal(costs, [...costs].sort((a, b) => a - b), "costs");
});

test("a finished run shows its metrics, expected value, ledger and learned map", async (page) => {
  const name = await finished("xor");
  const details = await get(about(name));
  await open(page, pageOf(name));
  await eventually(async () => equal(await lines(page), (await written(name)).length, "evaluations"));
  const cell = (table, row) => page.getByRole("table", { name: table }).getByRole("row", { name: row }).locator("td").textContent();
  near(read(await cell(/^Result/, /^cost/)), details.run.metrics.cost, 1e-3 * details.run.metrics.cost, "cost");
  near(read(await cell(/^Result/, /^expected cost/)), details.expected.value, 1e-3, "expected cost");
  near(read(await cell(/^Ledger/, /^echo overlap/)), details.run.metrics.echoOverlap, 1e-3, "echo overlap");
  await page.getByRole("img", { name: /^theta at step/ }).waitFor();
  await page.getByRole("img", { name: /^Spatial spectrum/ }).waitFor();
  await page.getByRole("img", { name: /^Cost:/ }).waitFor();
});

test("a run that is not there says so, and not that the server is away", { expect: [/404/] }, async (page) => {
  await open(page, "/runs/20200101-nothing");
  await page.getByText("There is no run of this name").waitFor();
  equal(await page.getByText("server does not answer").count(), 0, "talk of the server");
});

test("tags are stuck on and taken off", async (page) => {
  const name = await finished("ring");
  await open(page, pageOf(name));
  await page.getByLabel("New tag").fill("first-talk");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("button", { name: "take off the tag first-talk" }).waitFor();
  equal((await get(about(name))).run.tags, ["first-talk"], "tags");
  await open(page, "/runs?tag=first-talk");
  await eventually(async () => equal(await page.locator("tbody th a").allTextContents(), [name], "tagged runs"));
  await open(page, pageOf(name));
  await page.getByRole("button", { name: "take off the tag first-talk" }).click();
  await eventually(async () => equal((await get(about(name))).run.tags, [], "tags"));
});

test("ticked runs are drawn over each other, and what was set differently is a table", async (page) => {
  const names = [await finished("ring"), await finished("xor")];
  await open(page, "/runs");
  for (const name of names) await page.getByLabel(`compare ${name}`).check();
  await page.getByRole("link", { name: "Compare 2 runs" }).click();
  await page.getByRole("img", { name: /^cost while training/ }).waitFor();
  const settings = page.getByRole("region", { name: "Settings that differ" });
  await settings.waitFor();
  equal((await settings.getByRole("row", { name: /^machine\.kind/ }).locator("td").allTextContents()).sort(), ["ring", "wave"], "machines");
});

test("a training started here is live at once, stops, goes on, and stops again", { patience: 120_000 }, async (page) => {
  const { run: name } = await post("/api/runs", { source: "ring", sets: ["training.steps=100000000", "training.evaluateEvery=100"] });
  try {
    await open(page, pageOf(name));
    await eventually(async () => check((await lines(page)) > 3, "no evaluations yet"), 30_000);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByRole("button", { name: "Resume" }).waitFor({ timeout: 30_000 });
    const before = await lines(page);
    await eventually(async () => equal(await lines(page), (await written(name)).length, "evaluations"));
    await page.getByRole("button", { name: "Resume" }).click();
    await eventually(async () => check((await lines(page)) > before, "no new evaluations"), 30_000);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByRole("button", { name: "Resume" }).waitFor({ timeout: 30_000 });
  } finally {
    await post("/api/run/stop", { run: name, now: true });
  }
});

// A server between page and studio that can be taken away: to the page, the studio died.
async function between() {
  const open = new Set();
  const listen = (port) =>
    new Promise((ready) => {
      const { hostname, port: to } = new URL(studio);
      const server = createServer((incoming, outgoing) => {
        const { origin, referer, ...headers } = incoming.headers; // its own address is not the studio's
      const on = ask({ hostname, port: to, path: incoming.url, method: incoming.method, headers: { ...headers, host: `${hostname}:${to}` } }, (answer) => {
          outgoing.writeHead(answer.statusCode, answer.headers);
          answer.pipe(outgoing);
        });
        on.on("error", () => outgoing.destroy());
        outgoing.on("close", () => on.destroy());
        incoming.pipe(on);
      });
      server.on("connection", (socket) => {
        open.add(socket);
        socket.on("close", () => open.delete(socket));
      });
      server.listen(port, "127.0.0.1", () => ready(server));
    });
  let server = await listen(0);
  const { port } = server.address();
  return {
    address: `http://127.0.0.1:${port}`,
    die: () => new Promise((dead) => (server.close(() => dead()), open.forEach((socket) => socket.destroy()))),
    rise: async () => (server = await listen(port)),
  };
}

test(
  "when the studio dies the page says so, and when it is back every evaluation is there once",
  { expect: [/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET/, /asked elsewhere/], patience: 120_000 },
  async (page) => {
    const proxy = await between();
    const { run: name } = await post("/api/runs", { source: "ring", sets: ["training.steps=100000000", "training.evaluateEvery=100"] });
    try {
      await open(page, proxy.address + pageOf(name));
      await eventually(async () => check((await lines(page)) > 3, "no evaluations yet"), 30_000);
      await proxy.die();
      await page.getByText("What is shown stays").waitFor();
      await page.waitForTimeout(1500);
      await proxy.rise();
      const had = (await written(name)).length;
      await eventually(async () => check((await lines(page)) >= had, "the page did not go on"), 30_000);
      await post("/api/run/stop", { run: name });
      await page.getByRole("button", { name: "Resume" }).waitFor({ timeout: 30_000 });
      const steps = (await written(name)).map(({ step }) => step);
      await eventually(async () => equal(await lines(page), steps.length, "evaluations"));
      await page.locator("figure", { hasText: "Cost" }).first().getByRole("button", { name: "values" }).click();
      const shown = (await page.getByRole("region", { name: "Cost: values" }).locator("tbody tr td:first-child").allTextContents()).length;
      equal(shown, Math.min(200, steps.length), "rows of the table");
    } finally {
      await post("/api/run/stop", { run: name, now: true });
      await proxy.die();
    }
  },
);

everywhere("the list is laid out and accessible", async (page) => {
  await open(page, "/runs");
  await eventually(async () => check((await page.locator("tbody tr").count()) > 0, "no rows"));
  await axe(page);
  await fits(page);
  await shot(page, "runs", { fullPage: true });
});

everywhere("a run's page is laid out and accessible", async (page) => {
  await open(page, pageOf(await finished("xor")));
  await page.getByRole("img", { name: /^Spatial spectrum/ }).waitFor();
  await axe(page);
  await fits(page);
  await shot(page, "run", { fullPage: true });
});

everywhere("a comparison is laid out and accessible", async (page) => {
  await open(page, `/runs?compare=${encodeURIComponent(`${await finished("ring")}|${await finished("xor")}`)}`);
  await page.getByRole("region", { name: "Newest metrics" }).waitFor();
  await axe(page);
  await fits(page);
  await shot(page, "compare", { fullPage: true });
});

await run();
