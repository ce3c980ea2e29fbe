/**
 * The drawing as a square of bytes, ink 255 on 0, and strokes that change it. The screen and the network use the same
 * bytes.
 */

/** @typedef {{x: number, y: number, width: number, height: number}} Box    in pixels of the ink */

/** Twelve times the network's resolution: fine enough for the screen, small enough to be sent with every move. */
export const INK_SIZE = 336;

export class Ink {
  /** @param {number} [size] */
  constructor(size = INK_SIZE) {
    this.size = size;
    this.pixels = new Uint8Array(size * size);
  }

  clear() {
    this.pixels.fill(0);
  }

  /**
   * Draws a line whose width changes evenly from one end to the other, with
   * soft edges one pixel wide. Ink laid over ink gets no darker.
   *
   * @param {{x: number, y: number, radius: number}} from
   * @param {{x: number, y: number, radius: number}} to
   * @param {boolean} [erase]    takes ink away instead
   * @returns {Box | null}    what may have changed
   */
  line(from, to, erase = false) {
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
        const ink = Math.round(255 * cover);
        pixels[index] = erase ? Math.min(pixels[index], 255 - ink) : Math.max(pixels[index], ink);
      }
    }
    return box;
  }

  /**
   * @param {{x: number, y: number, radius: number}} from
   * @param {{x: number, y: number, radius: number}} to
   * @returns {Box | null}
   */
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
