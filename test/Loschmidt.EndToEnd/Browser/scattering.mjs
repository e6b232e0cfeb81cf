// A drawing shifts the resonances of linear modes; outputs, modes and spectra answer.
// Mutations: rows and columns of the drawing exchanged; the output of a neighbouring class shown; intensities of another class.

import { axe, check, equal, eventually, everywhere, fits, includes, near, open, read, run, shot, studio, test } from "./harness.mjs";

const preset = "preset:digits-scattering-20";

/** A vertical stroke in the middle of the pad. */
async function drawOne(page) {
  const box = await page.getByRole("application").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.15);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.85, { steps: 12 });
  await page.mouse.up();
}

const outputs = (page) => page.locator("td:nth-of-type(2)").allTextContents();
const answer = async (page, image) =>
  (await page.request.post(`${studio}/api/scattering/answer`, { data: { machine: preset, image }, headers: { "content-type": "application/json" } })).json();

test("a stroke fills the middle columns, and the outputs are those of the machine", async (page) => {
  await open(page, `/scattering?machine=${preset}`);
  await drawOne(page);
  await eventually(async () => equal((await outputs(page)).length, 10, "outputs"));
  const ink = await page.locator("svg[role=application] rect").evaluateAll((rects) => rects.map((rect) => Number(rect.style.fillOpacity)));
  for (let row = 0; row < 8; row++) {
    check(ink[8 * row + 3] + ink[8 * row + 4] > 0.5, `row ${row} has no ink in its middle`);
    equal(ink[8 * row] + ink[8 * row + 7], 0, `ink at the sides of row ${row}`);
  }
  const link = new URL(page.url()).searchParams.get("image");
  const said = await answer(page, [...link].map((letter) => parseInt(letter, 36) / 35));
  (await outputs(page)).forEach((text, digit) => near(read(text), said.outputs[digit], 0.02, `output of ${digit}`));
  includes(await page.locator(".verdict").textContent(), "Untrained", "verdict");
});

test("pixels can be set by keyboard alone", async (page) => {
  await open(page, `/scattering?machine=${preset}`);
  await page.getByRole("application").focus();
  for (const key of ["ArrowRight", "ArrowDown", "Space"]) await page.keyboard.press(key);
  await eventually(async () => equal((new URL(page.url()).searchParams.get("image") ?? "")[9], "z", "pixel in row 1, column 1"));
});

test("a link brings the drawing back", async (page) => {
  const image = "0".repeat(27) + "zz" + "0".repeat(6) + "zz" + "0".repeat(27);
  await open(page, `/scattering?machine=${preset}&image=${image}`);
  await eventually(async () => equal((await outputs(page)).length, 10, "outputs"));
  equal(new URL(page.url()).searchParams.get("image"), image, "drawing");
});

test("asking for another class shows its modes, and its own port shines", async (page) => {
  await open(page, `/scattering?machine=${preset}&image=${"8".repeat(64)}`);
  await page.getByRole("button", { name: "show the modes while class 7 is asked for" }).click();
  includes(await page.locator("figcaption", { hasText: "Where the light is" }).textContent(), "class 7", "heading");
  const fills = await page.locator("svg[aria-label*='output modes'] circle").evaluateAll((modes) => modes.map((mode) => Number(/= (.*)/.exec(mode.textContent)[1].replace("·10⁻", "e-").replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)))));
  equal(fills.indexOf(Math.max(...fills)), 7, "brightest output mode");
});

everywhere("the page is laid out and accessible", async (page) => {
  await open(page, `/scattering?machine=${preset}`);
  await drawOne(page);
  await eventually(async () => check(await page.getByText("was switched on").isVisible(), "no ring-up yet"));
  await axe(page);
  await fits(page);
  await shot(page, "scattering", { fullPage: true });
});

await run();
