namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>How reports look: on a screen by day and by night, on a phone, on paper.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet. Pictures are drawn for white ground; at night their grounds, letters and rules change colour, data do not.</summary>
    public static readonly string Text = """
        :root { --ground: #ffffff; --ink: #22262e; --muted: #606773; --rule: #d4d8de; --tint: #f4f6f8; --accent: #0072b2; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.2rem; max-width: 62rem; background: var(--ground); color: var(--ink);
          font: 16px/1.5 system-ui, 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif; }
        h1 { font-size: 1.7rem; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; padding-top: .6rem; border-top: 1px solid var(--rule); }
        p { margin: .5rem 0; overflow-wrap: anywhere; }
        .quiet, figcaption { color: var(--muted); }
        .result { font-size: 1.1rem; margin: 1rem 0; padding: .7rem 1rem; background: var(--tint); border-left: 4px solid var(--accent); }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; margin: .6rem 0; font-variant-numeric: tabular-nums; }
        th, td { padding: .25rem .8rem .25rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
        th { color: var(--muted); font-weight: 600; white-space: nowrap; }
        .confusion td, .confusion th { text-align: right; padding: .25rem .5rem; }
        .confusion .right { background: var(--tint); font-weight: 600; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: .6rem 0; }
        dt { color: var(--muted); }
        dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
        pre, code { font-family: ui-monospace, 'SF Mono', Consolas, 'DejaVu Sans Mono', monospace; font-size: .88em; }
        td code { white-space: nowrap; }
        h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
        pre { margin: .5rem 0; padding: .7rem 1rem; background: var(--tint); overflow-x: auto; }
        summary { cursor: pointer; color: var(--accent); }
        figure { margin: .8rem 0; }
        figure svg { display: block; max-width: 100%; height: auto; }
        .picture img { display: block; max-width: 100%; height: auto; background: #ffffff; border-radius: .3rem; }
        .contents { columns: 20rem; padding-left: 1.2rem; }
        a { color: var(--accent); }
        .player { margin: .8rem 0; }
        .player[hidden], .player img[hidden] { display: none; }
        .player img { display: block; max-width: 100%; height: auto; image-rendering: pixelated; }
        .controls { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .5rem; }
        .controls input { flex: 1 1 10rem; min-width: 8rem; accent-color: var(--accent); }
        .controls output { flex: 0 0 9rem; font-variant-numeric: tabular-nums; }
        button { font: inherit; min-width: 2.6rem; min-height: 2.4rem; padding: .2rem .7rem; color: var(--ink); background: var(--tint);
          border: 1px solid var(--rule); border-radius: .4rem; cursor: pointer; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        @media (max-width: 40rem) {
          body { padding: .8rem; }
          dl { grid-template-columns: 1fr; gap: 0; }
          dd { margin-bottom: .5rem; }
        }
        @media screen and (prefers-color-scheme: dark) {
          :root { --ground: #15181d; --ink: #e6e8ec; --muted: #a2a9b4; --rule: #363c46; --tint: #1f242b; --accent: #56b4e9;
            color-scheme: dark; }
          figure svg > rect[fill='#ffffff'] { fill: #15181d; }
          svg > [fill='#22262e'] { fill: #e6e8ec; }
          svg > [fill='#606773'] { fill: #a2a9b4; }
          svg > [stroke='#22262e'] { stroke: #e6e8ec; }
          svg > [stroke='#606773'] { stroke: #a2a9b4; }
          svg > [stroke='#969ca6'] { stroke: #6b727d; }
          svg > [stroke='#e6e9ed'] { stroke: #2a2f37; }
          .chart svg > [stroke='#0072b2'] { stroke: #2a84c6; }
          .chart svg > path[stroke-width='1']:not([stroke='#969ca6']):not([stroke='#e6e9ed']) { opacity: .3; }
          .chart svg > circle { opacity: .8; }
          .chart svg > [fill='#0072b2'] { fill: #2a84c6; }
        }
        @media print {
          body { max-width: none; padding: 0; font-size: 10.5pt; }
          .player { display: none; }
          figure, tr, .result { break-inside: avoid; }
          h2 { break-after: avoid; }
          pre { white-space: pre-wrap; overflow-wrap: anywhere; }
          .scroll { overflow: visible; }
          .chart svg { max-height: 7.5cm; width: auto; }
          summary { color: var(--ink); list-style: none; }
          details::details-content { display: block; content-visibility: visible; }
        }
        """.ReplaceLineEndings("\n");
}
