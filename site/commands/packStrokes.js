/** Strokes as the worker takes them. */

/**
 * @param {{x: number, y: number}[][]} strokes
 * @returns {{points: Float32Array, counts: number[]}}    x and y of all points, and how many each stroke has
 */
export function packStrokes(strokes) {
  return {
    points: Float32Array.from(strokes.flat().flatMap(({ x, y }) => [x, y])),
    counts: strokes.map(({ length }) => length),
  };
}
