namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>Plays an echo: buttons, a scrubber, arrow keys. Without it a page shows the filmstrip alone.</summary>
internal static class PlayerScript
{
    /// <summary>The script; free of markup, so that it means the same in HTML and XML. It starts nobody's motion who asked for less.</summary>
    public static readonly string Text = """
        'use strict';
        const still = matchMedia('(prefers-reduced-motion: reduce)');
        for (const player of document.querySelectorAll('.player')) {
          const frames = [...player.querySelectorAll('img')];
          const [back, play, next] = player.querySelectorAll('button');
          const scrub = player.querySelector('input');
          const label = player.querySelector('output');
          let at = 0, timer = 0;
          const show = n => {
            at = (n + frames.length) % frames.length;
            frames.forEach((frame, i) => { frame.hidden = i !== at; });
            scrub.value = at;
            scrub.setAttribute('aria-valuetext', frames[at].alt);
            label.textContent = frames[at].alt;
          };
          const stop = () => {
            clearInterval(timer);
            timer = 0;
            play.textContent = 'Play';
          };
          const start = once => {
            stop();
            play.textContent = 'Pause';
            timer = setInterval(() => {
              show(at + 1);
              if (once) { if (at === frames.length - 1) stop(); }
            }, 120);
          };
          play.onclick = () => { if (timer) stop(); else start(false); };
          back.onclick = () => { stop(); show(at - 1); };
          next.onclick = () => { stop(); show(at + 1); };
          scrub.oninput = () => { stop(); show(Number(scrub.value)); };
          still.onchange = stop;
          addEventListener('beforeprint', stop);
          player.hidden = false;
          show(0);
          if (!still.matches) start(true);
        }
        """.ReplaceLineEndings("\n");
}
