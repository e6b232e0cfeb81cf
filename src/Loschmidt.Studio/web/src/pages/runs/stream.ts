// Server-sent events that survive the server: after a break they go on behind the last event that came.

export interface Handlers {
  /** What is done with each kind of event. */
  on: Record<string, (data: string) => void>;
  /** Told whether the server is there. */
  connected: (there: boolean) => void;
}

const again = 1500; // milliseconds

/** Follows an address until the returned function is called; its `from` is the place behind the last event. */
export function follow(address: (from: string) => string, { on, connected }: Handlers): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  let place = "";

  function open(): void {
    shut();
    const opened = new EventSource(address(place));
    source = opened;
    opened.onopen = () => connected(true);
    opened.onerror = () => {
      connected(false);
      // The browser comes back by itself after a break, but not after a refusal.
      if (opened.readyState === EventSource.CLOSED && source === opened) timer = window.setTimeout(open, again);
    };
    for (const [name, act] of Object.entries(on)) {
      opened.addEventListener(name, (event) => {
        if (source !== opened) return;
        if (event.lastEventId !== "") place = event.lastEventId;
        act(event.data as string);
      });
    }
  }

  function shut(): void {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  // A browser has few connections for one server: a page that nobody sees gives its own back.
  function seen(): void {
    if (document.visibilityState === "hidden") shut();
    else if (source === null) open();
  }

  document.addEventListener("visibilitychange", seen);
  seen();
  return () => {
    document.removeEventListener("visibilitychange", seen);
    shut();
  };
}
