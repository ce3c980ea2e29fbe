/** For how long the browser keeps what a page writes on the device, where that is not for good. */

/**
 * Safari, and on an iPad every browser, deletes all that a site has kept after seven days of use
 * without a visit to it; not of one that was added to the home screen.
 *
 * @param {{userAgent: string, userAgentData?: unknown, standalone?: boolean}} navigator
 * @param {boolean} installed    it runs in a window of its own
 */
export function forgets({ userAgent, userAgentData, standalone }, installed) {
  const webKit = !userAgentData && /AppleWebKit/.test(userAgent) && !/Chrom(e|ium)|Android/.test(userAgent);
  return webKit && !standalone && !installed;
}

/** Whether this browser does so here; asked once, for it does not change. @type {boolean | undefined} */
let here;

export function forgetsHere() {
  here ??= forgets(navigator, matchMedia('(display-mode: standalone)').matches);
  return here;
}
