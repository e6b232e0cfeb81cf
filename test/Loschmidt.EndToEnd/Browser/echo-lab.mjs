// An echo is played, stepped through, spoilt by loss, and linked to; a live wave runs out and home.
// Mutations: forward and echo compared at different moments; a slider that sets another knob; a link without the moment; a stream that queues.

import { axe, between, check, equal, eventually, everywhere, fits, includes, near, open, run, shot, studio, test } from "./harness.mjs";

const moment = (page) => page.getByRole("slider", { name: "Moment" });
const at = async (page) => Number(await moment(page).inputValue());
const number = async (page, name) => Number(await page.locator(`[data-${name}]`).getAttribute(`data-${name}`));
const phase = (page) => page.locator(".phases [aria-pressed=true]").innerText();

/** The film is there, and the numbers are of the knobs as they stand. */
async function settled(page) {
  await page.locator(".figures[aria-busy=false] [data-cosine]").waitFor();
  await moment(page).waitFor();
}

/** Colours that a picture has: one where nothing is drawn. */
async function colours(page, title) {
  const bytes = await page.getByRole("img", { name: title }).locator("canvas").screenshot();
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))]));
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    // Without the rim, whose corners are round.
    const { data: pixels } = context.getImageData(8, 8, image.width - 16, image.height - 16);
    return new Set(new Uint32Array(pixels.buffer)).size;
  }, bytes.toString("base64"));
}

test("the first film plays by itself: forward, flip, nudge, home", async (page) => {
  await open(page, "/echo");
  await settled(page);
  includes(await phase(page), "Forward", "phase");
  for (const next of ["Flip time", "Inject", "Way home"]) await eventually(async () => includes(await phase(page), next, "phase"), 15_000);
  await eventually(async () => includes(await page.locator(".time").innerText(), "t = 2 of 2", "time"), 15_000);
  await page.getByRole("button", { name: "Play" }).waitFor(); // it rests at home
});

test("numbers are those of the server, and of the command line that stands beside them", async (page) => {
  await open(page, "/echo?machine=duffing-ring&sample=2&seed=4&at=1");
  await settled(page);
  const said = await (await page.request.get(`${studio}/api/lab/gradient?machine=duffing-ring&sample=2&seed=4`)).json();
  equal(await number(page, "cosine"), said.cosine, "cosine");
  equal(await number(page, "echo-error"), said.echoError, "echo error");
  check(said.cosine > 0.999, `the cosine is only ${said.cosine}`);
  includes(await page.locator("pre").last().innerText(), "loschmidt simulate duffing-ring --seed 4 --sample 2", "command");
});

test("buttons, keys and the slider step through the same moments", async (page) => {
  await open(page, "/echo?machine=pinball&at=10");
  await settled(page);
  equal(await at(page), 10, "moment of the link");
  await page.getByRole("button", { name: "+1 moment" }).click();
  equal(await at(page), 11, "moment after +1");
  await page.locator("h1").click();
  for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowRight"]) await page.keyboard.press(key);
  equal(await at(page), 9, "moment after the arrows");
  await page.keyboard.press("End");
  includes(await phase(page), "Way home", "phase at the end");
  await page.getByRole("button", { name: /Flip time/ }).click();
  includes(await page.locator(".time").innerText(), "t = 4 of 8", "time of the flip");
  await moment(page).focus();
  await page.keyboard.press("ArrowRight");
  includes(await phase(page), "Inject", "phase after the flip");
  await page.locator("h1").click();
  await page.keyboard.press(" ");
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await page.keyboard.press(" ");
  await page.getByRole("button", { name: "Play" }).waitFor();
});

test("forward − echo and the kick are nothing on the way out, and a pattern at home", async (page) => {
  await open(page, "/echo?machine=wave&at=20");
  await settled(page);
  equal(await colours(page, "Forward − echo, at the same moment"), 1, "colours of the difference on the way out");
  equal(await colours(page, "Kick on θ so far"), 1, "colours of the kick on the way out");
  between(await colours(page, "The wave, running out"), 20, 1e6, "colours of the wave");
  await page.keyboard.press("End");
  between(await colours(page, "Forward − echo, at the same moment"), 20, 1e6, "colours of the difference at home");
  between(await colours(page, "Kick on θ so far"), 20, 1e6, "colours of the kick at home");
});

test("without WebGL2 the same is drawn pixel by pixel", async (page) => {
  await page.addInitScript(() => {
    const own = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind === "webgl2" ? null : own.call(this, kind, ...rest);
    };
  });
  await open(page, "/echo?machine=wave&at=20");
  await settled(page);
  equal(await colours(page, "Forward − echo, at the same moment"), 1, "colours of the difference");
  between(await colours(page, "The wave, running out"), 20, 1e6, "colours of the wave");
});

test("loss turned up by the keyboard breaks the echo, and its kick", async (page) => {
  await open(page, "/echo?machine=wave&at=103");
  await settled(page);
  const [cosine, missed] = [await number(page, "cosine"), await number(page, "echo-error")];
  check(cosine > 0.999 && missed < 1e-9, `even without loss the cosine is ${cosine} and home is missed by ${missed}`);
  await page.getByRole("slider", { name: /loss/ }).focus();
  for (let i = 0; i < 8; i++) await page.keyboard.press("PageUp"); // a tenth of the slider each
  await eventually(async () => check((await number(page, "cosine")) < 0.9, `the cosine is still ${await number(page, "cosine")}`));
  between(await number(page, "echo-error"), 1e-3, 10, "echo error");
  await settled(page);
  includes(await page.locator(".verdict").innerText(), "loss", "verdict");
  await eventually(async () => includes(await page.locator("[aria-live=polite]").first().innerText(), "misses home", "what is read out"));
  await page.locator("h1").click();
  await page.keyboard.press("r");
  await eventually(async () => equal(await number(page, "cosine"), cosine, "cosine after a reset"));
});

test("a link brings machine, knobs, moment and numbers back", async (page) => {
  await open(page, "/echo?machine=kerr-resonators&at=5");
  await settled(page);
  await page.getByRole("slider", { name: /gain error/ }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "11", exact: true }).click();
  await page.getByRole("button", { name: /Inject/ }).click();
  await eventually(async () => check(page.url().includes("mirrorGain=0.01") && page.url().includes("sample=3") && !page.url().includes("at=5"), page.url()));
  await settled(page);
  const before = [await number(page, "cosine"), await number(page, "echo-error"), await at(page), page.url()];
  await page.reload();
  await settled(page);
  await page.waitForTimeout(500); // the page writes its link again
  equal([await number(page, "cosine"), await number(page, "echo-error"), await at(page), page.url()], before, "cosine, echo error, moment and link");
});

// Mutation: a link that is written at the end of a film only.
test("the link holds the knobs while the film plays", async (page) => {
  await open(page, "/echo?machine=duffing-ring");
  await settled(page);
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await page.getByRole("slider", { name: /gain error/ }).press("ArrowRight");
  await page.waitForURL(/mirrorGain=/, { timeout: 2000 });
  await page.getByRole("combobox", { name: "Machine" }).selectOption("kerr-resonators");
  await page.waitForURL(/machine=kerr-resonators/, { timeout: 2000 });
  await page.getByRole("button", { name: "Pause" }).waitFor(); // it still plays
});

// Mutation: a value out of range that is replaced in silence.
test("a link that cannot be shown says what is wrong with it", async (page) => {
  await open(page, "/echo?loss=99&steps=-5&epsilon=abc&colour=red");
  const alert = page.getByRole("alert");
  for (const fault of ["loss=99 is not a number from 0", "steps=-5 is not a whole number from 10 to 200", "epsilon=abc is not a number", "colour=red is no knob"])
    includes(await alert.innerText(), fault, "faults");
  check(page.url().includes("loss=99"), "the link was replaced in silence");
  await settled(page);
  await axe(page);
  await page.getByRole("slider", { name: /loss/ }).press("ArrowRight");
  await eventually(async () => equal(await alert.count(), 0, "faults after a knob was turned"));
  await open(page, "/echo?machine=nonsense&loss=99");
  includes(await alert.innerText(), "machine=nonsense is not in the lab", "fault");
  await open(page, "/echo?view=live&turn=3");
  includes(await alert.innerText(), "turn=3 is not a whole number from 5 to 400", "fault");
});

test("the verdict stays in sight beside the lowest knob, and keys turn to the phases", async (page) => {
  await open(page, "/echo?machine=wave&at=20");
  await settled(page);
  await page.getByRole("slider", { name: /phase error/ }).focus();
  const box = await page.locator("[data-cosine]").boundingBox();
  between(box.y, 0, 899 - box.height, "place of the cosine while the last knob has the focus");
  for (const [key, phase_] of [["2", "Flip time"], ["3", "Inject"], ["4", "Way home"], ["1", "Forward"]]) {
    await page.keyboard.press(key);
    includes(await phase(page), phase_, `phase after key ${key}`);
  }
});

test("a mistake in a formula is told at its character, and mended", { expect: [/400 \(Bad Request\)/] }, async (page) => {
  await open(page, "/echo?machine=own-formula&at=1");
  await settled(page);
  const formula = page.getByRole("textbox", { name: /V\(q\)/ });
  await formula.fill("EJ*(1-cos(q^^2)) + EL*q^2/2");
  await page.locator(".problem").waitFor();
  includes(await page.locator(".problem").innerText(), "character 13", "problem");
  equal(await page.locator("mark").innerText(), "^", "character marked");
  check(!(await page.locator(".problem").innerText()).startsWith("own-formula:"), "the refusal names a file that nobody wrote");
  equal(await page.locator("[data-cosine]").count(), 0, "numbers of a machine that is refused");
  await formula.fill("EJ*(1-cos(q)) + EL*q^4/4");
  await page.locator(".verdict").waitFor();
  await settled(page);
  check((await number(page, "cosine")) > 0.999, "the formula that is mended has no gradient");
});

test("a live wave of 50 × 150 comes home at twenty frames a second or more", async (page) => {
  await open(page, "/echo?view=live");
  await page.locator("[data-missed]").waitFor({ timeout: 20_000 });
  near(await number(page, "missed"), 0, 1e-4, "distance from home");
  const [frames, start] = [await number(page, "frames"), Date.now()];
  await page.waitForTimeout(3000);
  between(((await number(page, "frames")) - frames) / ((Date.now() - start) / 1000), 20, 61, "frames a second");
  await page.getByRole("slider", { name: /loss/ }).focus();
  await page.keyboard.press("End");
  await eventually(async () => check((await number(page, "missed")) > 0.1, "loss does not reach the live wave"), 20_000);
});

test("the live wave stops, goes on, and is turned round on the way", async (page) => {
  await open(page, "/echo?view=live&turn=400");
  await eventually(async () => check((await number(page, "frames")) > 20, "no frames"));
  await page.getByRole("button", { name: "Pause" }).click();
  const frames = await number(page, "frames");
  await page.waitForTimeout(400);
  equal(await number(page, "frames"), frames, "frames while it is stopped");
  await page.getByRole("button", { name: "Go on" }).click();
  await eventually(async () => check((await number(page, "frames")) > frames + 10, "it does not go on"));
  await page.getByRole("button", { name: "Turn time round now" }).click();
  await eventually(async () => includes(await page.locator("figcaption").first().innerText(), "running home", "heading"));
  await page.locator("[data-missed]").waitFor({ timeout: 20_000 });
  near(await number(page, "missed"), 0, 1e-3, "distance from home");
});

for (const [name, link] of [
  ["wave", "/echo?machine=wave&at=85&loss=0.001"],
  ["pinball", "/echo?machine=pinball&at=150&loss=0.02"],
  ["ring", "/echo?machine=duffing-ring&at=203"],
  ["formula", "/echo?machine=own-formula&at=120"],
]) {
  everywhere(`the page of the ${name} is laid out and accessible`, async (page) => {
    await open(page, link);
    await settled(page);
    await axe(page);
    await fits(page);
    await shot(page, `echo-${name}`, { fullPage: true });
  });
}

everywhere("the live wave is laid out and accessible", async (page) => {
  await open(page, "/echo?view=live");
  await page.locator("[data-missed]").waitFor({ timeout: 20_000 });
  await axe(page);
  await fits(page);
  await shot(page, "echo-live", { fullPage: true });
});

await run();
