// A text in a link: packed behind the #, which no server sees.

const format = "deflate-raw";

/** A text as letters that a link can carry. */
export async function pack(text: string): Promise<string> {
  const bytes = await pass(new TextEncoder().encode(text), new CompressionStream(format));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The text of such letters; null where they are none. */
export async function unpack(letters: string): Promise<string | null> {
  try {
    const binary = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder().decode(await pass(Uint8Array.from(binary, (c) => c.charCodeAt(0)), new DecompressionStream(format)));
  } catch {
    return null;
  }
}

async function pass(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(through)).arrayBuffer());
}
