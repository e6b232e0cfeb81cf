// Writes dependencies.md from the lock file, or with --check says how the two differ. Refuses what we do not want to depend on.

import { readFileSync, writeFileSync } from "node:fs";

const licences = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0"];
const withScripts = []; // packages that may run a program when they are installed: none
const inPages = ["clsx", "esm-env", "svelte", "uplot"]; // of which parts reach the browser; all others build and check

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const declared = JSON.parse(read("package.json"));
const lock = JSON.parse(read("package-lock.json"));
const packages = Object.entries(lock.packages)
  .filter(([path]) => path !== "")
  .map(([path, entry]) => ({ name: path.slice(path.lastIndexOf("node_modules/") + 13), ...entry }))
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));

const problems = [];
for (const [name, version] of Object.entries({ ...declared.dependencies, ...declared.devDependencies })) {
  if (!/^\d+\.\d+\.\d+$/.test(version)) problems.push(`package.json: ${name} ${version} is no exact version`);
}
for (const one of packages) {
  const what = `${one.name} ${one.version}`;
  if (!one.integrity?.startsWith("sha512-")) problems.push(`${what} has no sha512 of its content`);
  if (one.resolved || one.link) problems.push(`${what} names where it comes from`);
  if (!licences.includes(one.license)) problems.push(`${what} has licence ${one.license}; accepted: ${licences.join(", ")}`);
  if (one.hasInstallScript && !withScripts.includes(one.name)) problems.push(`${what} runs a program when it is installed`);
}

const rows = packages.map((one) => `| ${one.name} | ${one.version} | ${one.license} |`);
const text = `# What the pages are built with

Written by \`npm run dependencies\` from the lock file, which holds a sha512 of every package; a test compares the two. Parts of ${inPages.join(", ")} are in
the pages themselves, everything else builds or checks them and is not shipped. No package runs a program when it is installed, and installing refuses it to.

| package | version | licence |
|---|---|---|
${rows.join("\n")}
`;

if (!process.argv.includes("--check")) writeFileSync(new URL("dependencies.md", import.meta.url), text);
else if (read("dependencies.md") !== text) problems.push("dependencies.md differs from the lock file; look at the difference, then: npm run dependencies");

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
