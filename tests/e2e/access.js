/**
 * What axe does not ask: has every control a name of its own, are headings in order, is there one place that tells
 * where one is, is everything large enough for a finger (WCAG 2.2: 24 px, or as much room around it).
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
};
