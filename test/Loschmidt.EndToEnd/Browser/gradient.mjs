// Gradients compared: what is seen is the command line's document.
// Mutations: rows in another order than their numbers; the precision of the form not sent; a link that loses the result.

import { axe, check, equal, eventually, everywhere, fits, includes, near, open, read, run, shot, studio, test } from "./harness.mjs";

const small = "/gradient?preset=ring&sets=machine.sites%3D16&estimators=reverse-sweep,echo,one-sided,adjoint";
const compare = async (page) => {
  await page.getByRole("button", { name: "Compare the gradients" }).click();
  await page.getByRole("region", { name: "Agreement of the estimators" }).waitFor({ timeout: 45_000 });
};
const report = async (page) => (await (await page.request.get(`${studio}/api/job?id=${new URL(page.url()).searchParams.get("job")}`)).json()).gradcheck;
const cells = (page, estimator) => page.getByRole("row").filter({ has: page.getByRole("button", { name: estimator, exact: true }) }).first().getByRole("cell").allTextContents();

test("the table says what the server computed, and who does not apply says why", async (page) => {
  await open(page, small);
  await compare(page);
  const found = await report(page);
  for (const row of found.rows) {
    const [cosine, , ratio, error] = await cells(page, row.estimator);
    near(read(cosine), row.cosine, 1e-6, `cosine of ${row.estimator}`);
    near(read(ratio), row.normRatio, 1e-6, `norm ratio of ${row.estimator}`);
    near(read(error), row.relativeError, 0.06 * row.relativeError, `error of ${row.estimator}`);
  }
  includes(await page.locator("main").textContent(), found.refused[0].reason);
});

test("a symmetric pair falls with ε squared, a one-sided one with ε", async (page) => {
  await open(page, small);
  await compare(page);
  near(read((await cells(page, "echo"))[4]), 2, 0.1, "slope of echo");
  near(read((await cells(page, "one-sided"))[4]), 1, 0.1, "slope of one-sided");
  check(await page.getByRole("img", { name: /Error against ε/ }).isVisible(), "no chart");
});

test("an estimator that is pressed shows its tensors", async (page) => {
  await open(page, small);
  await compare(page);
  await page.getByRole("button", { name: "echo", exact: true }).click();
  const region = page.getByRole("region", { name: "Tensors of echo" });
  const row = (await report(page)).rows.find((one) => one.estimator === "echo");
  equal(await region.getByRole("row").count(), row.tensors.length + 1, "rows");
  includes(await region.textContent(), row.tensors[0].name);
});

test("single precision is less exact than double", async (page) => {
  await open(page, small);
  await page.getByRole("radio", { name: "float" }).check();
  await compare(page);
  const found = await report(page);
  equal(found.precision, "float");
  check(read((await cells(page, "echo"))[3]) > 1e-7, "float is as exact as double");
});

test("a link brings the comparison back with its result", async (page) => {
  await open(page, small);
  await compare(page);
  const before = await cells(page, "echo");
  await page.reload();
  await page.getByRole("region", { name: "Agreement of the estimators" }).waitFor();
  equal(await cells(page, "echo"), before, "row");
  equal(await page.getByLabel("Overrides, one a line").inputValue(), "machine.sites=16", "overrides");
});

test("an override that is none is told before anything runs", async (page) => {
  await open(page, small);
  await page.getByLabel("Overrides, one a line").fill("machine.sits=3");
  await page.getByText("did you mean 'sites'").waitFor();
  check(await page.getByRole("button", { name: "Compare the gradients" }).isDisabled(), "it can be started");
});

test("a comparison that takes long can be cancelled", async (page) => {
  await open(page, "/gradient?preset=xor");
  await page.getByRole("button", { name: "Compare the gradients" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await eventually(async () => equal(await page.getByText("cancelled").count(), 1), 45_000);
});

everywhere("the page is laid out and accessible", async (page) => {
  await open(page, small);
  await compare(page);
  await page.getByRole("button", { name: "values" }).first().click();
  await axe(page);
  await fits(page);
  await shot(page, "gradient", { fullPage: true });
});

await run();
