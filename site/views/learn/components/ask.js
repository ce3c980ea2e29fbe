/**
 * Hooks for a card's requests to Python: the latest one counts, and the previous result is shown until it is answered.
 */

import { useEffect, useMemo, useRef, useState } from '../../../vendor/preact.js';

/** @import {ViewProps} from '../../view.js' */

/**
 * @param {Pick<ViewProps, 'state' | 'commands'>} props
 * @param {string} topic    a lesson's name
 * @param {Record<string, any>} values    compared one by one: arrays must stay the same objects while nothing changes
 * @returns {any}    what the lesson told; null before the first answer
 */
export function useAnswer({ state, commands }, topic, values) {
  const [answer, setAnswer] = useState(/** @type {any} */ (null));
  const line = useRef({ busy: false, gone: false, next: /** @type {any} */ (null) });
  const ready = state.boot.state === 'ready';
  useEffect(
    () => () => {
      line.current.gone = true;
    },
    [],
  );
  useEffect(() => {
    const { current } = line;
    current.next = ready && !Object.values(values).includes(undefined) ? values : null;
    if (!current.busy) void work();
    async function work() {
      current.busy = true;
      while (current.next && !current.gone) {
        const asked = current.next;
        current.next = null;
        const told = await commands.ask(topic, asked);
        if (told && !current.gone) setAnswer(told);
      }
      current.busy = false;
    }
  }, [ready, topic, ...Object.values(values)]);
  return answer;
}

/**
 * A lesson that takes time and sends events.
 *
 * @param {Pick<ViewProps, 'state' | 'commands'>} props
 * @param {string} topic
 * @param {Record<string, any> | null} [first]    asked at once and whenever a value changes: how it looks before
 * @returns {{running: boolean, events: any[], start: (values: object) => Promise<void>, stop: () => void}}
 */
export function useRun({ state, commands }, topic, first = null) {
  const [told, setTold] = useState({ running: false, events: /** @type {any[]} */ ([]) });
  const abort = useRef(/** @type {AbortController | null} */ (null));
  const ready = state.boot.state === 'ready';
  useEffect(() => () => abort.current?.abort(), []);
  useEffect(() => {
    if (ready && first) void start(first);
  }, [ready, ...Object.values(first ?? {})]);

  /** @param {object} values */
  async function start(values) {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    /** @type {any[]} */
    const events = [];
    const tell = (/** @type {boolean} */ running) => {
      if (abort.current === mine) setTold({ running, events: [...events] });
    };
    setTold((before) => ({ ...before, running: true }));
    await commands.ask(topic, values, {
      onEvent: (event) => {
        events.push(event);
        tell(true);
      },
      signal: mine.signal,
    });
    tell(false);
  }

  return { ...told, start, stop: () => abort.current?.abort() };
}

/** From one picture to the next: far enough to come to another class. */
const STRIDE = 67;
const PIXELS = 784;

/**
 * The picture that a card is about: what stands on the pad, else one of the collection, else one of the practice pen.
 *
 * @param {ViewProps} props
 * @returns {{image: Uint8Array | undefined, name: string, source: 'drawing' | 'own' | 'pen', another: () => void}}
 */
export function usePicture(props) {
  const {
    state: { drawing, reading },
    facts: { byClass },
  } = props;
  const [{ turn, past }, setTurn] = useState({ turn: 0, past: -1 });
  const pen = useAnswer(props, 'picture', { seed: turn });
  const own = useMemo(() => byClass.flat(), [byClass]);
  const chosen = own.length > 0 ? own[(turn * STRIDE) % own.length] : null;
  // A copy, for sending a view would send all pictures of its source.
  const image = useMemo(
    () => chosen?.images.slice(chosen.index * PIXELS, (chosen.index + 1) * PIXELS),
    [chosen?.images, chosen?.index],
  );
  const another = () => setTurn({ turn: turn + 1, past: drawing.revision });
  const drawn = reading.result?.glyph;
  if (!drawing.empty && drawn && drawing.revision !== past)
    return { image: drawn, name: '', source: 'drawing', another };
  if (chosen) return { image, name: chosen.label ?? '', source: 'own', another };
  return { image: pen?.image, name: pen ? String(pen.label) : '', source: 'pen', another };
}
