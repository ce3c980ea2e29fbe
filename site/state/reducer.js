/**
 * The state of the page and every way in which it can change: (state, action) → state.
 *
 * Nothing here reads a clock, a file or the worker, so each transition can be
 * replayed in a test. What follows from the state is computed in facts.js.
 */

import { NO_VIEW, cameraReducer } from './camera.js';
import { bringBack, binReducer } from './bin.js';
import {
  classesOf,
  countIn,
  drawnAmong,
  edit,
  NO_EDITS,
  othersIn,
  redo,
  seenIn,
  undo,
  withDrawing,
  withoutCell,
  withoutEditsOf,
  withTwin,
  DIGITS,
} from './collection.js';
import { designReducer, NO_DESIGN, withoutEdits, withoutGaps } from './design.js';
import { insightReducer, NO_INSIGHT, withoutFindings, withoutWork } from './insight.js';
import { NO_NOTEBOOK, notebookReducer } from './notebook.js';
import { projectReducer, NO_PROJECT, withoutNotes } from './project.js';
import { NO_LESSON, withSolved, openPage } from './lesson.js';
import { correctionOf, glyphOf, NO_LINE, symbolsOf, withCorrection, withoutCorrection, lineReducer } from './line.js';
import { machineReducer } from './machine.js';
import { withNextStation, NO_PATH, pathReducer } from './path.js';
import { NO_PHOTO, seePhoto } from './photo.js';
import { NO_PLAYGROUND, playgroundReducer } from './playground.js';
import { quickStartReducer, NO_QUICK } from './quickStart.js';
import { currentRun, runsReducer, NO_SHELF } from './runs.js';
import { NO_TRAINING, trainingReducer } from './training.js';
import { duplicatesReducer, NO_DUPLICATES } from './duplicates.js';
import { shareReducer, NO_SHARE } from './share.js';

/** @import {BinAction, Gone} from './bin.js' */
/** @import {Theme} from './theme.js' */
/** @import {Camera} from './camera.js' */
/** @import {Editing, Seen} from './collection.js' */
/** @import {Design, DesignAction} from './design.js' */
/** @import {Insight, InsightAction} from './insight.js' */
/** @import {Notebook, NotebookAction} from './notebook.js' */
/** @import {Project, ProjectAction} from './project.js' */
/** @import {Lesson, LessonAction} from './lesson.js' */
/** @import {Correction, Line, LineAction} from './line.js' */
/** @import {Path, PathAction} from './path.js' */
/** @import {Photo, PhotoAction} from './photo.js' */
/** @import {Playground, PlaygroundAction} from './playground.js' */
/** @import {Quick, QuickAction} from './quickStart.js' */
/** @import {Share, ShareAction} from './share.js' */
/** @import {Run, RunsAction, Shelf} from './runs.js' */
/** @import {Training, TrainingAction} from './training.js' */
/** @import {Duplicates, DuplicatesAction} from './duplicates.js' */
/** @import {ErrorRecord, Offline, Unedit, Preset, BootPhase, StartKind, Booting} from '../worker/protocol.js' */
/** @import {BootReady, BootFailed, SourceResult, SourceRest, CodeFetching, SheetEvent, PagePicture} from '../worker/protocol.js' */
/** @import {CameraView, TrainSettings, EvaluateResult, PredictResult, Explanation} from '../worker/protocol.js' */

/** @typedef {'collect' | 'check' | 'train' | 'evaluate' | 'try' | 'learn' | 'code'} Step */
/** @type {Step[]} */
export const STEPS = ['collect', 'check', 'train', 'evaluate', 'try', 'learn', 'code'];

/**
 * @typedef {{state: 'booting', phase: BootPhase, loaded: number, total: number}
 *   | {state: 'ready', backend: string, start: StartKind, why: string}
 *   | {state: 'failed', error: ErrorRecord}} Boot
 *
 * @typedef {object} Sheet    one source of pictures, in the order of arrival: a page, the drawings, a ready collection
 * @property {string} id
 * @property {string} name    the file's name: shown as text only
 * @property {'waiting' | 'working' | 'done' | 'failed'} state
 * @property {SheetEvent | CodeFetching | null} progress
 * @property {SourceResult | null} result
 * @property {ErrorRecord | null} error
 * @property {string} [writer]    the nickname of who wrote it; the same on two sheets is one hand
 * @property {string} [origin]    tells whether the same file is dropped again
 * @property {File} [file]    as long as it may have to be read again
 * @property {boolean} [pointed]    a person has set its corners
 * @property {number[][]} [corners]    as that person has set them, in pixels of the page
 * @property {number[]} [top]    a place near the page's top, as a person has said where nothing told it
 * @property {number[][][]} [beside]    the corners of other sheets in the same picture, which have cards of their own
 * @property {string[]} [classes]    what stands on it from top to bottom, as a person has said where no strip was read
 * @property {Given} [given]    where its pictures are too many to be kept on the device, or were put right: what they
 *     are made from once more
 * @property {SourceRest} [rest]    those pictures, when they have come
 *
 * @typedef {{files: {name: string, file: Uint8Array}[], most: number, asItWas?: boolean}} Given    what a ready
 *     collection was made of; asItWas: its pictures are not put right
 *
 * @typedef {'template' | 'draw' | 'ready' | 'camera'} Way
 *
 * @typedef {{id: string, name: string, picture: PagePicture, corners: number[][]}} Pointing    corners in pixels of the
 *     page
 *
 * @typedef {object} TemplateChoice    the sheets to print
 * @property {string} text    the symbols as they were typed
 * @property {20 | 12} columns
 * @property {'a4' | 'letter'} paper
 * @property {Record<string, Uint8Array>} pictures    PNG of the symbols that somebody gave a picture
 * @property {string[]} pages    SVG, as last drawn
 * @property {number | null} drawn    the sheet id of `pages`
 * @property {ErrorRecord | null} error
 *
 * @typedef {(now: TemplateChoice) => Partial<TemplateChoice>} TemplateEdit    where a change builds on what stands by
 *     then
 *
 * @typedef {object} Evaluation
 * @property {'none' | 'working' | 'done' | 'failed'} state
 * @property {string} [asked]    the request that it waits for: an answer to another one is not for it
 * @property {string} [stand]    what it is of: which network, and how far that had come
 * @property {EvaluateResult | null} result
 * @property {ErrorRecord | null} error
 * @property {{actual: number, predicted: number} | null} picked    the cell of the confusion matrix that is looked into
 *
 * @typedef {object} Reading    what the net says about the drawing on the canvas
 * @property {PredictResult & Partial<Explanation> | null} result
 * @property {number} revision    of the drawing that was read
 * @property {number | null} epochs    that the net had seen; null for the untrained net
 * @property {{epochs: number, top: number, share: number}[]} history    of this very drawing, epoch by epoch
 * @property {boolean} late    a person waits for what is read now
 * @property {ErrorRecord | null} error
 *
 * @typedef {{id: string, name: string, drawing: Uint8Array, size: number}} Drawing    of a symbol by its name: ink, row
 *     by row
 *
 * @typedef {{preset: string, seed: number, splitSeed: number} & Partial<TrainSettings>} Choice    what was set by hand;
 *     the rest is the preset's
 *
 * @typedef {object} State
 * @property {string} language
 * @property {Step} step
 * @property {Boot} boot
 * @property {number} working    how many workers share the work at hand; 0 where there is none, or one does it all
 * @property {string[]} classes    of all sources; the digits while there is none
 * @property {Editing} editing    what was changed by hand about single pictures
 * @property {TemplateChoice} template
 * @property {Way | null} way    of collecting that is unfolded
 * @property {Camera} camera    what it sees
 * @property {boolean} mnist    whether this site carries MNIST along
 * @property {Drawing[]} underway    drawings on the screen that wait for Python, in their order
 * @property {ErrorRecord | null} drawnError    why the last drawing has not come into the collection
 * @property {ErrorRecord | null} saveError    of the last download of the collection
 * @property {Pointing | null} pointing    the page whose corners a person is setting
 * @property {Sheet[]} sheets
 * @property {Gone[]} bin    what was deleted and can come back; the latest last
 * @property {Seen} checked    what there was when it was last looked through
 * @property {Preset[]} presets    the networks on offer; empty until the worker has told them
 * @property {Choice} choice    for the next training
 * @property {Training} training
 * @property {Run[]} runs
 * @property {Shelf} shelf
 * @property {Evaluation} evaluation
 * @property {{revision: number, empty: boolean}} drawing    the ink itself is shared, for it changes with every move
 * @property {Reading} reading
 * @property {Line} line    of symbols that is written
 * @property {Photo} photo    of lines on paper
 * @property {Insight} insight
 * @property {Design} design    the network of the next training, while it is worked on
 * @property {Lesson} lesson
 * @property {Playground} playground
 * @property {Duplicates} duplicates
 * @property {Path} path    the guided one
 * @property {Quick} quick    the way without paper
 * @property {Share} share
 * @property {Notebook} notebook    the cells of the Code step
 * @property {'draw' | 'erase'} tool
 * @property {Project} project    that is open, and the others
 * @property {Offline} offline
 * @property {{own: number, foreign: number}} requests    to the network since loading: to the site's own server, to
 *     others
 * @property {boolean} dockOpen    on small screens: is the canvas unfolded?
 * @property {boolean} projector    large type and only the step at hand
 * @property {boolean} shortcuts    keys that act alone are on
 * @property {number} machine    how much faster trainings are here than was expected
 * @property {Theme} theme    as the system has it, or chosen
 */

/**
 * @typedef {{type: 'language/chosen', language: string}
 *   | {type: 'step/opened', step: Step, place?: string, form?: number}
 *   | {type: 'boot/told', message: Booting | BootReady | BootFailed}
 *   | {type: 'boot/retried'}
 *   | {type: 'workers/told', working: number}
 *   | {type: 'sheets/added', sheets: Pick<Sheet, 'id' | 'name' | 'origin' | 'file' | 'given' | 'beside'>[], after?:
 *   string}
 *   | {type: 'sheet/started', id: string}
 *   | {type: 'sheet/progressed', id: string, progress: SheetEvent | CodeFetching}
 *   | {type: 'sheet/read', id: string, as?: string, result: SourceResult, given?: Given}
 *   | {type: 'sheet/compared', id: string, twin: string | null}
 *   | {type: 'sheet/completed', id: string, rest: SourceRest}
 *   | {type: 'sheet/failed', id: string, error: ErrorRecord}
 *   | {type: 'sheet/removed', id: string}
 *   | {type: 'sheet/signed', id: string, writer: string}
 *   | {type: 'sheet/again', id: string, corners?: number[][], classes?: string[], top?: number[]}
 *   | {type: 'sheet/lost', id: string, error: ErrorRecord}
 *   | {type: 'ready/told', mnist: boolean}
 *   | {type: 'camera/looked', view: CameraView}
 *   | {type: 'camera/taken'}
 *   | {type: 'save/told', error: ErrorRecord | null}
 *   | {type: 'corners/opened', pointing: Pointing | null}
 *   | {type: 'drawn/asked', drawing: Drawing}
 *   | {type: 'drawn/read', of: string, glyph: Uint8Array | null, id: string}
 *   | {type: 'drawn/failed', of: string, error: ErrorRecord}
 *   | {type: 'drawn/undone'}
 *   | {type: 'pictures/edited', changes: Unedit[]}
 *   | {type: 'edits/undone'}
 *   | {type: 'edits/redone'}
 *   | {type: 'way/opened', way: Way | null}
 *   | {type: 'template/changed', template: Partial<TemplateChoice> | TemplateEdit}
 *   | {type: 'presets/told', presets: Preset[]}
 *   | {type: 'preset/chosen', key: string}
 *   | {type: 'settings/changed', settings: Partial<TrainSettings>}
 *   | DesignAction
 *   | {type: 'evaluate/started', asked: string, stand: string}
 *   | {type: 'evaluate/done', asked: string, result: EvaluateResult}
 *   | {type: 'evaluate/failed', asked: string, error: ErrorRecord}
 *   | {type: 'evaluate/stopped', asked: string}
 *   | {type: 'evaluate/picked', picked: Evaluation['picked']}
 *   | {type: 'drawing/changed', empty: boolean}
 *   | {type: 'drawing/read', result: PredictResult & Partial<Explanation>, revision: number, epochs: number | null,
 *   run: string | null}
 *   | {type: 'drawing/late'}
 *   | {type: 'drawing/failed', error: ErrorRecord}
 *   | {type: 'tool/chosen', tool: State['tool']}
 *   | {type: 'offline/told', offline: Offline}
 *   | {type: 'requests/told', own: number, foreign: number}
 *   | {type: 'dock/toggled'}
 *   | {type: 'projector/toggled'}
 *   | {type: 'theme/chosen', theme: Theme}
 *   | {type: 'shortcuts/switched'}
 *   | {type: 'project/opened', kept: Partial<State>}
 *   | ProjectAction
 *   | BinAction
 *   | LessonAction
 *   | LineAction | PhotoAction
 *   | DuplicatesAction
 *   | PlaygroundAction
 *   | PathAction
 *   | QuickAction
 *   | ShareAction
 *   | NotebookAction
 *   | TrainingAction
 *   | RunsAction
 *   | InsightAction} Action
 */

/** @type {Evaluation} */
const NO_EVALUATION = { state: 'none', result: null, error: null, picked: null };

/**
 * @param {{language: string, step: Step, place?: string, projector?: boolean, shortcuts?: boolean, theme?: Theme}}
 *     start
 * @returns {State}
 */
export function initialState({ language, step, place = '', projector = false, shortcuts = true, theme = 'system' }) {
  return {
    language,
    step,
    boot: { state: 'booting', phase: 'runtime', loaded: 0, total: 0 },
    working: 0,
    classes: DIGITS,
    sheets: [],
    bin: [],
    editing: NO_EDITS,
    template: { text: DIGITS.join(' '), columns: 20, paper: 'a4', pictures: {}, pages: [], drawn: null, error: null },
    way: null,
    pointing: null,
    camera: NO_VIEW,
    mnist: false,
    underway: [],
    drawnError: null,
    saveError: null,
    checked: {},
    presets: [],
    choice: { preset: 'school-1', seed: 1, splitSeed: 1 },
    training: NO_TRAINING,
    runs: [],
    shelf: NO_SHELF,
    evaluation: NO_EVALUATION,
    drawing: { revision: 0, empty: true },
    reading: { result: null, revision: 0, epochs: null, history: [], late: false, error: null },
    line: NO_LINE,
    photo: NO_PHOTO,
    insight: NO_INSIGHT,
    design: NO_DESIGN,
    lesson: step === 'learn' ? openPage(NO_LESSON, place) : NO_LESSON,
    playground: NO_PLAYGROUND,
    duplicates: NO_DUPLICATES,
    path: NO_PATH,
    quick: NO_QUICK,
    share: NO_SHARE,
    notebook: NO_NOTEBOOK,
    tool: 'draw',
    project: NO_PROJECT,
    offline: { state: 'none' },
    requests: { own: 0, foreign: 0 },
    dockOpen: false,
    projector,
    theme,
    machine: 1,
    shortcuts,
  };
}

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reducer(state, action) {
  const changed = change(state, action);
  const training = trainingReducer(changed.training, action);
  const { runs, shelf, bin } = changed;
  const kept = runsReducer({ training, runs, shelf, bin }, action);
  const path = pathReducer(changed.path, action, state);
  const machine = machineReducer(state, kept.training);
  const same =
    machine === changed.machine &&
    kept.training === changed.training &&
    kept.runs === runs &&
    kept.shelf === shelf &&
    path === changed.path;
  const next = same ? changed : { ...changed, ...kept, path, machine };
  const filled = binReducer(state, next, action);
  return withNextStation(filled === next.bin ? next : { ...next, bin: filled });
}

/**
 * All but the training, its runs and the guided path.
 *
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
function change(state, action) {
  switch (action.type) {
    case 'language/chosen':
      return { ...state, language: action.language };
    case 'step/opened':
      return openStep(state, action.step, action.place ?? '');
    case 'boot/told':
      return { ...state, boot: bootFrom(state.boot, action.message) };
    case 'boot/retried':
      // of a deleted run none comes back
      return currentRun(state)?.weights ? forgetWorker(state) : withNetwork(forgetWorker(state));
    case 'workers/told':
      return { ...state, working: action.working };
    case 'sheets/added':
      // Where sheets come in, nobody prints any more.
      return {
        ...state,
        sheets: withSheets(state.sheets, action.sheets.map(waitingSheet), action.after),
        way: state.way === 'template' ? null : state.way,
      };
    case 'sheet/started':
      return withSheet(state, action.id, { state: 'working' });
    case 'sheet/progressed':
      return withSheet(state, action.id, { progress: action.progress });
    case 'sheet/read':
      return readSheet(state, action);
    case 'sheet/compared':
      return { ...state, sheets: withTwin(state.sheets, action.id, action.twin) };
    case 'sheet/completed':
      return withSheet(state, action.id, { rest: action.rest });
    case 'sheet/failed':
      return withSheet(state, action.id, { state: 'failed', error: action.error, progress: null });
    case 'sheet/removed':
      return removeSheet(state, action.id);
    case 'sheet/signed':
      return withSheet(state, action.id, { writer: action.writer });
    case 'sheet/again': {
      const { type, id, ...told } = action; // what was told before stays
      return {
        ...withSheet(state, id, { state: 'waiting', error: null, ...told, ...(told.corners && { pointed: true }) }),
        pointing: null,
      };
    }
    case 'sheet/lost':
      return withClasses(
        withSheet(state, action.id, { state: 'failed', error: action.error, result: null, progress: null }),
      );
    case 'camera/looked':
      return { ...state, camera: cameraReducer(state.camera, action.view) };
    case 'camera/taken':
      return { ...state, camera: { ...state.camera, taken: true } };
    case 'ready/told':
      return { ...state, mnist: action.mnist };
    case 'save/told':
      return { ...state, saveError: action.error };
    case 'corners/opened':
      return { ...state, pointing: state.sheets.some(({ id }) => id === action.pointing?.id) ? action.pointing : null };
    case 'gone/restored':
      return withClasses(bringBack(state, action.id));
    case 'drawn/asked':
      return { ...state, underway: [...state.underway, action.drawing] };
    case 'drawn/read':
      return withDrawn(state, action);
    case 'drawn/failed':
      return { ...state, underway: state.underway.filter(({ id }) => id !== action.of), drawnError: action.error };
    case 'drawn/undone':
      return withoutDrawn(state);
    case 'pictures/edited':
      return editPictures(state, action.changes);
    case 'edits/undone':
      return withClasses({ ...state, editing: undo(state.editing) });
    case 'edits/redone':
      return withClasses({ ...state, editing: redo(state.editing) });
    case 'way/opened':
      return { ...state, way: action.way };
    case 'template/changed':
      return { ...state, template: changeTemplate(state.template, action.template) };
    case 'presets/told':
      return { ...state, presets: action.presets };
    case 'preset/chosen': {
      const { seed, splitSeed } = state.choice;
      return { ...state, choice: { preset: action.key, seed, splitSeed }, design: withoutEdits(state.design) };
    }
    case 'settings/changed':
      return { ...state, choice: withoutGaps({ ...state.choice, ...action.settings }) };
    case 'layers/edited':
    case 'layers/undone':
    case 'layers/redone':
    case 'design/told': {
      const { design, layers } = designReducer(state.design, state.choice.layers ?? undefined, action);
      return { ...state, design, choice: withoutGaps({ ...state.choice, layers }) };
    }
    case 'train/started':
    case 'train/reset':
    case 'run/lost':
      return withNetwork(state);
    case 'run/opening':
      return withNetwork({
        ...state,
        choice: state.runs.find(({ id }) => id === action.id)?.settings ?? state.choice,
        design: { ...state.design, past: [], future: [] },
      });
    case 'evaluate/started':
      return {
        ...state,
        evaluation: { ...NO_EVALUATION, state: 'working', asked: action.asked, stand: action.stand },
        insight: withoutFindings(state.insight),
      };
    case 'evaluate/done':
      return answered(state, action.asked, { state: 'done', result: action.result });
    case 'evaluate/failed':
      return answered(state, action.asked, { state: 'failed', error: action.error });
    case 'evaluate/stopped':
      return answered(state, action.asked, { state: 'none' });
    case 'evaluate/picked':
      return { ...state, evaluation: { ...state.evaluation, picked: action.picked } };
    case 'drawing/changed':
      return { ...state, drawing: { revision: state.drawing.revision + 1, empty: action.empty } };
    case 'drawing/read':
      return action.run === state.training.run ? { ...state, reading: readingFrom(state.reading, action) } : state;
    case 'drawing/late':
      return { ...state, reading: { ...state.reading, late: true } };
    case 'drawing/failed':
      return { ...state, reading: { ...state.reading, late: false, error: action.error } };
    case 'line/written':
    case 'line/undone':
    case 'line/read':
    case 'line/failed':
    case 'line/understood':
      return { ...state, line: lineReducer(state.line, action, state.training.run) };
    case 'line/corrected':
      return corrected(state, 'line', action);
    case 'line/uncorrected':
      return uncorrected(state, 'line', state.line.corrections.at(-1));
    case 'photo/opened':
    case 'photo/read':
    case 'photo/failed':
    case 'photo/closed':
      return { ...state, photo: seePhoto(state.photo, action, state.training.run) };
    case 'photo/corrected':
      return corrected(state, 'photo', action);
    case 'photo/uncorrected':
      return uncorrected(state, 'photo', state.photo.corrections.at(-1));
    case 'tool/chosen':
      return { ...state, tool: action.tool };
    case 'offline/told':
      return { ...state, offline: action.offline };
    case 'requests/told':
      return {
        ...state,
        requests: { own: state.requests.own + action.own, foreign: state.requests.foreign + action.foreign },
      };
    case 'lesson/failed':
      return { ...state, lesson: { ...state.lesson, error: action.error } };
    case 'card/solved':
      return { ...state, lesson: withSolved(state.lesson, action.card) };
    case 'dock/toggled':
      return { ...state, dockOpen: !state.dockOpen };
    case 'theme/chosen':
      return { ...state, theme: action.theme };
    case 'projector/toggled':
      return { ...state, projector: !state.projector };
    case 'shortcuts/switched':
      return { ...state, shortcuts: !state.shortcuts };
    case 'project/opened':
      return openProject(state, action.kept);
    case 'project/told':
    case 'project/filed':
    case 'project/renamed':
      return { ...state, project: projectReducer(state.project, action) };
    case 'cell/added':
    case 'cell/shown':
    case 'cell/changed':
    case 'cell/removed':
    case 'cell/moved':
    case 'cell/waits':
    case 'cell/started':
    case 'cell/lasts':
    case 'cell/told':
    case 'cell/ended':
    case 'cells/opened':
    case 'cells/failed':
    case 'python/restarted':
    case 'python/ails':
    case 'policy/told':
    case 'programs/told':
      return { ...state, notebook: notebookReducer(state.notebook, action) };
    case 'quick/started':
    case 'quick/ended':
      return { ...state, quick: quickStartReducer(state.quick, action, state.sheets) };
    case 'share/owned':
    case 'share/started':
    case 'share/taken':
    case 'share/stopped':
    case 'share/failed':
      return { ...state, share: shareReducer(state.share, action) };
    case 'duplicates/asked':
    case 'duplicates/told':
      return { ...state, duplicates: duplicatesReducer(state.duplicates, action) };
    default: {
      const insight = insightReducer(state.insight, action);
      const playground = playgroundReducer(state.playground, /** @type {PlaygroundAction} */ (action));
      return insight === state.insight && playground === state.playground ? state : { ...state, insight, playground };
    }
  }
}

/**
 * @param {State} state
 * @param {Step} step
 * @param {string} place    in the Learn step
 * @returns {State}
 */
function openStep(state, step, place) {
  const lesson = step === 'learn' ? openPage(state.lesson, place) : state.lesson;
  return { ...state, step, lesson, checked: step === 'check' ? seenIn(state.sheets) : state.checked };
}

/**
 * A page that was read with a doubt may be read again at corners that a person sets, and one of other symbols than
 * those
 * before it, or of those that a person named, with others, or the other way up.
 *
 * @param {State} state
 * @param {{id: string, result: SourceResult}} read
 */
function fileAfter({ sheets }, { id, result }) {
  const sheet = sheets.find((one) => one.id === id);
  const doubtful = (result.page?.quality.warnings.length ?? 0) > 0;
  return doubtful || sheet?.classes || sheet?.top || othersIn(sheets, { id, result }).length > 0
    ? sheet?.file
    : undefined;
}

/**
 * All that belonged to another project begins anew.
 *
 * @param {State} state
 * @param {Partial<State>} kept
 * @returns {State}
 */
function openProject(state, kept) {
  const {
    language,
    step,
    projector,
    shortcuts,
    theme,
    machine,
    boot,
    presets,
    mnist,
    offline,
    requests,
    tool,
    drawing,
    project,
    lesson: { place },
  } = state;
  return withClasses({
    ...initialState({ language, step, projector, shortcuts, theme }),
    machine,
    boot,
    presets,
    mnist,
    offline,
    requests,
    tool,
    drawing,
    ...kept,
    project: withoutNotes(project),
    lesson: openPage(kept.lesson ?? NO_LESSON, place),
  });
}

/** @param {TemplateChoice} now @param {Partial<TemplateChoice> | TemplateEdit} change @returns {TemplateChoice} */
function changeTemplate(now, change) {
  return { ...now, ...(typeof change === 'function' ? change(now) : change) };
}

/** What was found out about the network before is of no use for another one. @param {State} state @returns {State} */
function withNetwork(state) {
  return {
    ...state,
    evaluation: NO_EVALUATION,
    reading: { ...state.reading, history: [] },
    insight: withoutFindings(state.insight),
  };
}

/** @param {State} state @returns {State} */
function withClasses(state) {
  const classes = classesOf(state.sheets, state.editing.now);
  return classes.join('\0') === state.classes.join('\0') ? state : { ...state, classes };
}

/**
 * A page that is read once more gives other pictures: they come under another id, and what was said about the first
 * ones is gone.
 *
 * @param {State} state
 * @param {{id: string, as?: string, result: SourceResult, given?: Given}} read
 * @returns {State}
 */
function readSheet(state, { id, as = id, result, given }) {
  const read = withSheet(state, id, {
    id: as,
    state: 'done',
    result,
    error: null,
    progress: null,
    file: fileAfter(state, { id, result }),
    given,
  });
  const next = { ...read, sheets: withTwin(read.sheets, as, result.page?.twin) };
  if (as === id) return withClasses(next);
  return withClasses({ ...next, editing: withoutEditsOf(state.editing, id) });
}

/** @param {State} state @param {string} id @returns {State} */
function removeSheet(state, id) {
  const sheets = state.sheets.filter((sheet) => sheet.id !== id);
  if (sheets.length === state.sheets.length) return state;
  return withClasses({
    ...state,
    sheets,
    editing: withoutEditsOf(state.editing, id),
    pointing: state.pointing?.id === id ? null : state.pointing,
  });
}

/**
 * What was found out about pictures may be acted on when they are gone.
 * @param {State} state
 * @param {Unedit[]} changes
 * @returns {State}
 */
function editPictures(state, changes) {
  const ids = new Set(state.sheets.filter(({ result }) => result).map(({ id }) => id));
  const there = changes.filter(({ sheet }) => ids.has(sheet));
  return there.length > 0 ? withClasses({ ...state, editing: edit(state.editing, there) }) : state;
}

/**
 * A drawing comes into the collection, unless it was taken back meanwhile or nothing is on it.
 *
 * @param {State} before
 * @param {{of: string, glyph: Uint8Array | null, id: string}} answer    id: of the source, where there is none yet
 * @returns {State}
 */
function withDrawn(before, { of, glyph, id }) {
  const drawing = before.underway.find((one) => one.id === of);
  if (!drawing) return before;
  const state = { ...before, underway: before.underway.filter((one) => one !== drawing) };
  return glyph ? withGlyph(state, { name: drawing.name, glyph, id }) : state;
}

/** @param {State} state @param {{name: string, glyph: Uint8Array, id: string}} drawing @returns {State} */
function withGlyph(state, { name, glyph, id }) {
  const drawn = drawnAmong(state.sheets);
  const result = withDrawing(drawn?.result ?? null, name, glyph);
  const there = drawn ? state : { ...state, sheets: [...state.sheets, waitingSheet({ id, name: '' })] };
  return withClasses({ ...withSheet(there, drawn?.id ?? id, { state: 'done', result }), drawnError: null });
}

/**
 * Without the latest drawing, whether it is in the collection already or still on its way.
 * @param {State} state
 * @returns {State}
 */
function withoutDrawn(state) {
  if (state.underway.length > 0) return { ...state, underway: state.underway.slice(0, -1) };
  const drawn = drawnAmong(state.sheets);
  const last = drawn?.result?.cells.at(-1);
  return drawn && last !== undefined ? withoutDrawing(state, drawn.id, last) : state;
}

/**
 * A source of which nothing is left goes, too.
 * @param {State} state
 * @param {string} id    of the drawings
 * @param {number} cell
 * @returns {State}
 */
function withoutDrawing(state, id, cell) {
  const drawn = state.sheets.find((sheet) => sheet.id === id);
  if (!drawn?.result?.cells.includes(cell)) return state;
  const result = withoutCell(drawn.result, cell);
  if (!result) {
    return withClasses({
      ...state,
      sheets: state.sheets.filter((sheet) => sheet !== drawn),
      editing: withoutEditsOf(state.editing, id),
    });
  }
  return withClasses({ ...withSheet(state, id, { result }), editing: withoutEditsOf(state.editing, id, cell) });
}

/**
 * What a symbol really is: its picture becomes a drawing, in place of that of an earlier correction.
 *
 * @param {State} state
 * @param {'line' | 'photo'} where
 * @param {{index: number, name: string, id: string}} told    id: of the drawings, where there are none yet
 * @returns {State}
 */
function corrected(state, where, { index, name, id }) {
  const symbol = symbolsOf(state[where])[index];
  const before = symbol && correctionOf(state[where], symbol);
  if (!symbol || before?.name === name) return state;
  const drawn = withGlyph(uncorrected(state, where, before), { name, glyph: glyphOf(symbol), id });
  const source = /** @type {Sheet} */ (drawnAmong(drawn.sheets));
  const cell = /** @type {number} */ (source.result?.cells.at(-1));
  return { ...drawn, [where]: withCorrection(drawn[where], symbol, { name, sheet: source.id, cell }) };
}

/** @param {State} state @param {'line' | 'photo'} where @param {Correction | undefined} correction @returns {State} */
function uncorrected(state, where, correction) {
  if (!correction) return state;
  return {
    ...withoutDrawing(state, correction.sheet, correction.cell),
    [where]: withoutCorrection(state[where], correction),
  };
}

/** @param {State} state @param {string} asked @param {Partial<Evaluation>} answer @returns {State} */
function answered(state, asked, answer) {
  return state.evaluation.asked === asked
    ? { ...state, evaluation: { ...NO_EVALUATION, stand: state.evaluation.stand, ...answer } }
    : state;
}

/** All that was read, whether it counts or not. @param {Sheet[]} sheets */
export function countPictures(sheets) {
  return sheets.reduce((sum, { result }) => sum + countIn(result), 0);
}

/**
 * Downloads that are still running when one has failed go on counting: that changes nothing.
 *
 * @param {Boot} before
 * @param {Booting | BootReady | BootFailed} message
 * @returns {Boot}
 */
function bootFrom(before, message) {
  if (before.state === 'failed' && message.state === 'booting') return before;
  const { kind, ...boot } = message;
  return boot;
}

/**
 * A new worker knows nothing: what the old one was asked goes, the pages stay, and so does what has been found out,
 * which
 * is of the network that comes back.
 *
 * @param {State} state
 * @returns {State}
 */
function forgetWorker(state) {
  return {
    ...state,
    boot: { state: 'booting', phase: 'runtime', loaded: 0, total: 0 },
    // What a page had given before it was read again stays, and with it the id: the next reading gets one of its own.
    sheets: state.sheets.map((sheet) =>
      sheet.state === 'working' ? { ...waitingSheet(sheet), result: sheet.result } : sheet,
    ),
    evaluation: state.evaluation.state === 'done' ? state.evaluation : NO_EVALUATION,
    reading: { ...state.reading, result: null, history: [], epochs: null, late: false },
    insight: withoutWork(state.insight),
    notebook: { ...state.notebook, ailing: null, lasts: null },
    playground: { ...state.playground, running: false },
  };
}

/** @param {Sheet[]} sheets @param {Sheet[]} fresh @param {string} [after]    whom they follow; by default all */
function withSheets(sheets, fresh, after) {
  const place = sheets.findIndex(({ id }) => id === after) + 1 || sheets.length;
  return [...sheets.slice(0, place), ...fresh, ...sheets.slice(place)];
}

/**
 * @param {Pick<Sheet, 'id' | 'name' | 'origin' | 'file' | 'given' | 'beside'>} sheet
 * @returns {Sheet}
 */
function waitingSheet(sheet) {
  return { ...sheet, state: 'waiting', progress: null, result: null, error: null };
}

/**
 * @param {State} state
 * @param {string} id
 * @param {Partial<Sheet>} change
 * @returns {State}
 */
function withSheet(state, id, change) {
  return { ...state, sheets: state.sheets.map((sheet) => (sheet.id === id ? { ...sheet, ...change } : sheet)) };
}

/**
 * The history belongs to one drawing and one network: a new stroke begins it anew.
 *
 * @param {Reading} reading
 * @param {{result: PredictResult, revision: number, epochs: number | null}} read
 * @returns {Reading}
 */
function readingFrom(reading, { result, revision, epochs }) {
  const kept = revision === reading.revision ? reading.history.filter((mark) => mark.epochs !== epochs) : [];
  if (epochs === null || result.probabilities.length === 0) {
    return { result, revision, epochs, history: kept, late: false, error: null };
  }
  const share = Math.max(...result.probabilities);
  const mark = { epochs, top: result.probabilities.indexOf(share), share };
  return { result, revision, epochs, history: [...kept, mark], late: false, error: null };
}
