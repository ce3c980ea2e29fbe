/** Connects state, commands, worker, address bar and views. */

import { createClient } from './worker/client.js';
import { createCommands } from './commands/commands.js';
import { Ink } from './draw/ink.js';
import { factsOf } from './state/facts.js';
import { createProjectFiles } from './commands/projectFiles.js';
import { chooseLanguage, createTranslator } from './i18n/index.js';
import { canWait, unhurriedMs } from './state/urgency.js';
import { initialState, reducer } from './state/reducer.js';
import { STEPS } from './state/steps.js';
import { createOffline } from './offline.js';
import { themeOf } from './state/theme.js';
import { createStore } from './state/store.js';
import { createProjects } from './commands/projects.js';
import { openDatabase } from './storage/database.js';
import { html, render } from './vendor/preact.js';
import { App } from './views/shell/app.js';
import { Broken } from './views/shell/broken.js';
import { startHelper } from './worker/helper.js';
import { arrive, keepFocus } from './views/shell/focus.js';
import { afterFrame } from './draw/turns.js';
import { isAlone } from './views/shell/alone.js';
import { followSystem, wear } from './views/shell/theme.js';
import { titleOf } from './views/shell/title.js';
import { watchPress } from './views/shell/press.js';
import { sortDropped } from './unpack/bag.js';
import { watchRequests } from './worker/requests.js';

/** @import {Step} from './state/steps.js' */
/** @import {Commands} from './commands/commands.js' */

let askedForStep = location.hash !== '';

const LANGUAGE_KEY = 'zeichenlabor.language';
/** Longer than the worker's idle time before it warms up. */
const LOOK_MS = 4000;

const PROJECTOR_KEY = 'zeichenlabor.projector';
const THEME_KEY = 'zeichenlabor.theme';
const SHORTCUTS_KEY = 'zeichenlabor.shortcuts';

const store = createStore(
  reducer,
  initialState({
    language: chooseLanguage(wantedLanguages()),
    ...address(),
    projector: remembered(PROJECTOR_KEY) === 'on',
    shortcuts: remembered(SHORTCUTS_KEY) !== 'off',
    theme: themeOf(remembered(THEME_KEY)),
  }),
);
const ink = new Ink();
/** @type {Commands} */
let commands;
const client = createClient({
  onBoot(message) {
    void commands.onBoot(message);
    if (message.state === 'ready') void offline.start(); // the first start has priority over the offline copy
  },
  onStuck: () => commands.restartPython(),
});
const { hardwareConcurrency: cores, deviceMemory: memory } = /** @type {Navigator & {deviceMemory?: number}} */ (
  navigator
);
commands = createCommands({ store, client, ink, helpers: { start: startHelper, device: { cores, memory } } });
store.dispatch({ type: 'project/told', change: { state: 'opening' } });
const projects = createProjects({
  store,
  name: `zeichenlabor ${new URL('.', import.meta.url).pathname}`,
  restart: commands.retryBoot,
  begin: commands.begin,
  handOver: commands.handOver,
  onOpen: showStep,
  open: openDatabase,
});
const projectFiles = createProjectFiles({
  store,
  client,
  collect: projects.collectParts,
  readParts: projects.readParts,
  onSaved: projects.partsSaved,
  keep: projects.keepParts,
  show: projects.showParts,
});
const all = { ...commands, ...projects, ...projectFiles, takeFiles };
void projects.start();
const offline = createOffline((told) => store.dispatch({ type: 'offline/told', offline: told }));
watchRequests(tellRequests);

/** @param {{own: number, foreign: number}} count */
function tellRequests({ own, foreign }) {
  store.dispatch({ type: 'requests/told', own, foreign });
}

/** A chosen language has priority over the browser's. */
function wantedLanguages() {
  const chosen = remembered(LANGUAGE_KEY);
  return chosen ? [chosen, ...navigator.languages] : navigator.languages;
}

/** If storage is disabled, the choice lasts as long as the page. @param {string} key */
function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} choice */
function remember(key, choice) {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // It is not essential.
  }
}

/**
 * The step, the place in it, and for the path the length of the lesson: `#learn/neuron`, `#learn/path/45`.
 * @returns {{step: Step, place: string, form: number}}
 */
function address() {
  const [name, place = '', form = ''] = location.hash.slice(1).split('/');
  return { step: STEPS.find((step) => step === name) ?? 'collect', place, form: Number(form) };
}

/**
 * Handles dropped files: opens projects, imports datasets, and adds everything else as pages. While a project is being
 * opened, or another tab has it, files wait, since they would be lost.
 *
 * @param {Iterable<File>} list
 */
async function takeFiles(list) {
  const { projects: opened, collections, files, refused } = await sortDropped([...list]);
  if (opened.length > 0) await projectFiles.openFiles(opened);
  await projects.whenHere();
  store.dispatch({ type: 'files/arriving' });
  try {
    for (const { name, error } of refused) commands.refuse(name, error);
    for (const file of collections) await commands.addReady([file]);
    await commands.addFiles(files);
  } finally {
    store.dispatch({ type: 'files/arrived' });
  }
}

/** Shows the project's last step, unless the address contains one. @param {Step} step */
function showStep(step) {
  if (askedForStep) store.dispatch({ type: 'step/opened', ...address() });
  else history.replaceState(null, '', `#${step}`);
  askedForStep = false;
}

async function takeUpdate() {
  if (await projects.mayLeave()) offline.update();
}

let root = /** @type {HTMLElement} */ (document.getElementById('app'));
/** The project whose rendering failed. @type {{id: string, error: any} | null} */
let broken = null;

/** Time, state and duration of the last rendering. */
let drawn = { at: 0, state: store.getState(), cost: 0 };
/** A frame is requested, or a timer is set for deferred updates. */
let scheduled = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
/** Whether a navigation has not been rendered yet. */
let leaving = false;
const isPressed = watchPress(soon);
function draw() {
  scheduled = false;
  if (isPressed()) return;
  clearTimeout(waiting);
  waiting = undefined;
  const state = store.getState();
  drawn = { at: performance.now(), state, cost: 0 };
  const t = createTranslator(state.language);
  name(state.language, titleOf(state, t));
  wear(state);
  const props = { state, ink, t, commands: all, dispatch: store.dispatch, takeUpdate };
  if (broken?.id !== state.project.id) broken = null;
  if (!broken) {
    try {
      render(html`<${App} ...${props} facts=${factsOf(state)} />`, root);
      drawn.cost = performance.now() - drawn.at;
      if (leaving) arrive();
      leaving = false;
      return;
    } catch (error) {
      broken = { id: state.project.id, error };
      const empty = /** @type {HTMLElement} */ (root.cloneNode(false)); // the old tree is incomplete
      root.replaceWith(empty);
      root = empty;
    }
  }
  render(html`<${Broken} ...${props} error=${broken.error} />`, root);
}

/**
 * Set only if it differs, since setting it makes the browser recompute all styles.
 * @param {string} spoken
 * @param {string} title
 */
function name(spoken, title) {
  const root = document.documentElement;
  if (root.lang !== spoken) root.lang = spoken;
  if (document.title !== title) document.title = title;
}

/**
 * The page is rendered at most once per frame, and less often for a running training.
 */
function schedule() {
  if (!canWait(drawn.state, store.getState())) soon();
  else waiting ??= setTimeout(soon, drawn.at + unhurriedMs(drawn.cost) - performance.now());
}

function soon() {
  if (scheduled) return;
  scheduled = true;
  afterFrame(draw);
}

setInterval(commands.lookAtPython, LOOK_MS);

let { language, projector, shortcuts, theme } = store.getState();
store.subscribe(() => {
  schedule();
  const now = store.getState();
  if (now.language !== language) remember(LANGUAGE_KEY, (language = now.language));
  if (now.projector !== projector) remember(PROJECTOR_KEY, (projector = now.projector) ? 'on' : 'off');
  if (now.shortcuts !== shortcuts) remember(SHORTCUTS_KEY, (shortcuts = now.shortcuts) ? 'on' : 'off');
  if (now.theme !== theme) remember(THEME_KEY, (theme = now.theme));
});

/** The key P without modifiers, except in text fields. */
addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() === 'p' && store.getState().shortcuts && isAlone(event))
    store.dispatch({ type: 'projector/toggled' });
});

addEventListener('hashchange', () => {
  broken = null; // another place may work
  leaving = true;
  store.dispatch({ type: 'step/opened', ...address() });
  scrollTo(0, 0);
});

// A hidden page may be discarded without notice.
addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void projects.saveNow();
});
addEventListener('pagehide', () => void projects.saveNow());
addEventListener('beforeunload', (event) => {
  if (projects.wouldLose()) event.preventDefault();
});

keepFocus();
followSystem();
soon();
