/** The page: what is drawn is read at once, and every layer on the way is shown. */

import { element, make, paintGlyph } from './elements.js';
import { createPens } from './palmRejection.js';
import { createPad, INK_SIZE, PEN } from './ink.js';
import { createNetwork } from './layers.js';
import { createLine } from './line.js';
import { UNKNOWN } from './lineSense.js';
import { createNovelty } from './novelty.js';
import { numbersOf } from './numbers.js';
import { redraw } from './redraw.js';
import { isSmall } from './small.js';

/** @import {Layer} from './layers.js' */
/** @import {Known} from './novelty.js' */
/** @import {Style} from './redraw.js' */

/**
 * @typedef {object} Told    what the exporting program wrote into this file
 * @property {string} language
 * @property {Record<string, Record<string, string>>} texts    by language
 * @property {string} name    whose network it is; may be empty
 * @property {string[]} classes
 * @property {Style} style    of the pictures that the network has learned
 * @property {Layer[]} layers
 * @property {'float16' | 'float32'} precision
 * @property {{train: number, test: number, accuracy: number, weights: number} | null} facts
 * @property {Known | null} known
 */

const MOST_BARS = 12;
const MOST_MAPS = 24;
const POSITIVE = [9, 119, 189];
const NEGATIVE = [245, 148, 37];

/** @type {Told} */
const told = JSON.parse(element('network').textContent);
const network = createNetwork(told.layers, numbersOf(element('weights').textContent, told.precision));
const isNew = told.known ? createNovelty(told.known, numbersOf(element('known').textContent, 'float16')) : () => false;
const shown = told.layers
  .map((layer, index) => ({ layer, index }))
  .filter(({ layer }) => isShown(layer))
  .slice(0, -1);
let language = told.language;
let waiting = false;
const pens = createPens();

const pad = createPad(
  element('pad'),
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(read);
  },
  pens,
);

/** Layers that bend their sums; the last one's numbers are the answer itself. @param {Layer} layer */
function isShown({ kind, config }) {
  return kind === 'Dense' || kind === 'Activation' || (kind === 'Conv2D' && config.activation !== 'linear');
}

/** @param {string} key @param {Record<string, string>} [values] */
function text(key, values = {}) {
  return told.texts[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** @param {number} value */
const number = (value) => value.toLocaleString(language);
/** @param {number} share @param {number} [digits] */
const percent = (share, digits = 0) =>
  share.toLocaleString(language, { style: 'percent', maximumFractionDigits: digits });
/** A network is never quite sure. @param {number} share */
const sure = (share) => (share >= 0.995 && share < 1 ? `> ${percent(0.99)}` : percent(share));

const line = createLine({
  classes: told.classes,
  answer: (glyph) => network(glyph)[told.layers.length - 1],
  isUnknown: (glyph) => isNew(network(glyph), glyph),
  style: told.style,
  pens,
  colour: PEN,
  text,
  number,
  percent: sure,
});

function read() {
  waiting = false;
  const glyph = redraw(pad.strokes(), told.style);
  element('hint').hidden = glyph !== null;
  element('larger').hidden = !isSmall(pad.pixels, INK_SIZE);
  const outputs = glyph ? network(glyph) : null;
  paintGlyph(element('glyph'), glyph, PEN);
  showAnswer(outputs ? outputs[outputs.length - 1] : null, !!outputs && !!glyph && isNew(outputs, glyph));
  showLayers(outputs);
}

/** @param {Float32Array | null} shares @param {boolean} isUnknown */
function showAnswer(shares, isUnknown) {
  const top = shares ? shares.indexOf(Math.max(...shares)) : -1;
  const guess = shares ? told.classes[top] : '';
  const name = isUnknown ? UNKNOWN : guess;
  element('class').textContent = name;
  element('class').className = name.length > 2 ? 'is-long' : '';
  element('class').dataset.probabilities = shares ? JSON.stringify([...shares]) : '';
  element('class').dataset.unknown = String(isUnknown);
  element('sure').textContent = shares
    ? text(isUnknown ? 'dock.unknown' : 'sure', { name: guess, share: sure(shares[top]) })
    : '';
  const order = told.classes.map((_, index) => index);
  const isMany = order.length > MOST_BARS; // without an answer, none is among the likeliest
  const bars = isMany ? (shares ? order.sort((a, b) => shares[b] - shares[a]).slice(0, MOST_BARS) : []) : order;
  element('bars').replaceChildren(
    ...bars.map((index) => bar(told.classes[index], shares?.[index] ?? 0, index === top)),
  );
}

/** @param {string} name @param {number} share @param {boolean} isTop */
function bar(name, share, isTop) {
  const fill = make('span', 'fill');
  fill.style.transform = `scaleX(${share})`;
  const track = make('span', 'track');
  track.append(fill);
  const row = make('li', isTop ? 'is-top' : '');
  row.append(make('span', 'name', name), track, make('span', 'share', sure(share)));
  return row;
}

/** @param {Float32Array[] | null} outputs */
function showLayers(outputs) {
  shown.forEach(({ layer, index }, place) => {
    const values = outputs ? outputs[index] : new Float32Array(layer.output.reduce((size, length) => size * length));
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    const canvases = element('layers').children[place].querySelectorAll('canvas');
    canvases.forEach((/** @type {HTMLCanvasElement} */ canvas, /** @type {number} */ map) =>
      paint(canvas, layer, values, map, largest),
    );
  });
}

/**
 * Blue above zero, orange below, white at zero.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Layer} layer
 * @param {Float32Array} values
 * @param {number} map    which of the layer's maps
 * @param {number} largest
 */
function paint(canvas, { output }, values, map, largest) {
  const { width, height } = canvas;
  const maps = output.length === 3 ? output[2] : 1;
  const picture = new ImageData(width, height);
  for (let cell = 0; cell < width * height; cell += 1) {
    const value = values[cell * maps + map];
    if (value === undefined) continue;
    const strength = Math.abs(value) / largest;
    const colour = value >= 0 ? POSITIVE : NEGATIVE;
    picture.data.set([...colour.map((channel) => 255 + (channel - 255) * strength), 255], 4 * cell);
  }
  canvas.getContext('2d')?.putImageData(picture, 0, 0);
}

/** @param {Layer} layer */
function layerBox({ output }) {
  const isPicture = output.length === 3;
  const maps = make('div', 'maps');
  const [height, width] = isPicture ? output : rowsOf(output[0]);
  for (let map = 0; map < (isPicture ? Math.min(output[2], MOST_MAPS) : 1); map += 1) {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    canvas.style.width = isPicture ? `${Math.max(34, width * 2)}px` : `${width * 14}px`;
    maps.append(canvas);
  }
  const box = make('div', 'layer');
  box.append(make('p', '', text(isPicture ? 'maps' : 'units', { n: number(output[output.length - 1]) })), maps);
  return box;
}

/** Units have no order: they stand in rows of about forty. @param {number} count */
function rowsOf(count) {
  const rows = Math.max(1, Math.round(count / 40));
  return [rows, Math.ceil(count / rows)];
}

function speak() {
  document.documentElement.lang = language;
  const title = told.name ? text('title-of', { name: told.name }) : text('title');
  document.title = title;
  element('title').textContent = title;
  for (const part of document.querySelectorAll('[data-text]'))
    part.textContent = text(part.getAttribute('data-text') ?? '');
  for (const part of document.querySelectorAll('[data-label]'))
    part.setAttribute('aria-label', text(part.getAttribute('data-label') ?? ''));
  const { facts, known } = told;
  element('refuses').hidden = !known;
  element('facts').textContent = facts
    ? text('facts', {
        train: number(facts.train),
        test: number(facts.test),
        accuracy: percent(facts.accuracy, 1),
        weights: number(facts.weights),
      })
    : '';
  element('layers').replaceChildren(...shown.map(({ layer }) => layerBox(layer)));
  element('languages').replaceChildren(...Object.keys(told.texts).map(languageButton));
  read();
  line.show();
}

/** @param {string} tag */
function languageButton(tag) {
  const button = make('button', '', tag.toUpperCase());
  button.setAttribute('type', 'button');
  button.setAttribute('lang', tag);
  button.setAttribute('aria-label', told.texts[tag].language);
  button.setAttribute('aria-pressed', String(tag === language));
  button.addEventListener('click', () => {
    language = tag;
    speak();
  });
  return button;
}

element('clear').addEventListener('click', pad.clear);
speak();
