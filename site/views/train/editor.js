/** The editor for layers: add, remove, move, configure; undo and redo. */

import { html, useLayoutEffect, useRef, useState } from '../../vendor/preact.js';
import { useHolding } from '../../draw/pointing.js';
import { LayerShape } from '../../draw/layerShape.js';
import { Mark } from '../../draw/marks.js';
import { About } from './about.js';
import { LayerRow } from './layer.js';
import { ProblemNote } from './problem.js';

/** @import {ViewProps} from '../view.js' */
/** @import {LayerForm, SettingOption} from '../../worker/protocol.js' */

/** Layers that need pictures: they are added in front of the one that flattens them. */
const ON_PICTURES = ['Conv2D', 'MaxPooling2D', 'AveragePooling2D'];
const FLATTENING = ['Flatten', 'GlobalAveragePooling2D'];

/** @param {ViewProps} props */
export function Editor(props) {
  const {
    state: { design, choice, training },
    facts: { fullSettings },
    t,
    commands,
    dispatch,
  } = props;
  const [said, say] = useState('');
  const list = useRef(null);
  const focus = useFocusedRow(list);
  const drag = useDrag(list, (from, to) => move(from, to));
  if (!design.layersOpen || !fullSettings || design.table.length === 0) return null;
  const layers = fullSettings.layers ?? [];
  const row = design.table.find(({ name }) => name === 'layers');
  /** @type {SettingOption[]} */
  const kinds = row?.options ?? [];

  /**
   * @param {(layers: LayerForm[]) => LayerForm[] | undefined} change
   * @param {string} words
   * @param {number} [place]    that has the focus then
   */
  function edit(change, words, place) {
    commands.editLayers(change);
    say(words);
    if (place !== undefined) focus(place);
  }
  /** @param {number} from @param {number} to */
  function move(from, to) {
    if (to < 0 || to >= layers.length || to === from) return;
    edit((now) => moved(now, from, to), t('design.moved', { kind: layers[from].class_name, place: to + 1 }), to);
  }
  /** @param {number} index */
  function remove(index) {
    edit(
      (now) => now.filter((_, place) => place !== index),
      t('design.removed', { kind: layers[index].class_name }),
      Math.min(index, layers.length - 2),
    );
  }
  /** @param {SettingOption} kind */
  function add({ class_name: name, new: layer }) {
    if (!layer) return;
    const place = placeFor(name, layers);
    edit(
      (now) => inserted(now, placeFor(name, now), layer),
      t('design.added', { kind: name, place: place + 1 }),
      place,
    );
  }
  /** @param {number} index @param {object} config */
  function change(index, config) {
    edit(
      (now) =>
        now.map((layer, place) => (place === index ? { ...layer, config: { ...layer.config, ...config } } : layer)),
      '',
    );
  }
  /** @param {'layers/undone' | 'layers/redone'} type */
  function step(type) {
    dispatch({ type });
    say(t(type === 'layers/undone' ? 'design.undone' : 'design.redone'));
  }
  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (!(event.ctrlKey || event.metaKey) || /** @type {HTMLElement} */ (event.target).tagName === 'INPUT') return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    step(key === 'y' || event.shiftKey ? 'layers/redone' : 'layers/undone');
  }

  const told = design.description?.layers ?? [];
  const problem = design.description?.problem ?? null;
  const mend = (/** @type {LayerForm[]} */ next) =>
    edit(() => next, t('design.mended'), Math.min(problem?.index ?? 0, next.length - 1));
  const shared = { ...props, kinds, count: layers.length, move, remove, change, mend, drag };
  return html`
    <section class="editor" id="layer-editor" aria-label=${t('design.layers')} onKeyDown=${keys}>
      <div class="editor-tools">
        <h2>${t('design.layers')}</h2>
        <button type="button" class="button" data-testid="layers-undo" disabled=${design.past.length === 0}
          onClick=${() => step('layers/undone')}
        >
          <${Mark} name="undo" />
          ${t('design.undo')}
        </button>
        <button type="button" class="button" data-testid="layers-redo" disabled=${design.future.length === 0}
          onClick=${() => step('layers/redone')}
        >
          <${Mark} name="redo" />
          ${t('design.redo')}
        </button>
        <button type="button" class="button" data-testid="layers-own" disabled=${choice.layers === undefined}
          onClick=${() => edit(() => undefined, t('design.own.said'))}
        >
          ${t('design.own')}
        </button>
      </div>
      <fieldset class="editor-fields" disabled=${training.state === 'running'}>
        <ol class="layer-list" ref=${list}>
          <li class="layer-row is-fixed">
            <${LayerShape} shape=${[28, 28]} />
            <div class="layer-what"><strong>${t('network.input')}</strong><span class="layer-size">28 × 28</span></div>
          </li>
          ${layers.map(
            (layer, index) => html`
              <${LayerRow} key=${index} ...${shared} layer=${layer} index=${index}
                info=${told[index]?.kind === layer.class_name ? told[index] : null}
                problem=${problem?.index === index ? problem : null}
              />
            `,
          )}
          <${Output} ...${props} mend=${mend} problem=${problem?.index === layers.length ? problem : null}
            info=${told[told.length - 1] ?? null}
          />
        </ol>
        <div class="add-layers" role="group" aria-label=${t('design.add')}>
          <span class="field-name">${t('design.add')}</span>
          ${kinds.map(
            (kind) => html`
              <button type="button" key=${kind.class_name} class="button add-layer" data-testid="add-layer"
                data-kind=${kind.class_name} title=${t(`layer.${kind.class_name}`)}
                disabled=${layers.length >= (row?.maximum ?? 0)} onClick=${() => add(kind)}
              >
                + ${kind.class_name}
              </button>
            `,
          )}
        </div>
      </fieldset>
      <p class="visually-hidden" role="status" data-testid="layers-said">${said}</p>
      <${About} ...${props} />
    </section>
  `;
}

/** @param {string} kind @param {LayerForm[]} layers */
function placeFor(kind, layers) {
  const flat = layers.findIndex((one) => FLATTENING.includes(one.class_name));
  return ON_PICTURES.includes(kind) && flat >= 0 ? flat : layers.length;
}

/** @param {LayerForm[]} layers @param {number} from @param {number} to */
function moved(layers, from, to) {
  return inserted(
    layers.filter((_, place) => place !== from),
    to,
    layers[from],
  );
}

/** @param {LayerForm[]} layers @param {number} place @param {LayerForm} layer */
function inserted(layers, place, layer) {
  return [...layers.slice(0, place), layer, ...layers.slice(place)];
}

/**
 * The last layer belongs to the classes: it cannot be changed.
 * @param {ViewProps & {problem: any, info: any, mend: (layers: LayerForm[]) => void}} props
 */
function Output(props) {
  const {
    state: { classes },
    t,
    problem,
    info,
    mend,
  } = props;
  const { shape, parameters } = info ?? { shape: null, parameters: null };
  return html`
    <li class="layer-row is-fixed" data-testid="layer-output" data-state=${problem ? 'problem' : 'ok'}>
      <${LayerShape} shape=${shape} />
      <div class="layer-what">
        <strong>Dense · softmax</strong>
        <span class="layer-size">
          ${shape ? `${shape.join(' × ')} · ${t('network.parameters', { n: parameters })}` : ''}
        </span>
      </div>
      <p class="layer-locked"><${Mark} name="lock" />${t('design.output', { n: classes.length })}</p>
      ${problem ? html`<${ProblemNote} problem=${problem} mend=${mend} t=${t} />` : null}
    </li>
  `;
}

/** Who moves a layer by its grip goes along with it. @param {{current: any}} list @returns {(index: number) => void} */
function useFocusedRow(list) {
  const [wanted, want] = useState(/** @type {{index: number} | null} */ (null));
  useLayoutEffect(() => {
    if (wanted) list.current?.querySelectorAll('[data-testid=layer-row] .layer-grip')[wanted.index]?.focus();
  }, [wanted]);
  return (index) => want({ index });
}

/**
 * Dragging a row by its grip, with any pointer.
 *
 * @param {{current: any}} list
 * @param {(from: number, to: number) => void} drop
 */
function useDrag(list, drop) {
  const [dragged, setDragged] = useState(/** @type {{from: number, to: number} | null} */ (null));
  /** @param {number} y */
  function placeAt(y) {
    const rows = [...list.current.querySelectorAll('[data-testid=layer-row]')];
    const below = rows.findIndex((row) => {
      const box = row.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    return below < 0 ? rows.length : below;
  }
  return {
    dragged,
    pointers: useHolding({
      begin(event) {
        if (event.button !== 0) return false;
        const from = Number(event.currentTarget.dataset.index);
        setDragged({ from, to: from });
      },
      go(event) {
        if (dragged) setDragged({ ...dragged, to: placeAt(event.clientY) });
      },
      end() {
        if (!dragged) return;
        const { from, to } = dragged;
        setDragged(null);
        drop(from, to > from ? to - 1 : to);
      },
      stop: () => setDragged(null),
    }),
  };
}
