import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// In development pages come from Vite and data from a studio started beside it.
export default defineConfig({
  plugins: [svelte()],
  build: { target: "es2022", reportCompressedSize: false, assetsInlineLimit: 0 },
  server: { proxy: { "/api": "http://127.0.0.1:16180" } },
});
