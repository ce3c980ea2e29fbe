/**
 * The state of the page and every way in which it can change: (state, action) → state.
 *
 * Nothing here reads a clock, a file or the worker, so each transition can be
 * replayed in a test. What follows from the state is computed in facts.js.
 */

import { restoreDeletion, deletionsReducer } from './deletions.js';
import { bootFrom, forgetWorker, NOT_STARTED } from './boot.js';
import { cameraReducer, NO_VIEW } from './camera.js';
import { DIGITS, NO_EDITS, redo, seenIn, undo } from './collection.js';
import { designReducer, NO_DESIGN, withoutEdits, withoutGaps } from './design.js';
import { corrected, uncorrected, withDrawn, withoutDrawn } from './drawn.js';
import { duplicatesReducer, NO_DUPLICATES } from './duplicates.js';
import { evaluationReducer, NO_EVALUATION, withNetwork } from './evaluation.js';
import { insightReducer, limitOf, NO_INSIGHT, withoutFindings } from './insight.js';
import { NO_LESSON, withSolved, openPage } from './lesson.js';
import { lineReducer, NO_LINE } from './line.js';
import { machineReducer } from './machine.js';
import { NO_NOTEBOOK, notebookReducer } from './notebook.js';
import { withNextStation, NO_PATH, pathReducer } from './path.js';
import { NO_PHOTO, photoReducer } from './photo.js';
import { NO_PLAYGROUND, playgroundReducer } from './playground.js';
import { projectReducer, NO_PROJECT, withoutNotes } from './project.js';
import { quickStartReducer, NO_QUICK } from './quickStart.js';
import { NO_READING, readingReducer } from './reading.js';
import { currentRun, runsReducer, NO_SHELF } from './runs.js';
import { exportReducer, NO_EXPORT } from './exporting.js';
import { editPictures, sheetsReducer, waitingSheet, withClasses, withSheets } from './sheets.js';
import { changeTemplate, DIGITS_TEMPLATE } from './template.js';
import { NO_TRAINING, trainingReducer } from './training.js';

/** @import {DeletionAction, Deletion} from './deletions.js' */
/** @import {Boot} from './boot.js' */
/** @import {Camera} from './camera.js' */
/** @import {Editing, Seen} from './collection.js' */
/** @import {Choice, Design, DesignAction} from './design.js' */
/** @import {Drawing} from './drawn.js' */
/** @import {Duplicates, DuplicatesAction} from './duplicates.js' */
/** @import {Evaluation, EvaluationAction} from './evaluation.js' */
/** @import {Insight, InsightAction} from './insight.js' */
/** @import {Lesson, LessonAction} from './lesson.js' */
/** @import {Line, LineAction} from './line.js' */
/** @import {Notebook, NotebookAction} from './notebook.js' */
/** @import {Path, PathAction} from './path.js' */
/** @import {Photo, PhotoAction} from './photo.js' */
/** @import {Playground, PlaygroundAction} from './playground.js' */
/** @import {Project, ProjectAction} from './project.js' */
/** @import {Quick, QuickAction} from './quickStart.js' */
/** @import {Reading, ReadingAction} from './reading.js' */
/** @import {Run, RunsAction, Shelf} from './runs.js' */
/** @import {Exporting, ExportAction} from './exporting.js' */
/** @import {Pointing, Sheet, SheetAction, Way} from './sheets.js' */
/** @import {Step} from './steps.js' */
/** @import {TemplateChoice, TemplateEdit} from './template.js' */
/** @import {Theme} from './theme.js' */
/** @import {Training, TrainingAction} from './training.js' */
/** @import {BootFailed, Booting, BootReady, CameraView, ErrorRecord, Offline} from '../worker/protocol.js' */
/** @import {Preset, TrainSettings, Unedit} from '../worker/protocol.js' */

/**
 * @typedef {object} State
 * @property {string} language
 * @property {Step} step
 * @property {Boot} boot
 * @property {number} working    how many workers exporting the current work; 0 if there is none, or only one
 * @property {string[]} classes    of all sources; the digits if there are none
 * @property {Editing} editing    edits of single pictures
 * @property {TemplateChoice} template
 * @property {Way | null} way    the open panel of the Collect step
 * @property {Camera} camera    result of the latest frames
 * @property {boolean} mnist    whether this site includes MNIST
 * @property {Drawing[]} underway    drawings that Python has not processed yet, in order
 * @property {ErrorRecord | null} drawnError    why the last drawing could not be added
 * @property {ErrorRecord | null} saveError    of the last download of the collection
 * @property {Pointing | null} pointing    the page whose corners are being set
 * @property {Sheet[]} sheets
 * @property {Deletion[]} deletions    deletions that can be restored; the latest last
 * @property {Seen} checked    the pictures when Check was last open
 * @property {Preset[]} presets    empty until the worker has sent them
 * @property {Choice} choice    for the next training
 * @property {Training} training
 * @property {Run[]} runs
 * @property {Shelf} shelf
 * @property {Evaluation} evaluation
 * @property {{revision: number, empty: boolean}} drawing    the ink is not part of the state, since it changes with
 *     every move
 * @property {Reading} reading
 * @property {Line} line    the handwritten line
 * @property {Photo} photo    of lines on paper
 * @property {Insight} insight
 * @property {Design} design    of the next training's network
 * @property {Lesson} lesson
 * @property {Playground} playground
 * @property {Duplicates} duplicates
 * @property {Path} path    the guided path
 * @property {Quick} quick    the quick start
 * @property {Exporting} exporting
 * @property {Notebook} notebook    the cells of the Code step
 * @property {'draw' | 'erase'} tool
 * @property {Project} project    the open project, and the list of projects
 * @property {Offline} offline
 * @property {{own: number, foreign: number}} requests    network requests since loading: to this site's server, to
 *     others
 * @property {boolean} dockOpen    whether the canvas is open on small screens
 * @property {number} arriving    how many drops of files are not taken completely yet
 * @property {boolean} projector    large type, and only the current step
 * @property {boolean} shortcuts    whether single-key shortcuts are enabled
 * @property {number} machine    how much faster trainings are than estimated
 * @property {Theme} theme    as in the system, or chosen
 */

/**
 * @typedef {{type: 'language/chosen', language: string}
 *   | {type: 'step/opened', step: Step, place?: string, form?: number}
 *   | {type: 'boot/told', message: Booting | BootReady | BootFailed}
 *   | {type: 'boot/retried'}
 *   | {type: 'workers/told', working: number}
 *   | {type: 'sheets/added', sheets: Pick<Sheet, 'id' | 'name' | 'origin' | 'file' | 'given' | 'beside'>[],
 *     after?: string}
 *   | SheetAction
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
 *   | EvaluationAction
 *   | {type: 'drawing/changed', empty: boolean}
 *   | ReadingAction
 *   | {type: 'tool/chosen', tool: State['tool']}
 *   | {type: 'offline/told', offline: Offline}
 *   | {type: 'requests/told', own: number, foreign: number}
 *   | {type: 'dock/toggled'}
 *   | {type: 'files/arriving'}
 *   | {type: 'files/arrived'}
 *   | {type: 'projector/toggled'}
 *   | {type: 'theme/chosen', theme: Theme}
 *   | {type: 'shortcuts/switched'}
 *   | {type: 'project/opened', kept: Partial<State>}
 *   | ProjectAction
 *   | DeletionAction
 *   | LessonAction
 *   | LineAction | PhotoAction
 *   | DuplicatesAction
 *   | PlaygroundAction
 *   | PathAction
 *   | QuickAction
 *   | ExportAction
 *   | NotebookAction
 *   | TrainingAction
 *   | RunsAction
 *   | InsightAction} Action
 */

/**
 * @param {{language: string, step: Step, place?: string, projector?: boolean, shortcuts?: boolean, theme?: Theme}}
 *     start
 * @returns {State}
 */
export function initialState({ language, step, place = '', projector = false, shortcuts = true, theme = 'system' }) {
  return {
    language,
    step,
    boot: NOT_STARTED,
    working: 0,
    classes: DIGITS,
    sheets: [],
    deletions: [],
    editing: NO_EDITS,
    template: DIGITS_TEMPLATE,
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
    reading: NO_READING,
    line: NO_LINE,
    photo: NO_PHOTO,
    insight: NO_INSIGHT,
    design: NO_DESIGN,
    lesson: step === 'learn' ? openPage(NO_LESSON, place) : NO_LESSON,
    playground: NO_PLAYGROUND,
    duplicates: NO_DUPLICATES,
    path: NO_PATH,
    quick: NO_QUICK,
    exporting: NO_EXPORT,
    notebook: NO_NOTEBOOK,
    tool: 'draw',
    project: NO_PROJECT,
    offline: { state: 'none' },
    requests: { own: 0, foreign: 0 },
    arriving: 0,
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
  const { runs, shelf, deletions } = changed;
  const kept = runsReducer({ training, runs, shelf, deletions }, action);
  const path = pathReducer(changed.path, action, state);
  const machine = machineReducer(state, kept.training);
  const same =
    machine === changed.machine &&
    kept.training === changed.training &&
    kept.runs === runs &&
    kept.shelf === shelf &&
    path === changed.path;
  const next = same ? changed : { ...changed, ...kept, path, machine };
  const filled = deletionsReducer(state, next, action);
  return withNextStation(filled === next.deletions ? next : { ...next, deletions: filled });
}

/**
 * Everything except the training, its runs and the guided path.
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
      // a deleted run's network cannot be restored
      return currentRun(state)?.weights ? forgetWorker(state) : withNetwork(forgetWorker(state));
    case 'workers/told':
      return { ...state, working: action.working };
    case 'sheets/added':
      // When sheets are added, the template is no longer needed.
      return {
        ...state,
        sheets: withSheets(state.sheets, action.sheets.map(waitingSheet), action.after),
        way: state.way === 'template' ? null : state.way,
      };
    case 'sheet/started':
    case 'sheet/progressed':
    case 'sheet/read':
    case 'sheet/compared':
    case 'sheet/completed':
    case 'sheet/failed':
    case 'sheet/removed':
    case 'sheet/signed':
    case 'sheet/again':
    case 'sheet/lost':
      return sheetsReducer(state, action);
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
    case 'deletion/restored':
      return withClasses(restoreDeletion(state, action.id));
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
        evaluation: evaluationReducer(state.evaluation, action),
        insight: withoutFindings(state.insight),
      };
    case 'evaluate/done':
    case 'evaluate/failed':
    case 'evaluate/stopped':
    case 'evaluate/picked':
      return { ...state, evaluation: evaluationReducer(state.evaluation, action) };
    case 'drawing/changed':
      return { ...state, drawing: { revision: state.drawing.revision + 1, empty: action.empty } };
    case 'drawing/read':
    case 'drawing/late':
    case 'drawing/failed':
      return { ...state, reading: readingReducer(state.reading, action, state.training.run) };
    case 'line/written':
    case 'line/cut':
    case 'line/undone':
    case 'line/read':
    case 'line/failed':
    case 'line/understood':
      return { ...state, line: lineReducer(state.line, action, state.training.run, limitOf(state.insight)) };
    case 'line/corrected':
      return corrected(state, 'line', action);
    case 'line/uncorrected':
      return uncorrected(state, 'line', state.line.corrections.at(-1));
    case 'photo/opened':
    case 'photo/read':
    case 'photo/failed':
    case 'photo/cut':
    case 'photo/uncut':
    case 'photo/closed':
      return { ...state, photo: photoReducer(state.photo, action, state.training.run) };
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
    case 'files/arriving':
      return { ...state, arriving: state.arriving + 1 };
    case 'files/arrived': // perhaps into a project that was left
      return { ...state, arriving: Math.max(0, state.arriving - 1) };
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
    case 'python/problem':
    case 'policy/told':
    case 'programs/told':
      return { ...state, notebook: notebookReducer(state.notebook, action) };
    case 'quick/started':
    case 'quick/ended':
      return { ...state, quick: quickStartReducer(state.quick, action, state.sheets) };
    case 'export/owned':
    case 'export/started':
    case 'export/finished':
    case 'export/stopped':
    case 'export/failed':
      return { ...state, exporting: exportReducer(state.exporting, action) };
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
 * Resets everything that belongs to the previous project.
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
