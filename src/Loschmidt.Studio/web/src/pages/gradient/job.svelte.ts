// One job of the server: started, followed while it runs, cancelled.

import { get, post, Refused } from "../../lib/api";
import type { Job } from "./api";

const ended = ["finished", "cancelled", "failed"];

export class JobFollower {
  job = $state.raw<Job | null>(null);
  trouble = $state("");
  starting = $state(false);
  private events: EventSource | undefined;

  readonly busy = $derived(this.starting || (this.job !== null && !ended.includes(this.job.state)));

  /** Queues a job and follows it. */
  async start(request: object): Promise<void> {
    this.starting = true;
    this.trouble = "";
    try {
      const { id } = await post<{ id: string }>("/api/jobs", request);
      this.follow(id);
    } catch (error) {
      this.trouble = error instanceof Refused ? error.message : String(error);
    }
    this.starting = false;
  }

  /** Follows a job that a link names; one that the server has forgotten is no error. */
  async find(id: string): Promise<void> {
    try {
      this.job = await get<Job>(`/api/job?id=${encodeURIComponent(id)}`);
      if (!ended.includes(this.job.state)) this.follow(id);
    } catch (error) {
      if (!(error instanceof Refused && error.status === 404)) this.trouble = error instanceof Refused ? error.message : String(error);
    }
  }

  /** Asks it to stop. */
  async cancel(): Promise<void> {
    if (!this.job) return;
    try {
      await post<Job>(`/api/job/cancel?id=${encodeURIComponent(this.job.id)}`, {});
    } catch (error) {
      this.trouble = error instanceof Refused ? error.message : String(error);
    }
  }

  /** Ends following; the job goes on. */
  leave(): void {
    this.events?.close();
  }

  private follow(id: string): void {
    this.leave();
    this.job = this.job?.id === id ? this.job : { id, state: "queued" };
    const events = new EventSource(`/api/job/events?id=${encodeURIComponent(id)}`);
    this.events = events;
    events.addEventListener("job", (event) => {
      this.trouble = "";
      this.job = JSON.parse((event as MessageEvent<string>).data) as Job;
      if (ended.includes(this.job.state)) events.close();
    });
    events.addEventListener("error", () => {
      const gone = events.readyState === EventSource.CLOSED;
      this.trouble = gone ? "the studio does not know this job any more; it was stopped meanwhile" : "the studio's server does not answer; trying again …";
      if (gone) this.job = null;
    });
  }
}
