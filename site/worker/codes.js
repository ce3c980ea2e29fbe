/** Codes of errors that say how a request has ended, and on which the page acts. */

/** The interpreter itself is gone. */
export const CRASHED = 'worker/crashed';
/** The worker was ended. */
export const ENDED = 'worker/ended';
/** It was stopped, as it was asked to. */
export const CANCELLED = 'request/cancelled';
