/** The properties of every view. */

/**
 * @typedef {object} ViewProps
 * @property {import('../state/reducer.js').State} state
 * @property {import('../state/facts.js').Facts} facts
 * @property {import('../i18n/index.js').Translator} t
 * @property {import('../commands/commands.js').Commands & import('../commands/projects.js').Storing &
 *     import('../commands/projectFiles.js').Filing & {takeFiles: (files: Iterable<File>) => Promise<void>}} commands
 * @property {(action: import('../state/reducer.js').Action) => void} dispatch
 * @property {import('../draw/ink.js').Ink} ink
 * @property {() => void} takeUpdate    reloads the page with the new version that waits
 */

export {};
