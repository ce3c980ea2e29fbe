import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { LANGUAGES } from '../../site/i18n/index.js';

const EXAMPLES = new URL('../../py/zeichenlabor/lab/code/examples/', import.meta.url);

/**
 * One word for one thing: what it is called, and the words that nobody uses for it, `but` where they are explained.
 * @type {{tag: string, word: string, never: RegExp, but?: RegExp}[]}
 */
const TERMS = [
  { tag: 'de', word: 'verdeckte Schicht', never: /versteckte|verborgene/i },
  { tag: 'de', word: 'Konfusionsmatrix', never: /Verwechslungsmatrix|Fehlermatrix/ },
  { tag: 'de', word: 'Startwert (Seed)', never: /Startzahl/ },
  {
    tag: 'de',
    word: 'speichern',
    never: /\b(sichern|[Ss]ichere (es|das|dein)|[Gg]esichert(e|en)?)\b|\baufgehoben|\bhebt [^.]* auf\b/,
  },
  { tag: 'de', word: 'Version', never: /\b(neue|andere[rn]?|jede) Fassung\b/i },
  { tag: 'de', word: 'Support Vector Machine', never: /Stützvektor/ },
  { tag: 'de', word: 'offline (Netz ist hier das neuronale)', never: /später ohne Netz|auch ohne Netz/ },
  { tag: 'de', word: 'Rückgängig, Wiederholen', never: /^(Wieder vor|Wiederherstellen|Zurücknehmen)$/ },
  { tag: 'de', word: 'Zeichenblatt', never: /\bBlock\b|Zeichenfläche/ },
  {
    tag: 'de',
    word: 'Person, Handschrift (Hand ist das Körperteil)',
    never: /(fremden?|bekannten?|verschiedenen|eine|Jede|alle|dieselbe) H[aä]nde?n?\b/,
  },
  {
    tag: 'de',
    word: 'Verlust (Loss); Fehler ist, was falsch gelesen wird',
    never: /Fehler \((Loss)\)|Fehler (beim (Lernen|Validieren)|im Training|bei der Prüfung)|(der|des) Fehlers? L\b/,
  },
  { tag: 'de', word: 'Übungsstift', never: /Computer-?[Ss]tift|Computerschrift/ },
  { tag: 'de', word: 'das Pixel', never: /\b([Jj]eden|[Dd]er|[Ee]inen) Pixel\b/ },
  { tag: 'de', word: 'Punkte zwischen Tausendern', never: /\d[ \u00a0\u202f]\d{3}\b/ },
  { tag: 'de', word: 'Strafe', never: /\bPreis\b/ },
  { tag: 'de', word: 'im Zeichenlabor, mit Artikel', never: /(in|von) Zeichenlabor\b|(^|[.!?] )Zeichenlabor hat/ },
  { tag: 'de', word: 'vorzeitig stoppen', never: /[Ff]rüh(es)? auf(ge)?h/ },
  // Weak verbs with an e, as in school books; strong ones (geh, nimm, zieh) without.
  {
    tag: 'de',
    word: 'Wähle, mache, versuche',
    never: new RegExp(
      '(^|[.!?:“] |, |dann |[Uu]nd )' +
        '(Wähl|Mach|Versuch|Stell|Frag|Probier|Such|Dreh|Misch|Bau|Setz|Tipp|Schick|Leg|Rechn|Druck|Prüf)' +
        '(?= (?!und))',
      'i',
    ),
  },
  {
    tag: 'de',
    word: 'Präzision, Sensitivität; Precision, Recall und Trefferquote nur, wo sie erklärt werden',
    never: /Precision|Recall|Trefferquote/,
    but: /^(scores\.help|term\.(precision|recall)(\.is)?|card\.scores\.term)$/,
  },
  { tag: 'de', word: 'Schrittweite', never: /(?<!der )\bStride\b|Schrittlänge/ },
  { tag: 'de', word: 'Überanpassung', never: /Overfitting/, but: /^(term\.(over|fit)\w*|card\.fitting\.term)/ },
  { tag: 'en', word: 'hidden layer', never: /(concealed|inner|invisible) (layer|neuron)/i },
  { tag: 'en', word: 'confusion matrix', never: /(error|mix-up|contingency) (matrix|table)/i },
  { tag: 'en', word: 'duplicates', never: /\btwins\b/i },
  { tag: 'en', word: 'precision, recall', never: /sensitivity|hit rate/i, but: /^(term\.recall|card\.scores\.term)/ },
  {
    tag: 'en',
    word: 'loss; a mistake is what is read wrongly',
    never: /\b(training|validation) errors?\b|\bcosts? function/i,
  },
  { tag: 'en', word: 'seed', never: /start(ing)? (number|value)|random (state|number seed)/i },
  { tag: 'en', word: 'stride', never: /step (width|length)/i },
  {
    tag: 'en',
    word: 'offline, internet (the network is the neural one)',
    never: /without (a|the) network connection|network connection|without a net\b/i,
  },
  { tag: 'en', word: 'the network', never: /(?<!\.)\bnets?\b/i },
  { tag: 'en', word: 'save', never: /\b(secure|store) (the|your|this) project/i },
  { tag: 'en', word: 'undo, redo', never: /^(Back again|Take back|Revert)$/ },
  { tag: 'en', word: 'overfitting', never: /over-fit|overlearn/i },
  {
    tag: 'en',
    word: 'writer, handwriting',
    never: /(unknown|strange|known|different|practice pen’s|every|each|whose|strangers’) hands?\b/,
  },
  { tag: 'en', word: 'practice pen', never: /computer pen/ },
  { tag: 'en', word: 'swap', never: /\bexchange\b/i },
  { tag: 'en', word: 'checkerboard', never: /chessboard/ },
  { tag: 'en', word: 'read correctly', never: /read rightly|(Training|Validation|Test) right\b/i },
  { tag: 'en', word: 'neuron', never: /\bunits?\b/i },
  { tag: 'en', word: 'diverged', never: /\br[au]ns? away\b/i },
  { tag: 'en', word: 'penalty', never: /\bprice\b/i },
  { tag: 'en', word: 'drawing pad', never: /\bcanvas\b/i },
  { tag: 'en', word: 'doubtful', never: /\bunsure\b/i },
  { tag: 'en', word: 'crossed out', never: /\bstruck out\b/i },
  {
    tag: 'en',
    word: 'train again, start over, restart',
    never: /\b(train(ed)? anew|start(s|ed|ing)? (anew|afresh))\b/i,
  },
];

/**
 * Each text in it, by the path that leads there.
 * @param {any} value
 * @param {string} path
 * @returns {[string, string][]}
 */
const flat = (value, path) =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value).flatMap(([key, one]) => flat(one, `${path}.${key}`));

/** What the example programs say in their comments. @param {string} tag @returns {[string, string][]} */
const commentsIn = (tag) =>
  readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.py'))
    .flatMap((name) =>
      [...readFileSync(new URL(name, EXAMPLES), 'utf8').matchAll(new RegExp(`# ${tag}: (.*)`, 'g'))].map(
        ([, text], place) => /** @type {[string, string]} */ ([`${name}.${place}`, text]),
      ),
    );

/** All that is read in a language: on the page, by teachers, in programs. */
/** @type {Record<string, [string, string][]>} */
const TEXTS = {};
for (const [tag, { texts }] of Object.entries(LANGUAGES)) {
  const teachers = (await import(`../../site/teachers/${tag}.js`)).texts;
  TEXTS[tag] = [...Object.entries(texts), ...flat(teachers, 'teachers'), ...commentsIn(tag)];
}

test('the list covers all texts', () => {
  for (const texts of Object.values(TEXTS)) {
    const keys = texts.map(([key]) => key);
    for (const key of [
      'card.neuron.text',
      'teachers.solutions.card.neuron',
      'teachers.sheets.hand.title',
      'teachers.letters.parents.title',
      'neighbour.py.0',
    ])
      assert.ok(keys.includes(key), key);
  }
});

test('one thing has one word in each language', () => {
  for (const { tag, word, never, but } of TERMS) {
    const wrong = TEXTS[tag].filter(([key, text]) => never.test(text) && !but?.test(key)).map(([key]) => key);
    assert.deepEqual(wrong, [], `${tag}: ${word}`);
  }
});
