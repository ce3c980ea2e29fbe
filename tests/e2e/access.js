/**
 * What axe does not ask: has every control a name of its own, are headings in order, is there one place that tells
 * where one is, is everything large enough for a finger.
 */
() => {
  const found = [];
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest('dialog:not([open])') &&
    element.getClientRects().length > 0;
  const tell = (element) =>
    `${element.localName}.${element.getAttribute('class') ?? ''} “${(element.textContent ?? '').trim().slice(0, 30)}”`;

  /** The name as labels give it; an output is labelable, so it can steal its slider's. */
  const nameOf = (element) =>
    (element.getAttribute('aria-label') ??
      (element.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' ')
        .trim()) ||
    [...(element.labels ?? [])]
      .map((label) => label.textContent)
      .join(' ')
      .trim() ||
    (element.matches('input, select, textarea') ? '' : element.textContent?.trim()) ||
    element.title ||
    element.querySelector('[aria-label]')?.getAttribute('aria-label');

  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
    if (isShown(one) && !nameOf(one)) found.push(`no name: ${tell(one)}`);
    if (isShown(one) && one.tabIndex > 0) found.push(`an order of its own: ${tell(one)}`);
  }

  findSmall();
  findJumps();

  // A dialog makes the rest of the page inert, and begins below the page's own heading.
  const dialog = document.querySelector('dialog[open]');
  const levels = [...(dialog ?? document).querySelectorAll('h1, h2, h3, h4')]
    .filter(isShown)
    .map((one) => [Number(one.localName[1]), one]);
  levels.forEach(([level, one], index) => {
    if (level > (levels[index - 1]?.[0] ?? (dialog ? 1 : 0)) + 1) found.push(`heading too deep: ${tell(one)}`);
  });
  if (!dialog && levels.filter(([level]) => level === 1).length !== 1) found.push('not one first heading');
  if (document.title.split(' · ').length < 2) found.push(`the title tells no place: ${document.title}`);

  return found;

  /**
   * WCAG 2.2, 2.5.8: a target has 24 px, or so much room that a circle of that size around its middle meets no other
   * one; links within a line of text are exempt, and what only the browser draws. axe leaves out what it cannot decide.
   */
  function findSmall() {
    const least = 24;
    const boxOf = (element) => {
      const boxes = [element, ...(element.labels ?? [])].filter(isShown).map((one) => one.getBoundingClientRect());
      const [left, top] = ['left', 'top'].map((side) => Math.min(...boxes.map((box) => box[side])));
      const [right, bottom] = ['right', 'bottom'].map((side) => Math.max(...boxes.map((box) => box[side])));
      return { left, top, right, bottom, width: right - left, height: bottom - top };
    };
    const isInText = (element) =>
      getComputedStyle(element).display === 'inline' &&
      element.parentElement.textContent.trim().length > element.textContent.trim().length;
    const dialog = document.querySelector('dialog[open]');
    const targets = [
      ...(dialog ?? document).querySelectorAll(
        'a[href], button:enabled, input:enabled, select, textarea, summary, [role="slider"], [role="button"]',
      ),
    ]
      .filter((one) => isShown(one) && !isInText(one))
      .map((one) => ({ one, box: boxOf(one) }));
    const isSmall = ({ width, height }) => Math.min(width, height) < least - 0.5;
    const middle = (box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    for (const { one, box } of targets) {
      if (!isSmall(box)) continue;
      const [x, y] = middle(box);
      const crowded = targets.find(({ one: other, box: theirs }) => {
        if (other === one || other.contains(one) || one.contains(other)) return false;
        const [a, b] = middle(theirs);
        if (isSmall(theirs) && Math.hypot(a - x, b - y) < least) return true;
        const [across, down] = [
          Math.max(theirs.left - x, 0, x - theirs.right),
          Math.max(theirs.top - y, 0, y - theirs.bottom),
        ];
        return Math.hypot(across, down) < least / 2;
      });
      if (crowded) {
        const size = `${box.width.toFixed(1)} × ${box.height.toFixed(1)}`;
        found.push(`smaller than ${least} px: ${tell(one)}, ${size}, beside ${tell(crowded.one)}`);
      }
    }
  }

  /**
   * The focus goes down, or on to the right, as one reads; who is led up again, and not into a further column, does not
   * find it. What sticks to an edge has its place there; and the pad comes first in Try, whatever side it is on.
   */
  function findJumps() {
    const partOf = (element) => {
      let one = element;
      while (one && !/fixed|sticky/.test(getComputedStyle(one).position)) one = one.parentElement;
      return one ?? element.closest('main, .dock, dialog');
    };
    const stops = [
      ...(document.querySelector('dialog[open]') ?? document).querySelectorAll(
        'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]',
      ),
    ]
      .filter((one) => isShown(one) && one.tabIndex >= 0 && !one.closest('.skip, .visually-hidden'))
      .map((one) => ({ one, box: (one.labels?.[0] ?? one).getBoundingClientRect(), part: partOf(one) }));
    stops.slice(1).forEach(({ one, box, part }, index) => {
      const before = stops[index];
      const isAbove = box.bottom <= before.box.top + 2 && box.left < before.box.right - 2;
      if (isAbove && part === before.part) found.push(`the focus jumps up: ${tell(before.one)} to ${tell(one)}`);
    });
  }
};
