// The offline pages, opened from a file in a browser that has no network.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { axe, between, check, equal, eventually, everywhere, fits, includes, near, open, read, requests, run, shot, studio, test } from "./harness.mjs";

const folder = mkdtempSync(join(tmpdir(), "loschmidt-offline-"));
const address = {};
for (const name of ["pinball", "echo"]) {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, Buffer.from(await (await fetch(`${studio}/offline/${name}.html`)).arrayBuffer()));
  address[name] = pathToFileURL(file).href;
}

const value = async (page, name) => read(await page.locator(`[data-value=${name}]`).innerText());
const knob = (page, name) => page.getByRole("slider", { name });
const button = (page, name) => page.getByRole("button", { name });

async function opened(page, name, state = "") {
  await page.context().setOffline(true);
  await open(page, `${address[name]}${state}`);
}

for (const name of ["pinball", "echo"]) {
  // Mutation: a font, a picture or a chunk that is fetched when it is needed.
  everywhere(`${name} asks for nothing but itself, and is sound`, async (page) => {
    await opened(page, name);
    await fits(page);
    await axe(page);
    await shot(page, `offline-${name}`, { fullPage: true });
    for (const slider of await page.getByRole("slider").all()) await slider.press("ArrowUp");
    for (const one of await page.getByRole("button").all()) await one.click();
    await axe(page);
    equal(requests(page).filter((asked) => !asked.startsWith("data:")).map((asked) => asked.replace(/#.*/, "")).filter((asked) => asked !== address[name]), [], "requests");
  });
}

test("pinball learns without a server", async (page) => {
  await opened(page, "pinball");
  await knob(page, "Training speed").fill("30");
  await button(page, "Train").click();
  await eventually(async () => includes(await page.getByRole("status").innerText(), "Learned in", "status"));
  near(await value(page, "reached"), 0.6, 1e-4, "reached");
});

// Mutation: a cosine with the kick instead of minus the kick.
test("an ideal echo leaves the gradient, on the ring and on the chain", async (page) => {
  await opened(page, "echo");
  for (const machine of ["ring", "chain"]) {
    await page.getByLabel("Machine").selectOption(machine);
    between(await value(page, "agreement"), 0.999, 1, `cosine of the ${machine}`);
    between(await value(page, "size"), 0.97, 1.03, `size of the ${machine}'s kick`);
    includes(await page.locator("[data-value=verdict]").innerText(), "The kick is the gradient");
  }
});

// Mutation: loss that the way home gives back.
test("loss, noise and a poor mirror break the echo, each alone, and a larger nudge drowns them", async (page) => {
  await opened(page, "echo");
  for (const [name, place] of [["Loss κ", "-20"], ["Mirror error u", "-15"], ["Noise of the mirror", "-30"]]) {
    await knob(page, name).fill(place);
    check((await value(page, "agreement")) < 0.9, `${name} does no harm`);
    equal(await page.locator("[data-value=verdict].problem").count(), 1, `complaints about ${name}`);
    await button(page, "Ideal again").click();
    check((await value(page, "agreement")) > 0.999, `${name} stays`);
  }
  await knob(page, "Loss κ").fill("-40");
  const quiet = await value(page, "agreement");
  await knob(page, "Nudge ε").fill("-10");
  check((await value(page, "agreement")) > quiet, "a larger nudge does not help");
});

test("a ring that learns forgets when it is lossy", async (page) => {
  await opened(page, "echo");
  const before = await value(page, "cost");
  await button(page, "50 steps").click();
  check((await value(page, "cost")) < before / 1000, "it does not learn");
  await knob(page, "Loss κ").fill("-20");
  await button(page, "50 steps").click();
  check((await value(page, "cost")) > before / 100, "it learns all the same");
});

test("a bookmark shows the same again, and the echo is scrubbed by the keyboard", async (page) => {
  await opened(page, "echo");
  await page.getByLabel("Machine").selectOption("chain");
  await knob(page, "Loss κ").fill("-40");
  await button(page, "One step").click();
  await page.locator("#moment").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  includes(await page.locator("label[for=moment]").innerText(), "Way out");
  await page.waitForURL(/moment=0\.005/);
  const state = /#.*/.exec(page.url())[0];
  const seen = await page.locator(".side").innerText();
  await page.goto("about:blank");
  await opened(page, "echo", state);
  equal(await page.locator(".side").innerText(), seen, "numbers");
});

await run();
rmSync(folder, { recursive: true });
