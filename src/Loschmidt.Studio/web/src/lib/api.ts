// What the server says, and its refusals as errors with one line for people.

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** One JSON document. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await answer(await ask(path, { signal }))).json() as Promise<T>;
}

/** Asks the server to do something; it answers with a document. */
export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal };
  return (await answer(await ask(path, request))).json() as Promise<T>;
}

/** A body to read piece by piece. */
export async function open(path: string, init: RequestInit = {}): Promise<ReadableStream<Uint8Array>> {
  return (await answer(await ask(path, init))).body!;
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused(0, "the studio's server does not answer; is it still running?");
  }
}

async function answer(response: Response): Promise<Response> {
  if (response.ok) return response;
  const said = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
  throw new Refused(response.status, said?.error?.message ?? `the server answers ${response.status}`);
}
