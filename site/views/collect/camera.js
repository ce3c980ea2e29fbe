/** Photos of sheets: the camera's live picture with the detected frame, and the shutter. */

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { greyOf } from '../components/grey.js';
import { closeStream, openStream } from '../components/stream.js';

/** @import {ViewProps} from '../view.js' */

/** Longest side of the analysed frames in pixels, enough for fine printed lines. */
const LOOK_SIDE = 1280;
/** Pause between two frames, so that other work gets its turn. */
const PAUSE_MS = 120;
/** The largest photo that a camera is asked for. */
const BEST = { facingMode: { ideal: 'environment' }, width: { ideal: 4096 }, height: { ideal: 3072 } };

/** @param {ViewProps} props */
export function CameraPanel({ state, facts, t, commands, dispatch }) {
  const video = useRef(null);
  const [stream, setStream] = useState(/** @type {MediaStream | null} */ (null));
  const [trouble, setTrouble] = useState('');
  const [shots, setShots] = useState(0);
  const [auto, setAuto] = useState(true);
  const open = useRef(true);
  const element = () => /** @type {HTMLVideoElement | null} */ (/** @type {unknown} */ (video.current));
  const on = stream !== null;

  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);

  useEffect(() => {
    const view = element();
    if (!view || !stream) return undefined;
    view.srcObject = stream;
    return () => closeStream(stream);
  }, [stream]);

  useEffect(() => {
    if (!on || state.boot.state !== 'ready') return undefined;
    let wanted = true;
    void (async () => {
      while (wanted) {
        const view = element();
        if (view && view.videoWidth > 0) await commands.lookAt(greyOf(view, LOOK_SIDE));
        await new Promise((done) => setTimeout(done, PAUSE_MS));
      }
    })();
    return () => {
      wanted = false;
    };
  }, [on, state.boot.state]);

  useEffect(() => {
    if (auto && on && facts.photoReady) void shoot();
  }, [auto, on, facts.photoReady]);

  async function start() {
    setTrouble('');
    const opened = await openStream(navigator.mediaDevices, BEST, () => open.current, ended);
    if ('stream' in opened) setStream(opened.stream);
    else setTrouble(opened.trouble);
  }
  /** @param {MediaStream} gone */
  function ended(gone) {
    setStream((now) => (now === gone ? null : now));
    setTrouble('camera.ended');
  }
  async function shoot() {
    const view = element();
    if (!view || view.videoWidth === 0) return;
    dispatch({ type: 'camera/taken' });
    const canvas = document.createElement('canvas');
    canvas.width = view.videoWidth;
    canvas.height = view.videoHeight;
    canvas.getContext('2d')?.drawImage(view, 0, 0);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.92));
    const number = shots + 1;
    setShots(number);
    await commands.addFiles([
      new File([blob], t('camera.file', { n: number }), { type: 'image/jpeg', lastModified: Date.now() }),
    ]);
  }
  const { corners, still, taken } = state.camera;
  return html`<section class="way-panel camera" aria-labelledby="camera-title">
    <h2 id="camera-title">${t('camera.title')}</h2>
    ${trouble ? html`<p class="note is-warning" role="alert" data-testid="camera-trouble">${t(trouble)}</p>` : null}
    ${
      !on
        ? html`
          <p class="help">${t('camera.help')}</p>
          <button type="button" class="button is-primary" data-testid="camera-start" onClick=${start}>
            <${Mark} name="camera" />
            ${t('camera.start')}
          </button>
        `
        : html`
          <div class="camera-view">
            <video ref=${video} autoplay playsinline muted data-testid="camera-video"></video>
            <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
              ${
                corners
                  ? html`
                    <polygon class=${`camera-frame ${taken ? 'is-taken' : ''}`}
                      points=${corners.map((corner) => corner.join(',')).join(' ')}
                    />
                  `
                  : null
              }
            </svg>
          </div>
          <p class="camera-hint" role="status" data-testid="camera-hint" data-seen=${String(corners !== null)}
            data-shots=${shots}
          >
            ${hint(corners, still, taken, shots, t)}
          </p>
          <div class="many-tools">
            <button type="button" class="button is-primary" data-testid="camera-shoot" onClick=${shoot}>
              <${Mark} name="camera" />
              ${t('camera.shoot')}
            </button>
            <button type="button" class="button" onClick=${() => setStream(null)}>${t('camera.stop')}</button>
            <label class="check">
              <input type="checkbox" checked=${auto}
                onChange=${(/** @type {any} */ event) => setAuto(event.currentTarget.checked)}
              /> ${t('camera.auto')}
            </label>
          </div>
        `
    }
  </section>`;
}

/**
 * @param {number[][] | null} corners
 * @param {number} still
 * @param {boolean} taken
 * @param {number} shots
 * @param {ViewProps['t']} t
 */
function hint(corners, still, taken, shots, t) {
  if (!corners) return t('camera.hint.search');
  if (taken) return t('camera.hint.taken', { n: shots });
  return t(still > 1 ? 'camera.hint.still' : 'camera.hint.seen');
}
