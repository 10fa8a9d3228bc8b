// Builds the module that the integration serves. `--check` compares instead of writing.
import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const LIMIT = 60_000; // bytes, gzipped
const here = fileURLToPath(new URL(".", import.meta.url));
const outfile = `${here}../custom_components/allstarlink/frontend/allstarlink.js`;
const isCheck = process.argv.includes("--check");

const result = await build({
  absWorkingDir: here,
  entryPoints: ["src/index.ts"],
  outfile,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "inline",
  charset: "utf8",
  write: !isCheck,
});

const built = isCheck ? result.outputFiles[0].contents : await readFile(outfile);
const size = gzipSync(built, { level: 9 }).length;
console.log(`allstarlink.js: ${built.length} bytes, ${size} gzipped`);
if (size > LIMIT) {
  console.error(`error: more than ${LIMIT} bytes gzipped`);
  process.exit(1);
}
if (isCheck && !(await readFile(outfile)).equals(built)) {
  console.error("error: the committed module is not what its source builds: npm run build");
  process.exit(1);
}
