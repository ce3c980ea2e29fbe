import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inFileName } from '../../site/commands/save.js';

test('a name keeps all that file systems allow', () => {
  for (const name of [
    'Klasse-9b',
    'Übung_β',
    '日本',
    '🐸☀️',
    "Mia's",
    'a&b',
    'שלום',
    'नमस्ते',
    '👩‍👩‍👧',
    '100%',
    '(2)',
    'é',
  ])
    assert.equal(inFileName(name), name);
});

test('what makes a path, or no name, is left out', () => {
  assert.equal(inFileName('9b/10a: die "besten"?'), '9b-10a-die-besten');
  assert.equal(inFileName('..\\..\\etc'), 'etc');
  assert.equal(inFileName(' Gruppe  B '), 'Gruppe-B');
  assert.equal(inFileName('a\u0000b\u0007c'), 'a-b-c');
  assert.equal(inFileName('x\ud83d'), 'x');
  assert.equal(inFileName('Ferien\u202egpj.exe'), 'Ferien-gpj.exe', 'nor what is written backwards from there');
  for (const nothing of ['', '   ', '...', '???']) assert.equal(inFileName(nothing), '');
});

test('it is never too long for a disk, and no letter is cut in two', () => {
  for (const letter of ['a', 'ü', '日', '🐸']) {
    const name = inFileName(letter.repeat(300));
    const bytes = new TextEncoder().encode(name).length;
    assert.ok(bytes <= 200 && bytes > 195, letter);
    assert.equal(name, letter.repeat([...name].length));
  }
});
