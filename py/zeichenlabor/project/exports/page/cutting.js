/**
 * A line of strokes → its symbols, as zeichenlabor/lines finds them: of all ways to put neighbouring strokes together
 * the
 * cheapest is taken, by what geometry and the network say against each. Here a stroke belongs to one symbol; numbers
 * are
 * nats, and shares of the line's height.
 */

/**
 * @typedef {{x: number, y: number}[]} Stroke    points close to each other
 * @typedef {object} Fragment    a stroke and its measures, leaning like the line
 * @property {Stroke} stroke
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 * @property {Sides} columns    upright
 * @property {number} component    the same for strokes that touch
 *
 * @typedef {{left: number, right: number}} Sides
 * @typedef {{fragments: Fragment[], height: number, pen: number}} LineInk
 * @typedef {{strokes: Stroke[], box: number[], isSure: boolean, hasSpace: boolean}} FoundSymbol
 */

const MOST_STROKES = 8;
const SURE_NATS = 3.8;
const HOPELESS = 8;
const LEAST_SHARE = 0.02;
const FAR = 3;
const [WIDE, TALLER] = [9.7, 6];
const ODD = 4;
/** A dot or a bar belongs to what is above or below it. */
const STACKED = 6.5;
const [SPACE_LEAST, SPACE_ALWAYS] = [0.55, 1.8];
const [TALL_FRAGMENT, TALL_SYMBOL, LOW_BAR, DOT_SIZE, FLAT_LINE] = [0.55, 0.65, 0.3, 0.26, 0.3];

/**
 * @param {Stroke[]} strokes
 * @param {number} pen    width
 * @param {(strokes: Stroke[]) => number} shareOf    how sure the network is of its best answer to these as one symbol
 * @returns {FoundSymbol[]}    from left to right
 */
export function cutLine(strokes, pen, shareOf) {
  if (strokes.length === 0) return [];
  const line = measured(strokes, pen);
  const { fragments } = line;
  const costs = spanCosts(line);
  for (const [first, row] of costs.entries()) {
    for (const [last, cost] of row) {
      if (cost < HOPELESS)
        row.set(
          last,
          cost - Math.log(Math.max(shareOf(fragments.slice(first, last).map(({ stroke }) => stroke)), LEAST_SHARE)),
        );
    }
  }
  const { path, doubtful } = cheapestPath(fragments.length, costs);
  const symbols = path.map(([first, last]) => fragments.slice(first, last));
  const spaces = spacesBetween(symbols, line);
  return path.map(([first, last], index) => {
    const own = symbols[index];
    const joints = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    return {
      strokes: own.map(({ stroke }) => stroke),
      box: boxOf(own, pen),
      hasSpace: spaces[index],
      isSure: !joints.some((joint) => doubtful.has(joint)) && misshapen(own, line) < ODD,
    };
  });
}

/** @param {Stroke[]} strokes @param {number} pen @returns {LineInk} */
function measured(strokes, pen) {
  const slant = slantOf(strokes, pen);
  const components = componentsOf(strokes, pen);
  const fragments = strokes.map((stroke, index) => ({
    ...extentOf(stroke, pen, slant),
    stroke,
    columns: extentOf(stroke, pen, 0),
    component: components[index],
  }));
  const whole = [...new Set(components)].map((component) =>
    extentOf(strokes.filter((_, index) => components[index] === component).flat(), pen, 0),
  );
  const heights = whole.map(({ top, bottom }) => bottom - top);
  const tall = heights.filter((height) => height >= TALL_FRAGMENT * Math.max(...heights)).sort((a, b) => a - b);
  const middle = (tall[Math.floor((tall.length - 1) / 2)] + tall[Math.ceil((tall.length - 1) / 2)]) / 2;
  const widest = Math.max(...whole.map(({ left, right }) => right - left));
  return {
    fragments: fragments.sort((a, b) => a.left + a.right - b.left - b.right),
    height: Math.max(middle, FLAT_LINE * widest),
    pen,
  };
}

/** @param {Stroke} stroke @param {number} pen @param {number} slant */
function extentOf(stroke, pen, slant) {
  const lean = stroke.map(({ x, y }) => x + slant * y);
  const [across, down] = [(pen / 2) * Math.hypot(1, slant), pen / 2];
  const rows = stroke.map(({ y }) => y);
  return { left: least(lean) - across, right: most(lean) + across, top: least(rows) - down, bottom: most(rows) + down };
}

/** The shear at which the ink gathers in the fewest columns. @param {Stroke[]} strokes @param {number} pen */
function slantOf(strokes, pen) {
  let [best, slant] = [0, 0];
  for (let step = 0; step <= 24; step += 1) {
    const shear = -0.6 + step * 0.05;
    /** @type {Map<number, number>} */
    const columns = new Map();
    for (const stroke of strokes) {
      stroke.forEach(({ x, y }, index) => {
        const before = stroke[Math.max(0, index - 1)];
        const column = Math.round((x + shear * y) / Math.max(pen / 2, 1));
        columns.set(
          column,
          (columns.get(column) ?? 0) + (stroke.length > 1 ? Math.hypot(x - before.x, y - before.y) : pen),
        );
      });
    }
    const sharp = [...columns.values()].reduce((sum, count) => sum + count * count, 0) * (1 - 0.2 * Math.abs(shear));
    if (sharp > best) [best, slant] = [sharp, shear];
  }
  return slant;
}

/** Strokes that touch have the same number. @param {Stroke[]} strokes @param {number} pen */
function componentsOf(strokes, pen) {
  const components = strokes.map((_, index) => index);
  strokes.forEach((stroke, index) => {
    for (let other = 0; other < index; other += 1) {
      if (components[other] === components[index] || apart(strokes[other], stroke) > pen) continue;
      const [from, to] = [components[index], components[other]];
      components.forEach((component, at) => {
        if (component === from) components[at] = to;
      });
    }
  });
  return components;
}

/** From the middle of one stroke to that of another, where they are nearest. @param {Stroke} a @param {Stroke} b */
function apart(a, b) {
  let nearest = Infinity;
  for (const p of a) for (const q of b) nearest = Math.min(nearest, (p.x - q.x) ** 2 + (p.y - q.y) ** 2);
  return Math.sqrt(nearest);
}

/**
 * What geometry says against each span of strokes being one symbol.
 * @param {LineInk} line
 * @returns {Map<number, number>[]}
 */
function spanCosts(line) {
  const { fragments } = line;
  /** @param {number} before @param {number} at */
  const link = (before, at) =>
    fragments[before].component === fragments[at].component
      ? crossing(fragments[before], fragments[at], line)
      : affinity(fragments[before], fragments[at], line);
  const links = fragments.map((_, at) =>
    fragments.map((__, before) => (before < at && before >= at - FAR ? link(before, at) : -Infinity)),
  );
  return fragments.map((_, first) => {
    const costs = new Map();
    let joined = 0;
    for (let last = first + 1; last <= Math.min(first + MOST_STROKES, fragments.length); last += 1) {
      if (last > first + 1) joined -= Math.max(...links[last - 1].slice(Math.max(first, last - 1 - FAR), last - 1));
      costs.set(last, joined + misshapen(fragments.slice(first, last), line));
    }
    return costs;
  });
}

/** What the size of all fragments together says against them. @param {Fragment[]} fragments @param {LineInk} line */
function misshapen(fragments, { height }) {
  const width = most(fragments.map(({ right }) => right)) - least(fragments.map(({ left }) => left));
  const tall = most(fragments.map(({ bottom }) => bottom)) - least(fragments.map(({ top }) => top));
  return WIDE * Math.max(width / height - 0.82, 0) + TALLER * Math.max(tall / height - 1.5, 0);
}

/**
 * How much more likely two strokes that touch are one symbol than two.
 * @param {Fragment} a
 * @param {Fragment} b
 * @param {LineInk} line
 */
function crossing(a, b, line) {
  return overlap(a, b) > 0.5 ? 4 : Math.max(affinity(a, b, line), -1.5);
}

/** The same of two strokes that do not touch. @param {Fragment} a @param {Fragment} b @param {LineInk} line */
function affinity(a, b, line) {
  const { height, pen } = line;
  const size = (/** @type {Fragment} */ one) => Math.max(one.bottom - one.top, one.right - one.left);
  const [small, other] = size(a) <= size(b) ? [a, b] : [b, a];
  const [kind, beside] = [kindOf(small, line), kindOf(other, line)];
  const gap = Math.max(apart(a.stroke, b.stroke) - pen, 0) / height;
  const over = overlap(a, b);
  const stacked = (a.bottom <= b.top || b.bottom <= a.top) && Math.max(over, overlap(a.columns, b.columns)) > 0.4;
  const foot = (other.bottom - small.bottom) / height;
  const head = (small.top - other.top) / height;
  if (kind === 'dot') {
    if (stacked) return STACKED - 4 * gap;
    return foot > 0.25 && beside !== 'bar' ? 2.5 + Math.max(over, 0) - 25 * gap : -4;
  }
  if (kind === 'bar' && beside === 'bar') return stacked ? STACKED - 4 * gap : -4;
  if (kind === 'bar') return (foot > 0.6 ? 1.5 : -2.5) + 4 * Math.max(over, 0) - 16 * gap;
  if (stacked) return 4 - 14 * gap;
  const [angle, upright] = a.left + a.right <= b.left + b.right ? [a, b] : [b, a];
  const isNarrow = upright.right - upright.left < 0.4 * height && 0.4 * height <= upright.bottom - upright.top;
  const hang = upright.bottom - angle.bottom;
  if (hang > 0.12 * height && hang > angle.top - upright.top && isNarrow && angle.bottom - angle.top < 0.8 * height)
    return 4 - 16 * gap;
  if (kind === 'other' && foot < 0.12 && head > 0.2) return -1.5 + 3 * over - 10 * gap;
  return -5 + (kind === 'other' ? 3 * Math.max(over, 0) : 0);
}

/** @param {Fragment} fragment @param {LineInk} line */
function kindOf({ left, right, top, bottom }, { height, pen }) {
  const [tall, wide] = [(bottom - top) / height, (right - left) / height];
  if (Math.max(tall, wide) < Math.max(DOT_SIZE, (1.8 * pen) / height)) return 'dot';
  if (tall < LOW_BAR && wide > 1.3 * tall) return 'bar';
  return tall >= TALL_SYMBOL ? 'tall' : 'other';
}

/** The common share of the narrower one; below zero where they lie apart. @param {Sides} a @param {Sides} b */
function overlap(a, b) {
  const narrower = Math.max(Math.min(a.right - a.left, b.right - b.left), 1);
  return Math.min(Math.max((Math.min(a.right, b.right) - Math.max(a.left, b.left)) / narrower, -1), 1);
}

/**
 * The cheapest cover by spans, and the joints at which another one costs little more.
 * @param {number} count
 * @param {Map<number, number>[]} costs
 */
function cheapestPath(count, costs) {
  const ahead = [0, ...new Array(count).fill(Infinity)];
  const behind = [...new Array(count).fill(Infinity), 0];
  const before = new Array(count + 1).fill(0);
  costs.forEach((row, first) => {
    for (const [last, cost] of row)
      if (ahead[first] + cost < ahead[last]) [ahead[last], before[last]] = [ahead[first] + cost, first];
  });
  for (let first = count - 1; first >= 0; first -= 1)
    for (const [last, cost] of costs[first]) behind[first] = Math.min(behind[first], cost + behind[last]);
  /** @type {[number, number][]} */
  const path = [];
  for (let last = count; last > 0; last = before[last]) path.unshift([before[last], last]);
  const parted = new Set(path.map(([, last]) => last));
  const across = new Array(count + 1).fill(Infinity);
  costs.forEach((row, first) => {
    for (const [last, cost] of row)
      for (let joint = first + 1; joint < last; joint += 1)
        across[joint] = Math.min(across[joint], ahead[first] + cost + behind[last]);
  });
  /** @type {Set<number>} */
  const doubtful = new Set();
  for (let joint = 1; joint < count; joint += 1) {
    if ((parted.has(joint) ? across[joint] : ahead[joint] + behind[joint]) < ahead[count] + SURE_NATS)
      doubtful.add(joint);
  }
  return { path, doubtful };
}

/**
 * Before which symbols there is a space: a gap much wider than the line's usual ones.
 * @param {Fragment[][]} symbols
 * @param {LineInk} line
 */
function spacesBetween(symbols, { height }) {
  const gaps = symbols
    .slice(1)
    .map((own, index) => least(own.map(({ left }) => left)) - most(symbols[index].map(({ right }) => right)));
  const sorted = [...gaps].sort((a, b) => a - b);
  const usual = sorted.length > 0 ? sorted[Math.floor(0.25 * (sorted.length - 1))] : 0;
  const enough = Math.min(Math.max(SPACE_LEAST * height, 2 * usual), SPACE_ALWAYS * height);
  return [false, ...gaps.map((gap) => gap > enough)];
}

/** Upright: left, top, right, bottom. @param {Fragment[]} fragments @param {number} pen */
function boxOf(fragments, pen) {
  const { left, top, right, bottom } = extentOf(
    fragments.flatMap(({ stroke }) => stroke),
    pen,
    0,
  );
  return [left, top, right, bottom];
}

/** @param {number[]} values */
function least(values) {
  return values.reduce((one, other) => Math.min(one, other), Infinity);
}

/** @param {number[]} values */
function most(values) {
  return values.reduce((one, other) => Math.max(one, other), -Infinity);
}
