/** Does a picture look like any that the network has learned? As lab/evaluating/novelty.py tells it. */

/**
 * @typedef {object} Known    what is known, as the exporting program wrote it
 * @property {number} limit    what is farther from all that was learned is unknown
 * @property {number} neighbor    the how-many-th nearest learned picture counts
 * @property {number} width    values of the last hidden layer for one picture
 */

/**
 * @param {Known} known
 * @param {Float32Array} values    of the learned pictures, one behind the other
 * @returns {(outputs: Float32Array[], glyph: Uint8Array) => boolean}    from every layer's output for a picture
 */
export function createNovelty({ limit, neighbor, width }, values) {
  const learned = Array.from({ length: values.length / width }, (_, row) =>
    unit(values.subarray(row * width, (row + 1) * width)),
  );
  return (outputs, glyph) => {
    const asked = unit(
      outputs.length > 1 ? outputs[outputs.length - 2] : Float32Array.from(glyph, (grey) => grey / 255),
    );
    const likeness = Float64Array.from(learned, (one) => one.reduce((sum, value, at) => sum + value * asked[at], 0));
    const nearest = likeness.sort()[Math.max(likeness.length - neighbor, 0)];
    return Math.sqrt(Math.max(2 - 2 * nearest, 0)) > limit;
  };
}

/** Scaled to length 1. @param {Float32Array} values */
function unit(values) {
  const length = Math.max(Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)), 1e-9);
  return values.map((value) => value / length);
}
