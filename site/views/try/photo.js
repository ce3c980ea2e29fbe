/** Lines on paper, read in a photo or live from the camera. */

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { saidOf } from '../../draw/exact.js';
import { Mark } from '../../draw/marks.js';
import { usePictureUrl } from '../../draw/sheet.js';
import { greyOf } from '../components/grey.js';
import { closeStream, openStream } from '../components/stream.js';
import { Doubts, Fix, isSure, Kept, LineTile } from './symbols.js';

/** @import {ViewProps} from '../view.js' */
/** @import {LineSymbol} from '../../state/line.js' */
/** @import {PhotoLine} from '../../state/photo.js' */

/** Longest side of the live picture that is read, pixels. */
const LOOK_SIDE = 640;
/** Pause between two looks, so that the page and other work get their turn. */
const PAUSE_MS = 10;
const WANTED = { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 960 } };

/** @param {ViewProps} props */
export function Photo(props) {
  const {
    state: { photo, boot },
    facts: { photoLines: lines },
    t,
    commands,
  } = props;
  const [opened, open] = useState(/** @type {LineSymbol | null} */ (null));
  const { live } = photo;
  const symbols = lines.flatMap((line) => line.symbols);
  const chosen = opened && symbols.find(({ images, index }) => images === opened.images && index === opened.index);
  useEffect(() => {
    if (photo.name !== '') void commands.readPhoto();
  }, []);

  /** @param {Iterable<File>} files */
  function take(files) {
    const [file] = files;
    if (!file) return;
    void commands.openPhoto(file);
  }
  /** @param {any} event */
  function choose({ currentTarget }) {
    take([...currentTarget.files]);
    currentTarget.value = '';
  }
  /** @param {DragEvent} event    else the page would collect it */
  function drop(event) {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  }
  const result = photo.reading?.result;
  const shown = result?.preview;
  return html`
    <section class="line-desk photo-desk" aria-labelledby="photo-title" data-testid="photo" onDrop=${drop}>
      <div class="line-head"><h2 id="photo-title">${t('photo.title')}</h2><p>${t('photo.help')}</p></div>
      <div class="line-tools">
        <label class="button is-tool">
          <${Mark} name="stack" />
          ${t('photo.choose')}
          <input class="visually-hidden" type="file" accept="image/*,.pdf,.heic,.heif,.tif,.tiff"
            data-testid="photo-input" onChange=${choose}
          />
        </label>
        <button type="button" class="button is-tool" aria-pressed=${live} data-testid="photo-camera"
          onClick=${live ? commands.endLive : commands.beginLive}
        >
          <${Mark} name="camera" />
          ${t(live ? 'camera.stop' : 'camera.start')}
        </button>
        ${
          photo.cuts.length > 0
            ? html`
              <button type="button" class="button is-tool" data-testid="photo-uncut" onClick=${commands.uncutPhoto}>
                <${Mark} name="undo" />
                ${t('line.undo.cut')}
              </button>
            `
            : null
        }
        ${
          photo.name !== '' && !live
            ? html`
              <button type="button" class="button is-tool" data-testid="photo-close" onClick=${commands.closePhoto}>
                <${Mark} name="cross" />
                ${t('photo.close')}
              </button>
            `
            : null
        }
      </div>
      ${live ? html`<${Live} ...${props} onKeep=${(/** @type {File} */ file) => take([file])} />` : null}
      ${
        photo.error
          ? html`
            <div class="note is-error" role="alert" data-testid="photo-error" data-code=${photo.error.code}>
              <${ErrorText} error=${photo.error} t=${t} />
            </div>
          `
          : null
      }
      ${
        photo.busy
          ? html`<p class="line-waits" role="status">${t(boot.state === 'booting' ? 'dock.waiting' : 'line.reads')}</p>`
          : null
      }
      ${shown ? html`<${Still} preview=${shown} result=${result} symbols=${symbols} t=${t} onOpen=${open} />` : null}
      ${
        result && !live && symbols.length === 0 && !photo.busy
          ? html`<p class="note" data-testid="photo-nothing">${t('photo.nothing')}</p>`
          : null
      }
      <${Lines} lines=${lines} t=${t} chosen=${chosen} onOpen=${live ? null : open} />
      ${
        chosen && !live
          ? html`
            <${Fix} ...${props} symbol=${chosen} line=${lines.find((line) => line.symbols.includes(chosen))?.symbols}
              onChoose=${commands.correctInPhoto} onCut=${commands.cutPhoto} onClose=${() => open(null)}
            />
          `
          : null
      }
      ${live ? null : html`<${Doubts} symbols=${symbols} t=${t} />`}
      <${Kept} ...${props} corrections=${photo.corrections} onUndo=${commands.undoInPhoto} />
    </section>
  `;
}

/** @param {ViewProps & {onKeep: (file: File) => void}} props */
function Live({ state, facts, t, commands, onKeep }) {
  const video = useRef(null);
  const [stream, setStream] = useState(/** @type {MediaStream | null} */ (null));
  const [trouble, setTrouble] = useState('');
  const [perSecond, tell] = useState(0);
  const element = () => /** @type {HTMLVideoElement | null} */ (/** @type {unknown} */ (video.current));
  const isReady = state.boot.state === 'ready';

  useEffect(() => {
    let isWanted = true;
    void openStream(
      navigator.mediaDevices,
      WANTED,
      () => isWanted,
      () => setTrouble('camera.ended'),
    ).then((opened) => {
      if ('stream' in opened) setStream(opened.stream);
      else setTrouble(opened.trouble);
    });
    /** Nobody looks at what the camera sees. */
    const hide = () => {
      if (document.hidden) commands.endLive();
    };
    document.addEventListener('visibilitychange', hide);
    return () => {
      isWanted = false;
      document.removeEventListener('visibilitychange', hide);
      commands.endLive();
    };
  }, []);

  useEffect(() => {
    const view = element();
    if (!view || !stream) return undefined;
    view.srcObject = stream;
    return () => closeStream(stream);
  }, [stream]);

  useEffect(() => {
    if (!stream || !isReady) return undefined;
    let isWanted = true;
    void (async () => {
      let before = performance.now();
      while (isWanted) {
        const view = element();
        if (view && view.videoWidth > 0) {
          await commands.lookAtLines(greyOf(view, LOOK_SIDE));
          const now = performance.now();
          if (isWanted) tell(1000 / (now - before));
          before = now;
        }
        await new Promise((done) => setTimeout(done, PAUSE_MS));
      }
    })();
    return () => {
      isWanted = false;
    };
  }, [stream, isReady]);

  async function keep() {
    const view = element();
    if (!view || view.videoWidth === 0) return;
    const canvas = document.createElement('canvas');
    canvas.width = view.videoWidth;
    canvas.height = view.videoHeight;
    canvas.getContext('2d')?.drawImage(view, 0, 0);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.92));
    if (blob) onKeep(new File([blob], 'photo.jpg', { type: 'image/jpeg' }));
  }
  if (trouble) return html`<p class="note is-warning" role="alert" data-testid="photo-trouble">${t(trouble)}</p>`;
  const {
    photo: { reading, error },
  } = state;
  return html`
    <div class="photo-view">
      <video ref=${video} autoplay playsinline muted data-testid="photo-video"></video>
      ${
        reading
          ? html`<${Overlay} result=${reading.result} symbols=${facts.photoLines.flatMap((line) => line.symbols)} />`
          : null
      }
    </div>
    <div class="line-tools">
      <button type="button" class="button is-primary" data-testid="photo-keep" disabled=${!stream} onClick=${keep}>
        <${Mark} name="camera" />
        ${t('photo.keep')}
      </button>
      <p class="line-waits" data-testid="photo-rate" data-value=${perSecond.toFixed(1)}>
        ${!isReady ? t('dock.waiting') : reading || error ? t('photo.hold') : t('line.reads')}
      </p>
    </div>
  `;
}

/**
 * @param {{preview: {bytes: Uint8Array}, result: {width: number, height: number}, symbols: LineSymbol[], t:
 *     ViewProps['t'], onOpen: (symbol: LineSymbol) => void}} props
 */
function Still({ preview, result, symbols, t, onOpen }) {
  const url = usePictureUrl(preview.bytes);
  return html`<div class="photo-view" data-testid="photo-still">
    ${url ? html`<img src=${url} alt=${t('photo.alt')} />` : null}
    <${Overlay} result=${result} symbols=${symbols} onOpen=${onOpen} />
  </div>`;
}

/**
 * What is read, over the picture: each symbol in its frame, its name above it.
 * @param {{result: {width: number, height: number}, symbols: LineSymbol[], onOpen?: (symbol: LineSymbol) => void}}
 *     props
 */
function Overlay({ result: { width, height }, symbols, onOpen }) {
  return html`<svg class="photo-marks on-photo" viewBox=${`0 0 ${width} ${height}`} aria-hidden="true">
    ${symbols.map((symbol) => {
      const [x0, y0, x1, y1, , , x3, y3] = symbol.box;
      const [across, down] = [x1 - x0, y1 - y0];
      const size = Math.max(0.55 * Math.hypot(x3 - x0, y3 - y0), height / 40);
      const turn = (Math.atan2(down, across) * 180) / Math.PI;
      const [x, y] = [x0 + across / 2, y0 + down / 2];
      return html`
        <g key=${symbol.index} class=${isSure(symbol) ? '' : 'is-unsure'} onClick=${onOpen && (() => onOpen(symbol))}>
          <polygon points=${symbol.box.join(' ')} />
          <text x=${x} y=${y} dy="-0.2em" font-size=${size} transform=${`rotate(${turn} ${x} ${y})`}>
            ${symbol.name}
          </text>
        </g>
      `;
    })}
  </svg>`;
}

/**
 * @param {{lines: PhotoLine[], t: ViewProps['t'], chosen: LineSymbol | null | undefined, onOpen: ((symbol: LineSymbol |
 *     null) => void) | null}} props
 */
function Lines({ lines, t, chosen, onOpen }) {
  return html`<ol class="photo-lines" aria-label=${t('photo.lines')}>${lines.map(
    ({ symbols, text, meaning }, number) => {
      const result = meaning?.kind === 'calculation' && meaning.holds === null ? saidOf(meaning, t.number) : null;
      return html`
        <li key=${number}>
          <p class="line-says">
            <span data-testid="photo-text">${text}</span>
            ${
              result
                ? html`
                  ${text.endsWith('=') ? ' ' : ' = '}
                  <output data-testid="photo-result" data-value=${result.exact}>${result.said}</output>
                `
                : null
            }
          </p>
          ${
            onOpen
              ? html`<ol class="line-symbols" aria-label=${t('line.symbols')}>${symbols.map(
                  (symbol) => html`<${LineTile} key=${symbol.index} symbol=${symbol} t=${t}
            isOpen=${symbol === chosen} onOpen=${() => onOpen(symbol === chosen ? null : symbol)} />`,
                )}</ol>`
              : null
          }
        </li>
      `;
    },
  )}</ol>`;
}
