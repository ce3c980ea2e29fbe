import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../site/i18n/index.js';

/** One word for one thing: what it is called, and the words that nobody uses for it. */
const TERMS = [
  { tag: 'de', word: 'verdeckte Schicht', never: /versteckte|verborgene/i },
  { tag: 'de', word: 'Konfusionsmatrix', never: /Verwechslungsmatrix|Fehlermatrix/ },
  { tag: 'de', word: 'Startwert (Seed)', never: /Startzahl/ },
  { tag: 'de', word: 'speichern', never: /\b(sichern|[Gg]esichert)\b/ },
  { tag: 'de', word: 'Support Vector Machine', never: /Stützvektor/ },
  { tag: 'de', word: 'offline (Netz ist hier das neuronale)', never: /später ohne Netz|auch ohne Netz/ },
  { tag: 'de', word: 'Rückgängig, Wiederholen', never: /^(Wieder vor|Wiederherstellen)$/ },
  { tag: 'en', word: 'read correctly', never: /read rightly|(Training|Validation|Test) right\b/i },
  { tag: 'en', word: 'neuron', never: /\bunits?\b/ },
  { tag: 'en', word: 'diverged', never: /\bran away\b/i },
  { tag: 'en', word: 'penalty', never: /\bprice\b/i },
];

test('one thing has one word in each language', () => {
  for (const { tag, word, never } of TERMS) {
    const texts = Object.entries(LANGUAGES[/** @type {'de' | 'en'} */ (tag)].texts);
    const wrong = texts.filter(([, text]) => never.test(text)).map(([key]) => key);
    assert.deepEqual(wrong, [], `${tag}: ${word}`);
  }
});
