import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { withOfflinePages } from "./offline/build.ts";

// In development pages come from Vite and data from a studio started beside it.
export default defineConfig({
  plugins: [svelte(), withOfflinePages()],
  build: { target: "es2022", reportCompressedSize: false, assetsInlineLimit: 0 },
  server: { proxy: { "/api": "http://127.0.0.1:16180" } },
});
