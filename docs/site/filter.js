// The list of headings is complete without this; with it, one can type.
const paragraph = document.getElementById("filter");
if (paragraph) {
  const [input, output] = [paragraph.querySelector("input"), paragraph.querySelector("output")];
  const entries = [...document.querySelectorAll(".headings li")].map(entry => [entry, entry.textContent.toLowerCase()]);
  const narrow = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [entry, text] of entries) {
      entry.hidden = !words.every(word => text.includes(word));
      shown += entry.hidden ? 0 : 1;
    }
    output.textContent = words.length ? `${shown} of ${entries.length}` : "";
  };
  paragraph.hidden = false;
  input.addEventListener("input", narrow);
  narrow();
}
