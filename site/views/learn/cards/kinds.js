import { html, useState } from '../../../vendor/preact.js';
import { useAnswer } from '../components/ask.js';
import { Choice, Soon, Told, ToldRow } from '../components/controls.js';

/**
 * How data run through each kind: boxes x, y, width, height and arrows, in 600 × 200.
 * @type {Record<string, {boxes: number[][], arrows: string[]}>}
 */
const PLANS = {
  forward: {
    boxes: [
      [20, 40, 60, 120],
      [180, 30, 60, 140],
      [340, 50, 60, 100],
      [500, 70, 60, 60],
    ],
    arrows: ['M84 100H172', 'M244 100H332', 'M404 100H492'],
  },
  cnn: {
    boxes: [
      [20, 40, 120, 120],
      [190, 50, 84, 84],
      [202, 62, 84, 84],
      [214, 74, 84, 84],
      [350, 76, 48, 48],
      [358, 84, 48, 48],
      [366, 92, 48, 48],
      [500, 70, 60, 60],
    ],
    arrows: ['M144 100H182', 'M302 110H342', 'M418 108H492'],
  },
  rnn: {
    boxes: [
      [40, 130, 60, 50],
      [240, 130, 60, 50],
      [440, 130, 60, 50],
      [40, 30, 60, 60],
      [240, 30, 60, 60],
      [440, 30, 60, 60],
    ],
    arrows: ['M70 126V94', 'M270 126V94', 'M470 126V94', 'M104 60H232', 'M304 60H432', 'M504 60H580'],
  },
  lstm: {
    boxes: [
      [60, 50, 480, 110],
      [110, 95, 50, 40],
      [250, 95, 50, 40],
      [390, 95, 50, 40],
    ],
    arrows: ['M10 72H580', 'M135 92V78', 'M275 92V78', 'M415 78V92', 'M440 115H580', 'M10 148H540'],
  },
  autoencoder: {
    boxes: [
      [20, 20, 50, 160],
      [140, 55, 50, 90],
      [260, 80, 50, 40],
      [380, 55, 50, 90],
      [500, 20, 50, 160],
    ],
    arrows: ['M74 100H134', 'M194 100H254', 'M314 100H374', 'M434 100H494'],
  },
  physics: {
    boxes: [
      [20, 70, 60, 60],
      [170, 50, 60, 100],
      [320, 70, 60, 60],
      [460, 20, 110, 60],
      [460, 120, 110, 60],
    ],
    arrows: ['M84 100H162', 'M234 100H312', 'M384 90L452 56', 'M384 110L452 146'],
  },
};
const KINDS = Object.keys(PLANS);
/** The card that shows each kind at work. @type {Record<string, string>} */
const CARDS = {
  forward: 'layers',
  cnn: 'convolution',
  rnn: 'rnn',
  lstm: 'lstm',
  autoencoder: 'autoencoder',
  physics: 'physics',
};

/** @type {import('../components/card.js').Card} */
export const kinds = {
  id: 'kinds',
  where: 'train',
  sketch: 'M5 5h8v8H5zM5 19h8v8H5zM21 12h8v8h-8zM37 5h8v8h-8zM37 19h8v8h-8zM13 9l8 5M13 23l8-5M29 14l8-5M29 18l8 5',
  formulas: ['h_t = a(x_t W + h_{t-1} U + b)', '\\hat{x} = d(e(x))'],
  Picture(props) {
    const { t } = props;
    const [kind, setKind] = useState('forward');
    const told = useAnswer(props, 'sizes', { kind });
    if (!told) return html`<${Soon} t=${t} />`;
    const { boxes, arrows } = PLANS[kind];
    return html`
      <${Choice} label=${t('card.kinds.kind')} value=${kind} play onChange=${setKind}
        options=${KINDS.map((value) => ({ value, name: t(`card.kinds.${value}`) }))}
      />
      <svg class="plan" viewBox="0 0 600 200" role="img" aria-label=${t(`card.kinds.${kind}`)}>
        ${boxes.map(
          ([x, y, width, height], index) =>
            html`<rect key=${index} class="chain-box" x=${x} y=${y} width=${width} height=${height} rx="6" />`,
        )}
        ${arrows.map((d) => html`<path key=${d} class="plan-arrow" d=${d} />`)}
        <defs>
          <marker id="plan-tip" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="5" markerHeight="5" orient="auto">
            <path d="M0 0L10 5L0 10z" />
          </marker>
        </defs>
      </svg>
      <p class="plan-text">${t(`card.kinds.${kind}.text`)}</p>
      <${ToldRow}>
        <${Told} name="kind" label=${t('card.kinds.example')} value=${KINDS.indexOf(kind)}
          text=${t(`card.kinds.${kind}.example`)}
        />
        <${Told} name="parameters" label=${t('card.kinds.parameters')} value=${told.parameters}
          text=${t.number(told.parameters)}
        />
      <//>
      <p>
        <a class="button" href=${`#learn/${CARDS[kind]}`}>${t('glossary.card', { card: t(`card.${CARDS[kind]}`) })}</a>
      </p>
    `;
  },
};
