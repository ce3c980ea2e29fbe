/** Whether the browser deletes a site's data after some time. */

/**
 * Safari, and every browser on an iPad, deletes a site's data after seven days of use without a visit, unless it was
 * added to the home screen.
 *
 * @param {{userAgent: string, userAgentData?: unknown, standalone?: boolean}} navigator
 * @param {boolean} installed    it runs in a window of its own
 */
export function forgets({ userAgent, userAgentData, standalone }, installed) {
  const webKit = !userAgentData && /AppleWebKit/.test(userAgent) && !/Chrom(e|ium)|Android/.test(userAgent);
  return webKit && !standalone && !installed;
}

/** Whether this browser does so here; cached. @type {boolean | undefined} */
let here;

export function forgetsHere() {
  here ??= forgets(navigator, matchMedia('(display-mode: standalone)').matches);
  return here;
}
