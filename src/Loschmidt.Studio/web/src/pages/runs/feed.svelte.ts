// One run's metrics as they are written.

import { Courses } from "./courses";
import { follow } from "./stream";
import { of } from "./types";

const pace = 300; // milliseconds between two drawings

export class MetricsFeed {
  readonly courses = new Courses();
  /** Counts changes of the courses; whoever draws them reads it. */
  version = $state(0);
  lines = $state(0);
  status = $state("");
  reason = $state("");
  connected = $state(true);
  private timer = 0;

  constructor(private readonly run: string) {}

  /** Begins; ends when the returned function is called. */
  start(): () => void {
    const stop = follow((from) => of(this.run, "metrics", { from: from || undefined }), {
      on: {
        lines: (data) => this.courses.add(data),
        restart: () => this.courses.clear(),
        standing: (data) => this.stand(data),
        end: (data) => this.stand(data),
      },
      connected: (there) => (this.connected = there),
    });
    this.timer = window.setInterval(() => this.draw(), pace);
    return () => {
      clearInterval(this.timer);
      stop();
    };
  }

  private stand(data: string): void {
    const said = JSON.parse(data) as { status: string; reason?: string };
    this.status = said.status;
    this.reason = said.reason ?? "";
    this.draw();
  }

  private draw(): void {
    if (this.courses.steps.length === this.lines) return;
    this.lines = this.courses.steps.length;
    this.version++;
  }
}
