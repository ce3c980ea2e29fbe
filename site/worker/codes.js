/** Error codes that the page handles specially. */

/** The interpreter has crashed. */
export const CRASHED = 'worker/crashed';
/** The worker was ended. */
export const ENDED = 'worker/ended';
/** It was stopped on request. */
export const CANCELLED = 'request/cancelled';
