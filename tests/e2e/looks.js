/**
 * What is wrong with the looks of the page as it stands, in words: overflow, things cut off or
 * on top of each other, text too faint to be read (WCAG 2.2, AA). Playwright calls it in the page.
 */
() => {
  const found = [];
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

  const name = (element) => {
    const hook = element.closest('[data-testid]')?.dataset.testid ?? '';
    const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} [${hook}] “${text}”`;
  };

  const isShown = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    if (element.closest('.visually-hidden, .skip, dialog:not([open])')) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1;
  };

  const scrolls = (element, axis) => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element)[axis]);

  const ancestors = (element) => {
    const all = [];
    for (let one = element.parentElement; one; one = one.parentElement) all.push(one);
    return all;
  };

  /** What moves by itself over the page: two things there may meet only in the same one. */
  const layerOf = (element) =>
    [element, ...ancestors(element)].find((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position)) ??
    null;

  /** Scrolled out of its own box, so nobody sees it there. */
  const isScrolledAway = (element) => {
    const box = element.getBoundingClientRect();
    return ancestors(element).some((one) => {
      const frame = one.getBoundingClientRect();
      return (
        (scrolls(one, 'overflowX') && (box.left >= frame.right || box.right <= frame.left)) ||
        (scrolls(one, 'overflowY') && (box.top >= frame.bottom || box.bottom <= frame.top))
      );
    });
  };

  function checkOverflow() {
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      found.push(`the page is ${root.scrollWidth} px wide on a screen of ${root.clientWidth} px`);
  }

  function checkControls() {
    const controls = [
      ...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
    ].filter((one) => isShown(one) && !isScrolledAway(one));
    for (const one of controls) {
      const { left, right } = one.getBoundingClientRect();
      const inScroller = ancestors(one).some((parent) =>
        ['auto', 'scroll'].includes(getComputedStyle(parent).overflowX),
      );
      if (!inScroller && (left < -1 || right > innerWidth + 1)) found.push(`cut off at the edge: ${name(one)}`);
      if (one.matches('button, a.button') && one.scrollWidth > one.clientWidth + 2)
        found.push(`its text does not fit: ${name(one)}`);
    }
    const placed = controls.map((one) => ({ one, box: one.getBoundingClientRect(), layer: layerOf(one) }));
    placed.forEach((a, index) => {
      for (const b of placed.slice(index + 1)) {
        if (a.layer !== b.layer || a.one.contains(b.one) || b.one.contains(a.one)) continue;
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (across > 3 && down > 3) found.push(`on top of each other: ${name(a.one)} and ${name(b.one)}`);
      }
    });
  }

  /** [red, green, blue, opacity], of whatever notation. */
  function colourOf(text) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }

  const over = (top, below) => [0, 1, 2].map((part) => top[part] * top[3] + below[part] * (1 - top[3])).concat(1);

  /** Null where a picture or a gradient lies behind: then nobody can say. */
  function groundOf(element) {
    const layers = [];
    for (const one of [element, ...ancestors(element)]) {
      const style = getComputedStyle(one);
      if (style.backgroundImage !== 'none' && one !== document.body) return null;
      const colour = colourOf(style.backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  }

  function luminance([red, green, blue]) {
    const [r, g, b] = [red, green, blue].map((value) =>
      value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function checkContrast() {
    const seen = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || seen.has(element)) continue;
      seen.add(element);
      if (!isShown(element) || element.closest('[aria-hidden="true"], :disabled, script, noscript, option')) continue;
      const style = getComputedStyle(element);
      const ground = groundOf(element);
      if (!ground) continue;
      const ink = colourOf(element.namespaceURI.endsWith('svg') ? style.fill : style.color);
      ink[3] *= [element, ...ancestors(element)].reduce(
        (product, one) => product * Number(getComputedStyle(one).opacity),
        1,
      );
      const [light, dark] = [luminance(over(ink, ground)), luminance(ground)].sort((a, b) => b - a);
      const ratio = (light + 0.05) / (dark + 0.05);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5) - 0.01) found.push(`contrast ${ratio.toFixed(2)}: ${name(element)}`);
    }
  }

  checkOverflow();
  checkControls();
  checkContrast();
  return found;
};
