/** The oldest browsers in which Python and the page run whole; README.md and old.js name them, too. */

export const OLDEST = 'Chrome 109, Edge 109, Firefox 115, Safari 16.4';
