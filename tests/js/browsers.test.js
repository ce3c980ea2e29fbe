import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { symbolsIn } from '../../site/draw/symbols.js';

const ROOT = new URL('../../', import.meta.url);
const styles = ['site', 'py/zeichenlabor/project/exports/page'].flatMap((folder) => (
  readdirSync(new URL(folder, ROOT), { recursive: true }).filter((name) => name.endsWith('.css')).map((name) => `${folder}/${name}`)));

/** Each declaration block of a style sheet, as [property, value] pairs. */
function blocksOf(name) {
  const text = readFileSync(new URL(name, ROOT), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
  return [...text.matchAll(/\{([^{}]*)\}/g)].map(([, block]) => (
    block.split(';').filter((one) => one.includes(':')).map((one) => [one.slice(0, one.indexOf(':')).trim(), one.slice(one.indexOf(':') + 1)])));
}

test('there are style sheets to look at', () => {
  assert.ok(styles.length > 10);
  assert.ok(styles.flatMap(blocksOf).length > 500);
});

test('no colour needs color-mix, which Chrome 109 lacks, unless another value stands before it', () => {
  for (const name of styles) {
    for (const block of blocksOf(name)) {
      block.forEach(([property, value], index) => {
        const fallback = block.slice(0, index).some(([before, plain]) => before === property && !plain.includes('color-mix'));
        assert.ok(!value.includes('color-mix') || fallback, `${name}: ${property}:${value}`);
      });
    }
  }
});

test('no module writes such a colour, or asks for a list\'s newest methods', () => {
  const modules = readdirSync(new URL('site', ROOT), { recursive: true }).filter((name) => name.endsWith('.js'));
  assert.ok(modules.length > 200);
  for (const name of modules) assert.doesNotMatch(readFileSync(new URL(`site/${name}`, ROOT), 'utf8'), /color-mix\(|\.to(Spliced|Sorted|Reversed)\(/, name);
});

test('what cannot be selected cannot be selected in Safari, too', () => {
  for (const name of styles) {
    for (const block of blocksOf(name)) {
      const properties = block.map(([property]) => property);
      assert.equal(properties.includes('user-select'), properties.includes('-webkit-user-select'), name);
    }
  }
});

test('symbols are taken apart where the browser has no Segmenter', () => {
  const texts = ['0 1 2', 'abcdefg', 'sch ei', '"Lea Sofie" x', 'ñoño', 'éàüöz', '☀🙂👍🏽🇩🇪👩‍🔬', 'α,β;γ', '❤️🧡💛💚'];
  const wanted = texts.map(symbolsIn);
  const { Segmenter } = Intl;
  delete Intl.Segmenter;
  try {
    assert.deepEqual(texts.map(symbolsIn), wanted);
  } finally {
    Intl.Segmenter = Segmenter;
  }
});
