// The studio's pages: what the navigation shows, and the code of each, fetched when it is first opened.

import type { Component } from "svelte";

export interface Page {
  path: string;
  title: string;
  hint: string;
  load: () => Promise<{ default: Component }>;
}

export const pages: Page[] = [
  { path: "/", title: "Start", hint: "what there is", load: () => import("../pages/Start.svelte") },
  { path: "/echo", title: "Echo lab", hint: "forward, flip, nudge, home", load: () => import("../pages/EchoLab.svelte") },
  { path: "/pinball", title: "Self-learning pinball", hint: "two balls that learn", load: () => import("../pages/Pinball.svelte") },
  { path: "/runs", title: "Runs", hint: "live and finished", load: () => import("../pages/Runs.svelte") },
  { path: "/new", title: "New run", hint: "an experiment, checked as you type", load: () => import("../pages/NewRun.svelte") },
  { path: "/gradient", title: "Gradient", hint: "which estimator to trust", load: () => import("../pages/Gradient.svelte") },
  { path: "/tolerance", title: "Tolerance", hint: "how much a machine survives", load: () => import("../pages/Tolerance.svelte") },
  { path: "/scattering", title: "Scattering", hint: "draw a digit", load: () => import("../pages/Scattering.svelte") },
  { path: "/sequences", title: "Sequences", hint: "series and hidden oscillators", load: () => import("../pages/Sequences.svelte") },
];

const nowhere: Page = { path: "", title: "No such page", hint: "", load: () => import("../pages/Nowhere.svelte") };

/** The page at a path: the longest that it starts with, so that /runs/NAME is the page of runs. */
export function pageAt(path: string): Page {
  const found = pages.filter((page) => path === page.path || (page.path !== "/" && path.startsWith(`${page.path}/`)));
  return found.sort((a, b) => b.path.length - a.path.length)[0] ?? nowhere;
}
