/** The oldest supported browsers; README.md and old.js list them, too. */

export const OLDEST = 'Chrome 109, Edge 109, Firefox 115, Safari 16.4';
