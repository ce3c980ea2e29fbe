/** The next training's network as a drawing, with shapes, parameter counts and a description. */

import { html, useEffect } from '../../vendor/preact.js';
import { ErrorText } from '../../draw/error.js';
import { NetworkDrawing } from '../../draw/network.js';

/** @import {ViewProps} from '../view.js' */
/** @import {Block} from '../../draw/network.js' */
/** @import {Design, Preset} from '../../worker/protocol.js' */

/** The picture that every network is given. */
const PICTURE = [28, 28];

/** Layers that are not drawn as blocks: they change no value, or only the layout. */
const QUIET = new Set(['Flatten', 'Reshape', 'Dropout', 'Activation', 'BatchNormalization']);

/** @param {ViewProps} props */
export function Network({
  facts: { preset, settings },
  state: { design, choice, classes, boot },
  t,
  commands,
  dispatch,
}) {
  useEffect(() => void commands.describeNetwork(), [JSON.stringify(settings), classes, boot.state]);
  if (!preset) return null;
  const layers = design.description?.layers ?? preset.layers;
  const parameters = layers.reduce((sum, layer) => sum + (layer.parameters ?? 0), 0);
  const listed = layers.map((layer) => `${layer.kind} ${layer.shape?.join(' × ') ?? '?'}`).join(', ');
  const own = choice.layers !== undefined;
  const slow = design.description?.slow ?? null;
  return html`
    <figure class="network-figure" data-testid="network" data-item="network" data-parameters=${parameters}
      data-state=${design.description?.problem ? 'problem' : 'ok'}
    >
      <div class="network-scroll more-aside" tabindex="0" role="group" aria-label=${t('network.drawing')}>
        <${NetworkDrawing} blocks=${blocksOf(layers, t)} symbol=${classes.includes('3') ? '3' : classes[0]}
          label=${t('network.label', { layers: listed, parameters })}
        />
      </div>
      <figcaption>
        <span>
          ${own ? t('design.changed.story', { preset: t(`preset.${preset.key}`) }) : t(`preset.${preset.key}.story`)}
        </span>
        ${design.description?.problem ? html`<span class="network-impossible">${t('design.impossible')}</span>` : null}
        ${
          slow
            ? html`
              <span class="network-slow" role="status" data-testid="network-slow">
                ${t('design.slow', { n: Math.round(slow) })}
              </span>
            `
            : null
        }
        ${design.error ? html`<${ErrorText} error=${design.error} t=${t} />` : null}
        <strong>${t('network.total', { n: parameters })}</strong>
        ${own ? null : html`<span>${expectation(preset, t)}</span>`}
        <button type="button" class="button unfold" data-testid="edit-layers" aria-expanded=${design.layersOpen}
          aria-controls="layer-editor"
          onClick=${() => dispatch({ type: 'design/told', change: { layersOpen: !design.layersOpen } })}
        >
          ${t(design.layersOpen ? 'design.close' : 'design.open')}
        </button>
      </figcaption>
    </figure>
  `;
}

/** @param {Preset} preset @param {ViewProps['t']} t */
function expectation({ atLeast, atMost }, t) {
  return atMost < 1
    ? t('network.expected.atMost', { share: t.percent(atMost) })
    : t('network.expected.atLeast', { share: t.percent(atLeast, 1) });
}

/** @param {Design['layers']} layers @param {ViewProps['t']} t @returns {Block[]} */
function blocksOf(layers, t) {
  /** @type {Block[]} */
  const blocks = [
    {
      kind: 'picture',
      title: t('network.input'),
      shape: PICTURE.join(' × '),
      units: 0,
      notes: [t('network.pixels', { n: PICTURE[0] * PICTURE[1] })],
    },
  ];
  for (const layer of layers) {
    const last = blocks[blocks.length - 1];
    if (!layer.shape || !QUIET.has(layer.kind)) blocks.push(blockOf(layer, t));
    // Layers that are not drawn by themselves are named below the one before.
    else if (layer.kind === 'Activation') last.title += ` · ${layer.config.activation}`;
    else if (layer.kind === 'Dropout') last.notes.push(`Dropout ${t.percent(layer.config.rate)}`);
    else if (layer.kind === 'BatchNormalization') last.notes.push(t('network.batchNorm', { n: layer.parameters ?? 0 }));
  }
  return blocks;
}

/** @param {Design['layers'][0]} layer @param {ViewProps['t']} t @returns {Block} */
function blockOf({ kind, shape, parameters, config }, t) {
  const named = config.activation && config.activation !== 'linear' ? `${kind} · ${config.activation}` : kind;
  if (!shape) return { kind: 'unknown', title: named, shape: '?', units: 1, notes: [] };
  return {
    kind: shape.length > 1 ? 'maps' : 'column',
    title: named,
    shape: shape.join(' × '),
    units: shape[shape.length - 1],
    notes: parameters ? [t('network.parameters', { n: parameters })] : [],
  };
}
