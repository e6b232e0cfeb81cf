// Drives the studio's pages as a reader does, in headless Chromium.
//
//   import { test, everywhere, run, open, equal, near } from "./harness.mjs";
//   test("a ring comes home", async (page) => { await open(page, "/echo?machine=ring"); … });
//   await run();
//
//   node echo-lab.mjs http://127.0.0.1:PORT     prints ok NAME or not ok NAME: why; ends with 1 where one is not
//   node harness.mjs                            says whether browser and packages are there
//
// ONLY=part of a name runs those tests alone; SHOTS=folder keeps pictures; CHROMIUM=program names the browser.
//
// Every test has a page of its own. It fails where its body throws, and also where the page wrote an error to the console, threw
// one, asked another server, or got no answer, unless the test's `expect` (a list of regular expressions) foresees it.

import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export * from "./checks.mjs";

/** The sizes every page is laid out for. */
export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
export const themes = ["light", "dark"];

const web = fileURLToPath(new URL("../../../src/Loschmidt.Studio/web/", import.meta.url));
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
];
const patience = 60_000;
const tests = [];
const watched = new WeakMap();

/** Where the studio is; empty where none was named. */
export const studio = (process.argv[2] ?? "").replace(/\/$/, "");

/**
 * Registers a test. Settings, all optional: size "desktop" or "phone"; theme "light" or "dark"; expect: regular expressions of errors
 * that belong to the test; patience: milliseconds.
 */
export function test(name, settings, body = settings) {
  const given = body === settings ? {} : settings;
  tests.push({ name, size: "desktop", theme: "light", expect: [], patience, ...given, body });
}

/** The same test in both sizes and both themes. */
export function everywhere(name, settings, body = settings) {
  const given = body === settings ? {} : settings;
  for (const size of Object.keys(sizes)) {
    for (const theme of themes) test(`${name} (${size}, ${theme})`, { ...given, size, theme }, body);
  }
}

/** Opens a path of the studio, or a whole address, and waits until its page is there. */
export async function open(page, path) {
  await page.goto(/^(https?|file):/.test(path) ? path : studio + path);
  await page.locator("h1").first().waitFor();
}

/** Nothing that axe-core calls serious or critical. */
export async function axe(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(packaged("axe-core").source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  if (bad.length === 0) return;
  throw new Error(bad.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`).join("; "));
}

/** A picture, kept as NAME-SIZE-THEME.png in the folder SHOTS; settings as Playwright's, such as fullPage. */
export async function shot(page, name, settings = {}) {
  if (!process.env.SHOTS) return;
  const { size, theme } = watched.get(page);
  mkdirSync(process.env.SHOTS, { recursive: true });
  await page.screenshot({ path: join(process.env.SHOTS, `${name}-${size}-${theme}.png`), ...settings });
}

/** Nothing sticks out to the right: what is wide scrolls in its own box. */
export async function fits(page) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (inner > outer) throw new Error(`the page is ${inner} px wide in a window of ${outer} px`);
}

/** Addresses the page has asked for so far. */
export const requests = (page) => watched.get(page).requests;

/** Runs what was registered, one after another. */
export async function run() {
  const missing = studio === "" ? "name the studio's address: node FILE.mjs http://127.0.0.1:16180" : lacks();
  if (missing) throw new Error(missing);
  const browser = await packaged("playwright-core").chromium.launch({ executablePath: chromium(), args: flags });
  let failed = 0;
  try {
    for (const one of tests.filter(({ name }) => name.includes(process.env.ONLY ?? ""))) {
      const why = await tried(browser, one);
      console.log(why === null ? `ok ${one.name}` : `not ok ${one.name}: ${why}`);
      failed += why === null ? 0 : 1;
    }
  } finally {
    await browser.close();
  }
  process.exitCode = failed === 0 ? 0 : 1;
}

async function tried(browser, { name, size, theme, expect, patience, body }) {
  const context = await browser.newContext({ viewport: sizes[size], colorScheme: theme, hasTouch: size === "phone", acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const seen = { size, theme, requests: [], errors: [] };
  watched.set(page, seen);
  watch(page, seen);
  let bell;
  const late = new Promise((_, refuse) => (bell = setTimeout(() => refuse(new Error(`not done after ${patience / 1000} s`)), patience)));
  try {
    await Promise.race([body(page, context), late]);
    const errors = seen.errors.filter((text) => !expect.some((foreseen) => foreseen.test(text)));
    return errors.length === 0 ? null : line(errors.join("; "));
  } catch (error) {
    await shot(page, `failed-${name.replace(/\W+/g, "-").slice(0, 60)}`).catch(() => undefined);
    return line([error.message, ...seen.errors].join("; "));
  } finally {
    clearTimeout(bell);
    await context.close();
  }
}

function watch(page, seen) {
  page.on("console", (message) => message.type() === "error" && seen.errors.push(`console: ${message.text()} ${message.location().url ?? ""}`));
  page.on("pageerror", (error) => seen.errors.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    const address = request.url();
    seen.requests.push(address);
    const own = (studio !== "" && address.startsWith(`${studio}/`)) || /^(data|blob|file|about):/.test(address);
    if (!own) seen.errors.push(`asked elsewhere: ${address}`);
  });
  // A page that is left, or a stream that the page ends itself, is aborted by right.
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "no answer";
    if (why !== "net::ERR_ABORTED") seen.errors.push(`no answer: ${request.url()} ${why}`);
  });
}

// Colours of the terminal and line ends of a stack say nothing on one line.
const line = (text) => text.replace(/\u001b\[[0-9;]*m/g, "").replace(/\s+/g, " ").trim().slice(0, 1200);

function packaged(name) {
  return createRequire(join(web, "package.json"))(name);
}

function chromium() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const places = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env.CHROMIUM ?? "", "/usr/bin/chromium", ...places].find((path) => path !== "" && existsSync(path));
}

function lacks() {
  if (!chromium()) return "needs Chromium: ./test.sh --install, or CHROMIUM=PROGRAM";
  return ["playwright-core", "axe-core"].every((name) => existsSync(join(web, "node_modules", name)))
    ? null
    : "needs the pages' packages: npm ci in src/Loschmidt.Studio/web";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(lacks() ?? `browser: ${chromium()}`);
  process.exitCode = lacks() ? 1 : 0;
}
