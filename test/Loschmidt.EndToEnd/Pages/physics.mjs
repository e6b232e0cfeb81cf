// Runs the pages' own physics on machines described in a file, and prints what comes out.
//   node physics.mjs QUESTIONS.json      a list of {energy, schedule, start, goal, epsilon, passage, mirror}

import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const web = fileURLToPath(new URL("../../../src/Loschmidt.Studio/web/", import.meta.url));
const { runnerImport } = await import(pathToFileURL(`${web}node_modules/vite/dist/node/index.js`));
const from = async (file) => (await runnerImport(`${web}src/physics/${file}.ts`, { root: web, configFile: false, logLevel: "error" })).module;
const { Machine } = await from("machine");
const { DuffingRow } = await from("duffing");
const { Repulsion } = await from("repulsion");
const { echo, exactGradient, decay } = await from("echo");

const energies = {
  repulsion: ({ strength, softening }) => new Repulsion(strength, softening),
  duffing: ({ sites, hardening }) => new DuffingRow(sites, hardening, true),
};

function prepared({ energy, schedule, passage, start }) {
  const machine = new Machine(energies[energy.kind](energy), schedule);
  machine.passage = { loss: 0, friction: 0, ...passage };
  for (const part of ["q", "p", "theta"]) machine.x[part].set(start[part]);
  return machine;
}

const answers = JSON.parse(readFileSync(process.argv[2], "utf8")).map((asked) => {
  const machine = prepared(asked);
  const out = [];
  const home = [];
  const cost = echo(machine, asked.goal, asked.epsilon, { incomplete: 0, noise: 0, seed: 1, shot: 0, ...asked.mirror }, {
    out: () => out.push([...machine.x.q]),
    home: () => home.push([...machine.x.q]),
  });
  const pi = [...machine.x.pi];
  const recoiled = [...machine.x.theta];
  decay(machine.x, asked.schedule.inverseMass, asked.decay.rate, asked.decay.time);
  const gradient = [...exactGradient(prepared(asked), asked.goal)];
  return { out: out.flat(), home: home.flat(), cost, pi, recoiled, theta: [...machine.x.theta], left: [...machine.x.pi], gradient };
});
console.log(JSON.stringify(answers));
