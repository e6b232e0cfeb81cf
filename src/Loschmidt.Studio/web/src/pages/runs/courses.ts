// Metrics as columns, and what a chart makes of them.

/** Lines of metrics.jsonl as columns; a metric that a line has not is NaN there. */
export class Courses {
  readonly steps: number[] = [];
  readonly columns = new Map<string, number[]>();

  /** Adds whole lines. */
  add(lines: string): void {
    for (const line of lines.split("\n")) {
      if (line === "") continue;
      const row = JSON.parse(line) as Record<string, number | null>;
      const at = this.steps.length;
      this.steps.push(row.step ?? NaN);
      for (const [name, value] of Object.entries(row)) {
        if (name === "step") continue;
        let column = this.columns.get(name);
        if (!column) this.columns.set(name, (column = []));
        while (column.length < at) column.push(NaN);
        column.push(value ?? NaN);
      }
    }
  }

  clear(): void {
    this.steps.length = 0;
    this.columns.clear();
  }

  get names(): string[] {
    return [...this.columns.keys()];
  }

  /** A metric where it was written, smoothed and thinned for drawing. */
  curve(metric: string, smoothing: number, seconds: ((step: number) => number) | null): { x: number[]; y: number[] } {
    const [x, y]: [number[], number[]] = [[], []];
    this.columns.get(metric)?.forEach((value, index) => {
      if (!Number.isFinite(value)) return;
      const step = this.steps[index]!;
      x.push(seconds ? seconds(step) : step);
      y.push(value);
    });
    return thinned(x, smoothed(y, smoothing));
  }
}

/** Exponential mean with the bias of its beginning taken out: ȳ = Σ aʲ y₋ⱼ / Σ aʲ. */
export function smoothed(values: number[], a: number): number[] {
  if (a <= 0) return values;
  let [sum, weight] = [0, 0];
  return values.map((value) => {
    sum = a * sum + value;
    weight = a * weight + 1;
    return sum / weight;
  });
}

const most = 1500;

/** At most some thousand points: of every stretch its least and its largest, so that no spike is lost. */
export function thinned(x: number[], y: number[]): { x: number[]; y: number[] } {
  if (x.length <= most) return { x, y };
  const kept: number[] = [0];
  const stretch = (2 * x.length) / most;
  for (let from = 1; from < x.length - 1; from += stretch) {
    const [begin, end] = [Math.floor(from), Math.min(x.length - 1, Math.floor(from + stretch))];
    let [low, high] = [begin, begin];
    for (let i = begin; i < end; i++) {
      if (y[i]! < y[low]!) low = i;
      if (y[i]! > y[high]!) high = i;
    }
    kept.push(...(low === high ? [low] : low < high ? [low, high] : [high, low]));
  }
  kept.push(x.length - 1);
  return { x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) };
}

/** Computing time of a step, from timings.jsonl; between two evaluations a straight line. */
export function clock(timings: string): (step: number) => number {
  const rows = timings.split("\n").slice(0, -1).map((line) => JSON.parse(line) as { step: number; seconds: number });
  return (step) => {
    let [low, high] = [0, rows.length - 1];
    if (high < 0) return NaN;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle]!.step < step) low = middle + 1;
      else high = middle;
    }
    const [after, before] = [rows[low]!, rows[low - 1]];
    if (after.step <= step || !before || after.step === before.step) return after.seconds;
    return before.seconds + ((after.seconds - before.seconds) * (step - before.step)) / (after.step - before.step);
  };
}
