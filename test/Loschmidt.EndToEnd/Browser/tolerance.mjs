// Imperfections turned up: the map is the command line's, cell by cell.
// Mutations: rows and columns swapped; the threshold on the wrong side; a map that is not kept.

import { axe, check, equal, eventually, everywhere, fits, includes, near, open, read, run, shot, studio, test } from "./harness.mjs";

const query = "preset=ring&sets=machine.sites%3D16&seeds=2";
const curve = `/tolerance?${query}&knobs=imperfections.reversal.gain%3D0,0.01,0.1,1,2`;
const plane = `/tolerance?${query}&knobs=imperfections.reversal.gain%3D0,0.1,1%3B%20imperfections.parameters.spread%3D0,0.1,1,2`;
const make = async (page) => {
  await page.getByRole("button", { name: "Make the map" }).click();
  await page.getByText("To stay within").waitFor({ timeout: 45_000 });
};
const kept = async (page) => (await page.request.get(`${studio}/api/tolerance?map=${new URL(page.url()).searchParams.get("map")}`)).json();

test("every cell of the map is the mean that was measured, first knob down, second across", async (page) => {
  await open(page, plane);
  await make(page);
  const map = await kept(page);
  const cells = page.getByRole("region", { name: "Map of the cosine" }).getByRole("button");
  equal(await cells.count(), 12, "cells");
  for (const [index, point] of map.points.entries()) {
    near(read(await cells.nth(index).textContent()), point.mean, 1e-3, `cell ${point.values}`);
    equal((await cells.nth(index).textContent()).includes("✓"), point.mean >= 0.95 * map.ideal.mean, `tick of ${point.values}`);
    includes(await cells.nth(index).getAttribute("aria-label"), `gain ${point.values[0]}, spread ${point.values[1]}`);
  }
});

test("a cell that is chosen shows every seed, by arrows too", async (page) => {
  await open(page, plane);
  await make(page);
  const map = await kept(page);
  const cells = page.getByRole("region", { name: "Map of the cosine" }).getByRole("button");
  await cells.first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const card = page.getByRole("region", { name: "The chosen point" });
  includes(await card.textContent(), "imperfections.reversal.gain = 0.1, imperfections.parameters.spread = 0.1");
  near(read(await card.getByRole("cell").first().textContent()), map.points[5].figures[0], 1e-3, "seed 1");
});

test("one knob makes a curve with its limit in a sentence", async (page) => {
  await open(page, curve);
  await make(page);
  const map = await kept(page);
  includes(await page.locator("main").textContent(), map.sentence);
  check(await page.getByRole("img", { name: /Cosine against imperfections.reversal.gain/ }).isVisible(), "no curve");
  const rows = page.getByRole("region", { name: "Points" }).getByRole("row");
  for (const [index, point] of map.points.entries()) near(read(await rows.nth(index + 1).getByRole("cell").first().textContent()), point.mean, 1e-3, `mean at ${point.values}`);
});

test("a map is kept: a link opens it again without a new measurement", async (page) => {
  await open(page, curve);
  await make(page);
  const name = new URL(page.url()).searchParams.get("map");
  await page.goto(`${studio}/tolerance?map=${name}`);
  await page.getByText("To stay within").waitFor();
  equal(await page.getByLabel("Earlier maps").inputValue(), name, "map");
});

test("a knob that does not exist is told in words", { expect: [/400/] }, async (page) => {
  await open(page, `/tolerance?${query}&knobs=imperfections.nothing%3D0,1`);
  await page.getByRole("button", { name: "Make the map" }).click();
  await eventually(async () => includes(await page.getByRole("alert").textContent(), "unknown key 'nothing'"));
});

test("a knob without values is told before anything runs", async (page) => {
  await open(page, curve);
  await page.locator("#knob-1-values").fill("");
  await page.getByText("values are missing").waitFor();
  check(await page.getByRole("button", { name: "Make the map" }).isDisabled(), "it can be started");
});

everywhere("the page is laid out and accessible", async (page) => {
  await open(page, plane);
  await make(page);
  await axe(page);
  await fits(page);
  await shot(page, "tolerance", { fullPage: true });
});

await run();
