// Biome over the project's JavaScript: rules, format, and lines that are too long.
// Usage: node tests/biome.mjs FOLDER [--write], where FOLDER/node_modules holds Biome. It is the WebAssembly build, as
// that runs on every machine.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const PLACES = ['site', 'tests', 'py'];
const LONGEST = 120;

const [folder, option] = process.argv.slice(2);
const { Biome } = await import(
  pathToFileURL(createRequire(resolve(folder, 'x')).resolve('@biomejs/js-api/nodejs')).href
);

const biome = new Biome();
const { projectKey } = biome.openProject(ROOT);
biome.applyConfiguration(projectKey, withoutComments(readFileSync(join(ROOT, '.biome.jsonc'), 'utf8')));

const problems = PLACES.flatMap((place) => sourcesIn(join(ROOT, place))).flatMap((path) => {
  const text = readFileSync(path, 'utf8');
  const name = relative(ROOT, path);
  const { content, diagnostics } = biome.formatContent(projectKey, text, { filePath: path });
  const broken = diagnostics.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  if (broken.length > 0) return broken.map((one) => told(name, text, one));
  if (option === '--write' && content !== text) writeFileSync(path, content);
  const other = option !== '--write' && content !== text ? [`${name}: not formatted`] : [];
  const found = biome
    .lintContent(projectKey, content, { filePath: path })
    .diagnostics.filter(({ category }) => !category?.startsWith('assist/'));
  return [...other, ...tooLong(name, content), ...found.map((one) => told(name, content, one))];
});
for (const problem of problems) console.error(problem);
if (problems.length > 0) console.error(`${problems.length} problems. "--write" formats; the rest is mended by hand.`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** @param {string} place @returns {string[]} */
function sourcesIn(place) {
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.m?js$/.test(name) && !/(^|[\\/])(\.|node_modules)/.test(name))
    .sort()
    .map((name) => join(place, name));
}

/** Texts may be longer: they stand in one line each. @param {string} name @param {string} text */
function tooLong(name, text) {
  const bare = (/** @type {string} */ line) =>
    line.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''").length;
  return text
    .split('\n')
    .flatMap((line, index) => (bare(line) > LONGEST ? [`${name}:${index + 1}: longer than ${LONGEST}`] : []));
}

/** @param {string} name @param {string} text @param {any} diagnostic */
function told(name, text, { category, description, location }) {
  const before = Buffer.from(text).subarray(0, location?.span?.[0] ?? 0);
  return `${name}:${before.toString().split('\n').length}: ${category}: ${description}`;
}

/** @param {string} text */
function withoutComments(text) {
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, ''));
}
