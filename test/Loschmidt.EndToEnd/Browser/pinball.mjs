// Self-learning pinball, as a player meets it. The numbers are those of the preset "pinball", whose physics PagePhysicsTests proves.

import { axe, between, check, equal, eventually, everywhere, fits, includes, near, open, read, run, shot, test } from "./harness.mjs";

const value = async (page, name) => read(await page.locator(`[data-value=${name}]`).innerText());
const knob = (page, name) => page.getByRole("slider", { name });
const button = (page, name) => page.getByRole("button", { name });

everywhere("a shot can be played, and its page is sound", async (page) => {
  await open(page, "/pinball");
  await fits(page);
  await axe(page);
  await shot(page, "pinball", { fullPage: true });
  await knob(page, /^Moment/).fill("4.3");
  await shot(page, "pinball-flip");
  await knob(page, "Friction of the ball").fill("-10");
  await button(page, "One shot at once").click();
  await axe(page);
  await shot(page, "pinball-broken", { fullPage: true });
});

// Mutation: a kick that is compared with the gradient of another θ, or without its ε.
test("an ideal shot kicks by the gradient", async (page) => {
  await open(page, "/pinball");
  await button(page, "One shot at once").click();
  near(await value(page, "cost"), 0.0524, 1e-4, "cost");
  near(await value(page, "kick"), await value(page, "perfect"), 1e-5, "kick");
  between(await value(page, "share"), 99, 101, "share in per cent");
  near(await value(page, "theta"), -1.1909, 1e-4, "theta");
  equal(await value(page, "shots"), 1, "shots");
  includes(await page.getByRole("status").innerText(), "the ball on the rail moved from −1.200 to −1.191");
});

test("trained, the ball arrives at its target, wherever that was put", async (page) => {
  await open(page, "/pinball");
  await knob(page, "Training speed").fill("30");
  await knob(page, "Target x").fill("0.4");
  await button(page, "Train").click();
  await eventually(async () => includes(await page.getByRole("status").innerText(), "Learned in", "status"));
  near(await value(page, "reached"), 0.4, 1e-4, "reached");
  check((await value(page, "cost")) < 1e-10, "the cost is not down");
  includes(await page.locator("[data-value=verdict]").innerText(), "It has learned");
});

// The same shots that learn without it. Mutation: friction on the way out only, which the echo would undo.
test("with friction the echo breaks and nothing is learned", async (page) => {
  await open(page, "/pinball");
  await knob(page, "Training speed").fill("30");
  await knob(page, "Friction of the ball").fill("-10");
  await button(page, "One shot at once").click();
  check((await value(page, "astray")) > 0.1, "the ball came home");
  equal(await page.locator("[data-value=verdict].problem").count(), 1, "complaints");
  await button(page, "Train").click();
  await eventually(async () => check((await value(page, "shots")) > 400, "too few shots"));
  await button(page, "Stop training").click();
  check((await value(page, "cost")) > 1e-3, "it learned all the same");
});

test("a launch goes out, turns and comes home, and only then teaches", async (page) => {
  await open(page, "/pinball");
  await button(page, "Launch").click();
  await eventually(async () => includes(await page.locator("label[for=moment]").innerText(), "home"), 20_000);
  equal(await value(page, "shots"), 0, "shots on the way home");
  await eventually(async () => includes(await page.locator("label[for=moment]").innerText(), "lesson"), 20_000);
  await eventually(async () => equal(await value(page, "shots"), 1, "shots"));
});

test("a link shows the same again", async (page) => {
  await open(page, "/pinball");
  await knob(page, "Noise of the flip").fill("-50");
  for (let n = 0; n < 5; n++) await button(page, "One shot at once").click();
  await page.waitForURL(/shots=5/);
  const seen = await page.locator(".numbers table").innerText();
  await open(page, page.url());
  equal(await page.locator(".numbers table").innerText(), seen, "numbers");
});

// Mutation: a link that is written once the training has ended.
test("the link follows while it trains, and says what it cannot show", async (page) => {
  await open(page, "/pinball?from=1.1&epsilon=9&friction=abc");
  const alert = page.getByRole("alert");
  includes(await alert.innerText(), "epsilon=9 is not a number from", "fault");
  includes(await alert.innerText(), "friction=abc is not a number from", "fault");
  await button(page, "Train").click();
  await page.waitForURL((address) => Number(address.searchParams.get("shots")) > 3, { timeout: 5000 });
  equal(await alert.count(), 0, "faults once it was played");
  await knob(page, "Ball on the rail").fill("-0.7");
  await page.waitForURL(/from=-0\.7(&|$)/, { timeout: 3000 });
  equal(await button(page, "Stop training").count(), 1, "it still trains");
});

// From here every kick drives the ball on the rail away. Mutation: a ball that is drawn at the end of its rail for ever.
test("a ball that leaves the table says that it will not come back", async (page) => {
  await open(page, "/pinball?from=1.1");
  await knob(page, "Training speed").fill("30");
  await button(page, "Train").click();
  await eventually(async () => includes(await page.locator("[data-value=verdict]").innerText(), "has left the table"), 20_000);
  await button(page, "Train").waitFor({ timeout: 30_000 });
  await eventually(async () => includes(await page.getByRole("status").innerText(), "will not arrive"), 40_000);
  await knob(page, "Friction of the ball").fill("-10");
  equal(await page.getByRole("status").innerText(), "", "what was said of other knobs");
});

test("the target is dragged, by mouse and by keyboard", async (page) => {
  await open(page, "/pinball");
  const box = await page.locator(".play canvas").boundingBox();
  // The table's own scale: 2.9 units across, or 2.42 from top to bottom, whatever is tighter.
  const scale = Math.min(box.width / 2.9, box.height / 2.42);
  const at = (x) => box.x + box.width / 2 + scale * (x + 0.25);
  await page.mouse.move(at(0.6), box.y + box.height - 16);
  await page.mouse.down();
  await page.mouse.move(at(0.2), box.y + box.height - 16, { steps: 5 });
  await page.mouse.up();
  near(Number(await knob(page, "Target x").inputValue()), 0.2, 0.03, "target");
  await knob(page, "Target x").focus();
  await page.keyboard.press("Home");
  equal(Number(await knob(page, "Target x").inputValue()), -0.9, "target");
});

await run();
