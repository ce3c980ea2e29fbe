import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEchoes } from '../../site/views/code/echoes.js';

/** A cell's editor and the page, which draws its text whenever it comes to it. */
function field(source) {
  let [shown, page] = [source, source];
  const echoes = createEchoes(source);
  return {
    shown: () => shown,
    page: () => page,
    type(text) {
      shown = text;
      echoes.tell(text);
      page = text;
    },
    change(text) {
      page = text;
    },
    draw(text = page) {
      if (echoes.isNews(text, shown)) shown = text;
    },
  };
}

test('what is typed while the page is slow stays', () => {
  const cell = field('x');
  cell.type('xa');
  const late = cell.page();
  cell.type('xab');
  cell.draw('x'); // for another reason, with what was drawn before
  cell.draw(late);
  assert.equal(cell.shown(), 'xab');
  cell.type('xabc');
  cell.draw(late);
  cell.draw('xab');
  assert.equal(cell.shown(), 'xabc');
  cell.draw();
  assert.equal(cell.shown(), 'xabc');
});

test('what is typed and taken back while the page is slow stays so', () => {
  const cell = field('');
  for (const text of ['a', 'ab', 'a']) cell.type(text);
  cell.draw('a');
  cell.draw('ab');
  cell.draw();
  assert.equal(cell.shown(), 'a');
});

test('a text from elsewhere comes into the editor, also one that was typed before', () => {
  const cell = field('');
  cell.type('a');
  cell.type('');
  cell.draw();
  cell.change('a');
  cell.draw();
  assert.equal(cell.shown(), 'a');
  cell.change('b');
  cell.draw();
  assert.equal(cell.shown(), 'b');
  cell.type('bc');
  cell.draw();
  cell.change('b');
  cell.draw();
  assert.equal(cell.shown(), 'b');
});
