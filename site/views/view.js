/** What every view is given. */

/**
 * @typedef {object} ViewProps
 * @property {import('../reducer.js').State} state
 * @property {import('../facts.js').Facts} facts
 * @property {import('../i18n/index.js').Translator} t
 * @property {import('../commands.js').Commands & import('../storing.js').Storing & import('../filing.js').Filing & {takeFiles: (files: Iterable<File>) => Promise<void>}} commands
 * @property {(action: import('../reducer.js').Action) => void} dispatch
 * @property {import('../draw/ink.js').Ink} ink
 * @property {() => void} takeUpdate    reloads the page with the new version that waits
 */

export {};
