/** Classes that are pictures: a dog, a cat. Each has a name, and its picture stands before its row. */

import { html, useEffect, useState } from '../../vendor/preact.js';
import { Mark } from '../../draw/marks.js';
import { chosenPicture, symbolsIn, textOf } from '../../draw/symbols.js';
import { TextField } from '../../draw/textField.js';

/** @import {ViewProps} from '../view.js' */

const LONGEST = 20;

/** @typedef {Record<string, Uint8Array>} Pictures */

/** @param {{text: string, symbols: string[], pictures: Pictures, t: ViewProps['t'], onChange: (change: {text: string, pictures: Pictures}) => void}} props */
export function ClassPictures({ text, symbols, pictures, t, onChange }) {
  const [wrong, setWrong] = useState(false);

  /** @param {any} event */
  async function add({ currentTarget: input }) {
    const files = [...input.files];
    input.value = '';
    let changed = { text, pictures };
    setWrong(false);
    for (const file of files) {
      try {
        const png = await chosenPicture(file);
        const before = symbolsIn(changed.text);
        const name = freshName(file.name, before);
        changed = { text: textOf([...before, name]), pictures: { ...changed.pictures, [name]: png } };
      } catch {
        setWrong(true);
      }
    }
    onChange(changed);
  }
  /** @param {string} before @param {string} typed */
  function rename(before, typed) {
    const name = tidied(typed);
    if (!name || symbols.includes(name)) return;
    const { [before]: png, ...others } = pictures;
    onChange({ text: textOf(symbols.map((one) => (one === before ? name : one))), pictures: { ...others, [name]: png } });
  }
  /** @param {string} name */
  function remove(name) {
    const { [name]: png, ...others } = pictures;
    onChange({ text: textOf(symbols.filter((one) => one !== name)), pictures: others });
  }
  return html`<ul class="class-pictures" data-testid="class-pictures">
    ${symbols.filter((name) => pictures[name]).map((name) => html`<li class="class-picture" key=${name}>
      <${Thumbnail} png=${pictures[name]} />
      <${TextField} maxlength=${LONGEST} value=${name} aria-label=${t('template.picture.name')} onFinish=${(/** @type {string} */ typed) => rename(name, typed)} />
      <button type="button" class="button is-icon" aria-label=${t('template.picture.remove', { name })} title=${t('template.picture.remove', { name })} onClick=${() => remove(name)}><${Mark} name="bin" /></button>
    </li>`)}
    <li><label class="button is-small"><${Mark} name="plus" />${t('template.pictures')}
      <input class="visually-hidden" type="file" accept="image/*" multiple data-testid="class-picture-input" onChange=${add} /></label></li>
  </ul>
  <p class=${wrong ? 'help is-wrong' : 'help'} role=${wrong ? 'alert' : undefined}>${t(wrong ? 'template.picture.wrong' : 'template.pictures.help')}</p>`;
}

/** @param {{png: Uint8Array}} props */
function Thumbnail({ png }) {
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (png)], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [png]);
  return url ? html`<img src=${url} alt="" />` : null;
}

/** A file's name as a class's, different from all others. @param {string} file @param {string[]} taken */
function freshName(file, taken) {
  const name = tidied(file.replace(/\.\w+$/, '').replace(/[_-]+/g, ' ')) || '1';
  let fresh = name;
  for (let number = 2; taken.includes(fresh); number += 1) fresh = `${name} ${number}`;
  return fresh;
}

/** @param {string} name */
function tidied(name) {
  return name.normalize('NFC').replace(/["„“”]/g, '').trim().slice(0, LONGEST).trim();
}
