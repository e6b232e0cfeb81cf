// A headless Chromium that is told what to look at, one request a line, one line of JSON back: see StudioBrowser.cs.

import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../../src/Loschmidt.Studio/web/package.json", import.meta.url))("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});

async function page(address, work) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    return await work(await context.newPage(), address);
  } finally {
    await context.close();
  }
}

/** The first page with nothing in the cache: until its heading is there and nothing more is fetched. */
const first = async (tab, address) => {
  const network = await tab.context().newCDPSession(tab);
  await network.send("Network.enable");
  let [bytes, requests] = [0, 0];
  network.on("Network.loadingFinished", (event) => ((bytes += event.encodedDataLength), requests++));
  const begun = performance.now();
  await tab.goto(address, { waitUntil: "load" });
  await tab.locator("h1").first().waitFor();
  const milliseconds = performance.now() - begun;
  await tab.waitForTimeout(500);
  return { milliseconds, bytes, requests };
};

/** The live wave: frames that came, and pictures that were drawn, over some seconds. */
const live = async (tab, address, seconds) => {
  await tab.addInitScript(() => {
    globalThis.drawn = 0;
    for (const [kind, names] of [[WebGL2RenderingContext, ["drawArrays", "drawElements"]], [CanvasRenderingContext2D, ["putImageData"]]]) {
      for (const name of names) {
        const draw = kind.prototype[name];
        kind.prototype[name] = function (...rest) {
          globalThis.drawn++;
          return draw.apply(this, rest);
        };
      }
    }
  });
  await tab.goto(new URL("/echo?view=live", address).href);
  const look = () => tab.evaluate(() => ({ frames: Number(document.querySelector("[data-frames]")?.dataset.frames ?? 0), drawn: globalThis.drawn, time: performance.now() }));
  await tab.locator("[data-frames]").waitFor();
  await tab.waitForTimeout(5000);
  console.log("{}"); // from here on the server's processor time counts
  const before = await look();
  await tab.waitForTimeout(1000 * seconds);
  const after = await look();
  const passed = (after.time - before.time) / 1000;
  return { framesPerSecond: (after.frames - before.frames) / passed, drawnPerSecond: (after.drawn - before.drawn) / passed, seconds: passed };
};

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, address, seconds] = line.split(" ");
  const work = verb === "first" ? first : (tab) => live(tab, address, Number(seconds));
  console.log(JSON.stringify(await page(address, work)));
}

await browser.close();
