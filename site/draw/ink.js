/**
 * The drawing as strokes, and as shown on the screen: a square of bytes, ink 255 on 0. The network is given the
 * strokes, since it sees them smaller and with another pen.
 */

import { erased } from './strokes.js';

/** @typedef {{x: number, y: number, radius: number}} Place    of the pen, and half its width */
/** @typedef {{x: number, y: number, width: number, height: number}} Box    in pixels of the ink */

/** Twelve times the network's resolution: fine enough for the screen. */
export const INK_SIZE = 336;

export class Ink {
  /** @param {number} [size] */
  constructor(size = INK_SIZE) {
    this.size = size;
    this.pixels = new Uint8Array(size * size);
    /** @type {Place[][]} */
    this.strokes = [];
  }

  clear() {
    this.put([]);
  }

  /** Replaces all strokes. @param {Place[][]} strokes */
  put(strokes) {
    this.strokes = strokes;
    this.pixels.fill(0);
    for (const stroke of strokes) stroke.forEach((place, index) => this.#line(stroke[Math.max(0, index - 1)], place));
  }

  /** Begins a stroke. @param {Place} place @returns {Box | null}    what may have changed */
  begin(place) {
    this.strokes = [...this.strokes, [place]];
    return this.#line(place, place);
  }

  /** Continues the latest stroke. @param {Place} place @returns {Box | null}    what may have changed */
  go(place) {
    const stroke = this.strokes[this.strokes.length - 1];
    if (!stroke) return this.begin(place); // the paper was emptied meanwhile
    stroke.push(place);
    return this.#line(stroke[stroke.length - 2], place);
  }

  /**
   * Removes what an eraser touches; strokes may be divided.
   *
   * @param {{x: number, y: number}[]} path
   * @param {number} radius
   * @returns {Box | null}    what may have changed
   */
  erase(path, radius) {
    const left = /** @type {Place[][]} */ (erased(this.strokes, path, radius));
    if (left === this.strokes) return null;
    this.put(left);
    return { x: 0, y: 0, width: this.size, height: this.size };
  }

  /**
   * Draws a line whose width changes evenly from one end to the other, with
   * soft edges one pixel wide. Ink laid over ink gets no darker.
   *
   * @param {Place} from
   * @param {Place} to
   * @returns {Box | null}    what may have changed
   */
  #line(from, to) {
    const box = this.#around(from, to);
    if (!box) return null;
    const { pixels, size } = this;
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const squared = dx * dx + dy * dy;
    for (let row = box.y; row < box.y + box.height; row += 1) {
      for (let column = box.x; column < box.x + box.width; column += 1) {
        const px = column + 0.5 - from.x;
        const py = row + 0.5 - from.y;
        const along = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0;
        const distance = Math.hypot(px - along * dx, py - along * dy);
        const radius = from.radius + along * (to.radius - from.radius);
        const cover = Math.min(1, Math.max(0, radius + 0.5 - distance));
        if (cover === 0) continue;
        const index = row * size + column;
        pixels[index] = Math.max(pixels[index], Math.round(255 * cover));
      }
    }
    return box;
  }

  /** @param {Place} from @param {Place} to @returns {Box | null} */
  #around(from, to) {
    const reach = Math.max(from.radius, to.radius) + 1;
    const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
    const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
    const right = Math.min(this.size, Math.ceil(Math.max(from.x, to.x) + reach));
    const bottom = Math.min(this.size, Math.ceil(Math.max(from.y, to.y) + reach));
    if (right <= left || bottom <= top) return null;
    return { x: left, y: top, width: right - left, height: bottom - top };
  }
}
