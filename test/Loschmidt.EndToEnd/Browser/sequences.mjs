// A layer of oscillators hears a series and runs home: what the page shows is what the server computed, and physics moves it the right way.
// Mutations: columns of the way home shown for those of the way out; the exact arithmetic taken for double.

import { axe, check, equal, eventually, everywhere, fits, includes, near, open, read, run, shot, studio, test } from "./harness.mjs";

const film = async (page) => (await page.request.get(`${studio}/api/sequences/film?${new URL(page.url()).searchParams}`)).json();
const verdict = (page) => page.locator(".verdict").textContent();
const settled = (page, wanted) => eventually(async () => check(wanted.test(await verdict(page)), `verdict: ${await verdict(page)}`));

test("the drift that is told is the one that was measured", async (page) => {
  await open(page, "/sequences");
  await settled(page, /misses the way out by/);
  const told = read((await verdict(page)).split(" by ")[1]);
  near(told / (await film(page)).drift.at(-1), 1, 0.06, "drift over that of the server");
});

test("whole numbers retrace to the last bit, double loses less than float", async (page) => {
  await open(page, "/sequences?arithmetic=float&h=0.3&series=noise");
  await settled(page, /lost|misses/);
  const coarse = (await film(page)).drift.at(-1);
  await page.getByLabel("Arithmetic").selectOption("double");
  await eventually(async () => includes(page.url(), "arithmetic=double"));
  const fine = (await film(page)).drift.at(-1);
  check(fine < coarse / 1e4, `double misses by ${fine}, float by ${coarse}`);
  await page.getByLabel("Arithmetic").selectOption("exact");
  await settled(page, /to the last bit/);
  equal((await film(page)).drift.every((miss) => miss === 0), true, "drift is zero everywhere");
});

test("long steps make a chaotic layer whose echo is lost, and the page says where", async (page) => {
  await open(page, "/sequences?h=0.6&drive=3&steps=12000&series=noise");
  await settled(page, /lost \d+ steps back/);
  equal(read((await verdict(page)).split("lost ")[1]), (await film(page)).lostAt, "steps back");
});

test("a link brings the same layer back", async (page) => {
  await open(page, "/sequences?kind=linear&oscillators=8&steps=1000&series=chirp&seed=7");
  await settled(page, /misses/);
  const before = await verdict(page);
  await page.reload();
  await settled(page, /misses/);
  equal(await verdict(page), before, "verdict");
  equal(await page.getByLabel("Number P").inputValue(), "8", "P");
});

test("a number out of range is refused in words, and nothing of other numbers stays", { expect: [/400/] }, async (page) => {
  await open(page, "/sequences");
  await settled(page, /misses/);
  await page.getByLabel("Steps T").fill("1");
  await eventually(async () => includes(await page.getByRole("alert").textContent(), "Steps T"));
  equal(await page.getByText("Echo drift").count(), 0, "charts of other numbers");
  await open(page, "/sequences?steps=1");
  await eventually(async () => check((await page.getByRole("alert").textContent()).length > 10, "no refusal"));
});

test("what is said of the error signal follows its curve", async (page) => {
  await open(page, "/sequences?kind=linear&h=0.1");
  await eventually(async () => check(await page.getByText("neither vanishes nor explodes").isVisible(), "harmonic oscillators keep it"));
  await open(page, "/sequences?h=0.6&drive=3&steps=12000&series=noise");
  await eventually(async () => check(await page.getByText("its gradient explodes").isVisible(), "chaos amplifies it"));
});

everywhere("the page is laid out and accessible", async (page) => {
  await open(page, "/sequences");
  await settled(page, /misses/);
  await page.getByRole("button", { name: "values" }).first().click();
  await axe(page);
  await fits(page);
  await shot(page, "sequences", { fullPage: true });
});

await run();
