// A film of one echo, and the moments that people step through: every picture, and between the ways the flip and the injection.

import { open } from "../../lib/api";
import { records, type Frame } from "./records";
import type { Field, Header, Summary } from "./types";

export type Phase = "forward" | "flip" | "inject" | "home";

export interface Moment {
  phase: Phase;
  /** Index of the picture. */
  frame: number;
  /** Index of the picture of the way out at the same moment. */
  partner: number;
  time: number;
}

export class Film {
  readonly moments: Moment[] = [];
  /** Pictures of the way out. */
  readonly outward: number;
  private readonly fields: Map<string, Field>;

  constructor(
    readonly header: Header,
    readonly frames: Frame[],
    readonly summary: Summary,
  ) {
    this.fields = new Map(header.fields.map((field) => [field.name, field]));
    const { moments } = header;
    this.outward = moments.filter((moment) => moment.leg === 0).length;
    moments.forEach((moment, frame) => {
      const partner = moment.leg === 0 ? frame : Math.max(0, 2 * this.outward - 1 - frame);
      const phase: Phase = moment.leg === 0 ? "forward" : frame === this.outward ? "inject" : "home";
      if (phase === "inject") this.moments.push({ phase: "flip", frame: this.outward - 1, partner: this.outward - 1, time: moment.time });
      this.moments.push({ phase, frame, partner, time: moment.time });
    });
  }

  field(name: Field["name"]): Field {
    return this.fields.get(name)!;
  }

  /** An array of a picture; null where its leg has none. */
  array(frame: number, name: Field["name"]): Float32Array | null {
    const { leg, numbers } = this.frames[frame]!;
    let at = 0;
    for (const field of this.header.fields) {
      if (!field.legs.includes(leg)) continue;
      const count = field.width * field.height;
      if (field.name === name) return numbers.subarray(at, at + count);
      at += count;
    }
    return null;
  }

  /** The largest magnitude of an array in the film. */
  largest(name: Field["name"]): number {
    const { low, high } = this.field(name);
    return Math.max(Math.abs(low), Math.abs(high)) || 1;
  }

  /** The last picture: home. */
  get last(): number {
    return this.frames.length - 1;
  }
}

export async function loadFilm(query: string, signal: AbortSignal): Promise<Film> {
  const documents: unknown[] = [];
  const frames: Frame[] = [];
  for await (const record of records(await open(`/api/lab/film?${query}`, { signal }))) {
    if (record.frame) frames.push(record.frame);
    else documents.push(record.document);
  }
  if (documents.length !== 2) throw new Error("the film broke off");
  return new Film(documents[0] as Header, frames, documents[1] as Summary);
}
