// Reads the record stream of the lab: u32 kind, u32 length, payload; kind 1 is a JSON document, 2 a frame of leg, step and float32 numbers.

export interface Frame {
  leg: number;
  step: number;
  numbers: Float32Array;
}

export type LabRecord = { document: unknown; frame?: undefined } | { document?: undefined; frame: Frame };

const head = 8;
const largest = 64e6;

/** Every record of a body as it arrives. */
export async function* records(body: ReadableStream<Uint8Array>): AsyncGenerator<LabRecord> {
  const reader = body.getReader();
  let rest: Uint8Array = new Uint8Array(0);
  const pieces: Uint8Array[] = [];
  let waiting = 0;
  let wanted = head;
  try {
    for (;;) {
      while (waiting + rest.length >= wanted) {
        rest = joined(rest, pieces);
        waiting = 0;
        const view = new DataView(rest.buffer, rest.byteOffset);
        const length = view.getUint32(4, true);
        if (length > largest) throw new Error("the server sent a record that is none");
        wanted = head + length;
        if (rest.length < wanted) break;
        yield read(view.getUint32(0, true), rest.slice(head, wanted));
        rest = rest.subarray(wanted);
        wanted = head;
      }
      const { done, value } = await reader.read();
      if (done) return;
      pieces.push(value);
      waiting += value.length;
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

function joined(rest: Uint8Array, pieces: Uint8Array[]): Uint8Array {
  if (pieces.length === 0) return rest;
  const all = new Uint8Array(rest.length + pieces.reduce((sum, piece) => sum + piece.length, 0));
  all.set(rest);
  let at = rest.length;
  for (const piece of pieces.splice(0)) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

// A slice begins at the start of a buffer of its own, so its numbers are aligned.
function read(kind: number, payload: Uint8Array): LabRecord {
  if (kind === 1) return { document: JSON.parse(new TextDecoder().decode(payload)) };
  const view = new DataView(payload.buffer);
  return { frame: { leg: view.getInt32(0, true), step: view.getInt32(4, true), numbers: new Float32Array(payload.buffer, 8) } };
}
