// An experiment as a form and as a text: what is done to one is seen in the other, and what is wrong is told where it is.
// Mutations: the form writes defaults; a problem's line off by one; a field that goes when its key does; the link forgets what was changed.

import { axe, check, equal, eventually, everywhere, fits, includes, open, requests, run, shot, studio, test } from "./harness.mjs";

const text = (page) => page.getByLabel("The experiment as YAML");
const sound = (page) => page.getByText("Nothing is wrong with it.").waitFor();
const broken = "name: a\nmachine:\n  kind: ring\n  sites: 1\n  stpes: 3\ndata: { set: xor }\n";

test("a preset says what it means, with the numbers of the server", async (page) => {
  await open(page, "/new?preset=ring");
  await sound(page);
  const preset = await (await page.request.get(`${studio}/api/preset?name=ring`)).json();
  equal(await text(page).inputValue(), preset.yaml, "text");
  const told = await (await page.request.post(`${studio}/api/validate`, { data: { yaml: preset.yaml } })).json();
  includes(await page.getByRole("region", { name: "What it means" }).textContent(), `${told.summary.parameters} parameters`);
});

test("a field changes its key in the text and nothing else", async (page) => {
  await open(page, "/new?preset=ring");
  await sound(page);
  const before = await text(page).inputValue();
  await page.locator("#field-machine-sites").fill("32");
  await eventually(async () => equal(await text(page).inputValue(), before.replace("sites: 64", "sites: 32"), "text"));
  await eventually(async () => includes(await page.getByRole("region", { name: "What it means" }).textContent(), "128 parameters"));
  await page.locator("#field-machine-sites").fill("");
  await eventually(async () => equal(await text(page).inputValue(), before.replace("  sites: 64\n", ""), "text without the key"));
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(async () => includes(await text(page).inputValue(), "sites: 32"));
});

test("a field that is cleared keeps the caret, and shows its default until something is typed", async (page) => {
  await open(page, "/new?preset=xor");
  await sound(page);
  const field = page.locator("#field-machine-steps");
  await field.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await eventually(async () => check(!/^ +steps: \d+$/m.test((await text(page).inputValue()).split("training:")[0]), "the key is still written"));
  await sound(page);
  equal(await page.evaluate(() => document.activeElement.id), "field-machine-steps", "where the caret is");
  check((await field.getAttribute("placeholder")) !== "", "no default is shown");
  await page.keyboard.type("60");
  await eventually(async () => includes(await text(page).inputValue(), "steps: 60"));
});

test("data that do not fit the machine are told at their key, before anything is started", async (page) => {
  await open(page, "/new?preset=xor");
  await sound(page);
  await page.locator("#field-data-set").selectOption("mnist");
  await eventually(async () => includes(await page.locator("#field-data-set-help").textContent(), "mnist train has 784 inputs"));
  check(await page.getByRole("button", { name: "Start the run" }).isDisabled(), "it can be started");
});

test("the text changes the form, as it is typed", async (page) => {
  await open(page, "/new?preset=ring");
  await sound(page);
  await text(page).fill((await text(page).inputValue()).replace("estimator: echo", "estimator: tangent").replace("seed: 1", "seed: 42"));
  await eventually(async () => equal(await page.locator("#field-training-estimator").inputValue(), "tangent"));
  equal(await page.locator("#field-seed").inputValue(), "42");
});

test("what is wrong is told at its line and at its field, and nothing is started", async (page) => {
  await open(page, "/new?preset=ring");
  await sound(page);
  await text(page).fill(broken);
  await page.getByRole("button", { name: "line 4, column 10" }).waitFor();
  await page.getByRole("button", { name: "line 5, column 3" }).waitFor();
  includes(await page.locator("#field-machine-sites-help").textContent(), "from 3 to 65536");
  check(await page.getByRole("button", { name: "Start the run" }).isDisabled(), "a broken experiment can be started");
  await page.getByRole("button", { name: "line 4, column 10" }).click();
  equal(await text(page).evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)), "1", "what is selected");
});

test("a text that cannot be read keeps the form from writing into it", async (page) => {
  await open(page, "/new?preset=ring");
  await sound(page);
  await text(page).fill("name: [a\n");
  await page.getByText("cannot be read; mend it there").waitFor();
  check(await page.locator("#field-name").isDisabled(), "the form can be typed into");
});

test("another machine begins anew, and is told what it needs", async (page) => {
  await open(page, "/new?preset=ring");
  await sound(page);
  await page.locator("#machine-kind").selectOption("duffing-ring");
  await eventually(async () => includes(await text(page).inputValue(), "machine: {kind: duffing-ring}"));
  check(!(await text(page).inputValue()).includes("inputSites"), "keys of the old machine are left");
});

test("a link brings the changed experiment back", async (page) => {
  await open(page, "/new?preset=ring");
  await sound(page);
  await page.locator("#field-training-steps").fill("77");
  await eventually(async () => includes(page.url(), "#yaml="));
  const before = await text(page).inputValue();
  includes(before, "steps: 77");
  await page.goto("about:blank");
  await page.goBack();
  await eventually(async () => equal(await text(page).inputValue(), before, "text"));
});

test("typing fast asks a few times, not every time", async (page) => {
  await open(page, "/new?preset=ring");
  await sound(page);
  const before = requests(page).filter((address) => address.endsWith("/api/validate")).length;
  await text(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# a comment of many letters, typed in one go\n");
  await sound(page);
  check(requests(page).filter((address) => address.endsWith("/api/validate")).length - before <= 5, "every letter is a question");
});

test("a run that is started is opened", { patience: 90_000 }, async (page) => {
  await open(page, "/new?preset=pinball");
  await sound(page);
  await page.locator("#field-training-steps").fill("2");
  await eventually(async () => includes(await text(page).inputValue(), "steps: 2\n"));
  await sound(page);
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/runs\/.*pinball/, { timeout: 60_000 });
});

test("the text can be kept as a file", async (page) => {
  await open(page, "/new?preset=ring");
  await sound(page);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download YAML" }).click()]);
  equal(file.suggestedFilename(), "ring.yaml", "name");
});

everywhere("the page is laid out and accessible", async (page) => {
  await open(page, "/new?preset=xor");
  await sound(page);
  await axe(page);
  await fits(page);
  await shot(page, "new-run");
  await text(page).fill(broken);
  await page.getByRole("button", { name: "line 4, column 10" }).waitFor();
  await axe(page);
  await fits(page);
  await shot(page, "new-run-wrong", { fullPage: true });
});

await run();
