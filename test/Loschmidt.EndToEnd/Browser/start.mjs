// The frame of all pages: navigation, colours, keyboard, one heading.

import { axe, check, equal, everywhere, fits, open, run, shot, test } from "./harness.mjs";

const paths = async (page) => {
  await open(page, "/");
  return page.locator("#pages a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
};

everywhere("the start page is sound", async (page) => {
  await open(page, "/");
  await axe(page);
  await fits(page);
  await shot(page, "start");
});

test("every page has one heading, the title of its link, and is the current one", async (page) => {
  const all = await paths(page);
  check(all.length >= 9, `only ${all.length} pages`);
  for (const path of all) {
    await open(page, path);
    equal(await page.locator("h1").count(), 1, `headings of ${path}`);
    equal(await page.locator("#pages a[aria-current=page]").getAttribute("href"), path, "current page");
  }
});

test("every page is reached by the keyboard alone", async (page) => {
  const all = await paths(page);
  for (const path of all.slice(1)) {
    await open(page, "/");
    await tabTo(page, (focused) => focused === `a#pages ${path}`);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${path}*`);
    await page.locator("#pages a[aria-current=page]").waitFor();
    equal(await page.evaluate(() => document.activeElement?.id), "content", `focus after going to ${path}`);
  }
});

test("a path that is no page says so", async (page) => {
  await open(page, "/nonsense");
  equal(await page.locator("h1").textContent(), "No such page", "heading");
  equal(await page.locator("#pages a[aria-current=page]").count(), 0, "current pages");
});

test("the first stop of the keyboard goes to the content", async (page) => {
  await open(page, "/");
  await page.keyboard.press("Tab");
  check((await page.evaluate(() => document.activeElement?.getBoundingClientRect().left)) >= 0, "the link is not shown");
  await page.keyboard.press("Enter");
  equal(await page.evaluate(() => document.activeElement?.id), "content", "focus");
});

test("colours are chosen, and kept when the page is loaded again", async (page) => {
  await open(page, "/");
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByLabel("Colours").selectOption("dark");
  const dark = await paper();
  check(light !== dark, `both are ${light}`);
  await page.reload();
  await page.locator("h1").waitFor();
  equal(await paper(), dark, "paper after loading again");
});

test("a phone opens and closes the list of pages", { size: "phone" }, async (page) => {
  await open(page, "/");
  const list = page.locator("#pages");
  check(!(await list.isVisible()), "the list is open at first");
  await page.getByRole("button", { name: "Pages" }).tap();
  await list.getByRole("link", { name: "Self-learning pinball" }).tap();
  await page.locator("h1", { hasText: "pinball" }).waitFor();
  check(!(await list.isVisible()), "the list stays open");
});

// Mutation: a page that is opened here, where the studio's policy lets no script inside a page run.
test("the pages for a lecture are downloaded as files", async (page) => {
  await open(page, "/");
  for (const name of ["pinball", "echo"]) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`a[href="/offline/${name}.html"]`).click()]);
    equal(file.suggestedFilename(), `${name}.html`, "name");
    equal(await file.failure(), null, "failure");
  }
});

async function tabTo(page, wanted) {
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const at = document.activeElement;
      return at?.closest("#pages") && at.tagName === "A" ? `a#pages ${at.getAttribute("href")}` : "";
    });
    if (wanted(focused)) return;
  }
  throw new Error("the keyboard does not get there");
}

await run();
