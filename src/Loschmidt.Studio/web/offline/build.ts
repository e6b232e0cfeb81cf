// Builds each offline page as one file: code and styles inside, and a policy that lets it load nothing.

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build, type Plugin, type ResolvedConfig } from "vite";

/** The pages, each from NAME.html and NAME.ts. */
const pages = ["pinball", "echo"];

/** Behind the studio's own pages, the offline ones are written into their folder `offline`. */
export function withOfflinePages(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "loschmidt-offline",
    apply: "build",
    configResolved: (resolved) => {
      config = resolved;
    },
    closeBundle: async () => {
      for (const page of pages) await buildPage(page, config.root, config.build.outDir);
    },
  };
}

async function buildPage(page: string, root: string, outDir: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: "warn",
    publicDir: false,
    plugins: [svelte(), inlined()],
    build: {
      target: "es2022", outDir, emptyOutDir: false, modulePreload: false, cssCodeSplit: false, reportCompressedSize: false,
      rolldownOptions: { input: `offline/${page}.html`, output: { codeSplitting: false } },
    },
  });
}

/** Moves the one script and the one style sheet of a page into it. */
function inlined(): Plugin {
  return {
    name: "loschmidt-inlined",
    enforce: "post",
    async generateBundle(_, bundle) {
      let [code, style] = ["\n", ""];
      for (const [name, file] of Object.entries(bundle)) {
        if (name.endsWith(".html")) continue;
        if (file.type === "chunk") code += file.code.replaceAll("</script", "<\\/script");
        else if (name.endsWith(".css")) style += String(file.source);
        else this.error(`${name} would have to be loaded; an offline page is one file`);
        delete bundle[name];
      }
      for (const file of Object.values(bundle)) if (file.type === "asset") file.source = await assembled(String(file.source), code, style);
    },
  };
}

async function assembled(html: string, code: string, style: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code)));
  const policy = `default-src 'none'; script-src 'sha256-${btoa(String.fromCharCode(...hash))}'; style-src 'unsafe-inline'; img-src data:`;
  // Replacements are functions: code has $ signs that mean something to String.replace.
  return html
    .replace(/\s*<script[^>]*src=[^>]*><\/script>/g, () => "")
    .replace(/\s*<link rel="stylesheet"[^>]*>/g, () => "")
    .replace("<head>", () => `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
    .replace("</head>", () => `  <style>${style}</style>\n  </head>`)
    .replace("</body>", () => `  <script type="module">${code}</script>\n  </body>`);
}
