/** Calls back before every picture with the seconds since the last one, until the answer is called. */
export function frames(pass: (seconds: number) => void): () => void {
  let last: number | null = null;
  let asked = requestAnimationFrame(function frame(now) {
    // A page that slept goes on where it was; a clock of a picture may lie before the call.
    pass(last === null ? 0 : Math.min(0.1, Math.max(0, (now - last) / 1000)));
    last = now;
    asked = requestAnimationFrame(frame);
  });
  return () => cancelAnimationFrame(asked);
}
