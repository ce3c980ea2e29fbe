import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LANGUAGES } from '../../site/i18n/index.js';
import { wordsOf } from '../../site/views/learn/byhand/words.js';

const REFERENCE = new URL('../../py/zeichenlabor/nn/kernels/reference.py', import.meta.url);

test('what is said of an activation by hand is said of that activation', () => {
  const list = /^ACTIVATIONS = \((.*)\)$/m.exec(readFileSync(REFERENCE, 'utf8'))?.[1] ?? '';
  const names = [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  assert.ok(names.length > 5);
  for (const stage of ['activation', 'back']) {
    for (const name of [...names, null]) {
      const key = wordsOf(stage, name);
      for (const texts of [LANGUAGES.de.texts, LANGUAGES.en.texts]) {
        assert.ok(texts[key], key);
        assert.equal(/ReLU/.test(texts[key]), name === 'relu', key);
      }
    }
  }
});
