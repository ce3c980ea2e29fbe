/** Sheets to print, one page each: a text is a paragraph. @import {Paper} from '../../views/learn/paperPage.js' */

/** @type {Record<string, Paper>} */
export const sheets = {
  hand: {
    title: 'Vorwärts von Hand',
    blocks: [
      { head: '1. Ein Neuron' },
      'Ein Neuron hat drei Eingaben. Nimm jede Eingabe mal ihr Gewicht, zähle alles zusammen und gib den Bias dazu.',
      {
        table: [
          ['', 'Eingabe x', 'Gewicht w', 'x · w'],
          ['1', '0,5', '2', ''],
          ['2', '1', '−1', ''],
          ['3', '1', '0,5', ''],
        ],
      },
      'Bias: 0,5     Summe z = ______     ReLU(z) = ______',
      { head: '2. Ein kleines Netz' },
      'Die Eingaben sind 1, 0,5 und 0. Zwei Neuronen mit ReLU rechnen damit, eine Ausgabe rechnet mit ihren Werten.',
      {
        table: [
          ['', 'Gewichte', 'Bias', 'Summe z', 'Wert'],
          ['Neuron A', '0,5   −1   2', '0,5', '', ''],
          ['Neuron B', '−1   1   1', '0', '', ''],
          ['Ausgabe', 'A: 2   B: −1', '−0,5', '', 'Sigmoid: '],
        ],
      },
      'Sigmoid(z) = 1 : (1 + e⁻ᶻ)     e ist eine Zahl, etwa 2,718. Auf dem Taschenrechner hilft die Taste eˣ.',
      { head: '3. Nachdenken' },
      'a) Welche Eingabe hat auf Neuron A keinen Einfluss, und warum?',
      { lines: 2 },
      'b) Neuron B gibt 0 weiter. Ändere eine einzige Zahl so, dass es aufwacht.',
      { lines: 2 },
      'c) Warum braucht ein Netz überhaupt eine Aktivierungsfunktion?',
      { lines: 2 },
    ],
    solution: [
      '1. Produkte: 1; −1; 0,5. Summe z = 1 − 1 + 0,5 + 0,5 = 1. ReLU(1) = 1.',
      '2. Neuron A: 0,5 − 0,5 + 0 + 0,5 = 0,5, ReLU 0,5. Neuron B: −1 + 0,5 + 0 + 0 = −0,5, ReLU 0. Ausgabe: 2 · 0,5 − 1 · 0 − 0,5 = 0,5, Sigmoid etwa 0,62.',
      '3a) Die dritte: Sie ist 0, also ist ihr Produkt 0, wie groß das Gewicht auch ist.',
      '3b) Zum Beispiel den Bias von 0 auf 1 stellen: Die Summe ist dann 0,5. Jede Änderung gilt, mit der die Summe größer als 0 wird.',
      '3c) Ohne sie wären viele Schichten zusammen nur eine einzige gerade Rechnung (eine lineare Funktion); erst der Knick macht mehrere Schichten sinnvoll.',
    ],
  },
  neuron: {
    title: 'Ein Neuron erkennt einen Strich',
    blocks: [
      'Ein Bild hat 3 mal 3 Pixel, 1 ist Tinte, 0 ist Papier. Das Neuron hat für jedes Pixel ein Gewicht. Sein Bias ist −2. Ist die Summe größer als 0, sagt es „senkrechter Strich“.',
      {
        table: [
          ['Gewichte', '', ''],
          ['−1', '1', '−1'],
          ['−1', '1', '−1'],
          ['−1', '1', '−1'],
        ],
      },
      { head: '1. Rechne für vier Bilder' },
      {
        table: [
          ['Bild', 'Pixel, Zeile für Zeile', 'Summe der Produkte', 'mit Bias', 'Antwort'],
          ['A', '0 1 0 / 0 1 0 / 0 1 0', '', '', ''],
          ['B', '0 0 0 / 1 1 1 / 0 0 0', '', '', ''],
          ['C', '1 1 1 / 1 1 1 / 1 1 1', '', '', ''],
          ['D', '0 1 0 / 1 1 1 / 0 1 0', '', '', ''],
        ],
      },
      { head: '2. Verändere das Neuron' },
      'a) Wie groß muss der Bias sein, damit auch das Kreuz D als Strich zählt, die volle Fläche C aber nicht?',
      { lines: 2 },
      'b) Schreib Gewichte auf, mit denen das Neuron waagrechte Striche in der Mitte erkennt.',
      { lines: 3 },
      'c) Ein Strich steht ganz links. Was sagt das Neuron? Was tut ein Faltungsnetz dagegen?',
      { lines: 3 },
    ],
    solution: [
      '1. A: Summe 3, mit Bias 1, ja. B: −1 + 1 − 1 = −1, mit Bias −3, nein. C: 3 − 6 = −3, mit Bias −5, nein. D: 3 − 2 = 1, mit Bias −1, nein.',
      '2a) Größer als −1 und höchstens 3, zum Beispiel 0: Dann hat D die Summe 1 und C die Summe −3.',
      '2b) Mittlere Zeile 1, sonst −1, Bias −2.',
      '2c) „Nein“: Die Summe ist −3, mit Bias −5. Ein Faltungsnetz schiebt denselben Filter über das Bild und findet den Strich an jeder Stelle.',
    ],
  },
  matrix: {
    title: 'Eine Konfusionsmatrix füllen',
    blocks: [
      'Ein Netz hat zwölf Ziffern gelesen. Vor dem Pfeil steht, was es wirklich war, dahinter, was das Netz gesagt hat.',
      '1→1   4→4   7→7   1→7   4→1   7→1   1→1   4→4   7→7   4→4   1→1   7→7',
      { head: '1. Trage jede Antwort in die Matrix ein' },
      {
        table: [
          ['wirklich / gelesen', '1', '4', '7'],
          ['1', '', '', ''],
          ['4', '', '', ''],
          ['7', '', '', ''],
        ],
      },
      { head: '2. Rechne' },
      'a) Genauigkeit: Welcher Anteil aller Antworten ist richtig?',
      { lines: 1 },
      'b) Für die Klasse 1: richtig positiv ____   falsch positiv ____   falsch negativ ____   richtig negativ ____',
      'c) Präzision der 1: Wie oft stimmt es, wenn das Netz „1“ sagt?',
      { lines: 1 },
      'd) Sensitivität der 1: Welchen Anteil der echten Einsen findet es?',
      { lines: 1 },
      { head: '3. Beurteile' },
      'a) Ein Programm sagt bei jeder Ziffer „keine 5“. Von 100 Ziffern sind 10 Fünfen. Wie genau ist es? Was taugt es?',
      { lines: 2 },
      'b) Ein Gerät prüft Pilze auf Gift. Ist Präzision oder Sensitivität wichtiger? Begründe.',
      { lines: 3 },
    ],
    solution: [
      '1. Zeile 1: 3, 0, 1. Zeile 4: 1, 3, 0. Zeile 7: 1, 0, 3.',
      '2a) 9 von 12, also 75 %.',
      '2b) Richtig positiv 3, falsch positiv 2, falsch negativ 1, richtig negativ 6.',
      '2c) 3 : (3 + 2) = 60 %.     2d) 3 : (3 + 1) = 75 %.',
      '3a) 90 % genau, aber es findet keine einzige Fünf: Sensitivität 0. Man muss jede Genauigkeit mit der häufigsten Klasse vergleichen.',
      '3b) Die Sensitivität für „giftig“: Ein übersehener Giftpilz ist schlimmer als ein weggeworfener guter.',
    ],
  },
  unplugged: {
    title: 'Das Netz aus Menschen (ohne Computer)',
    blocks: [
      'Material: neun Blätter für die Pixel, vorn eine 1, hinten eine 0. Zeit: 15 Minuten. Mindestens zwölf Personen.',
      { head: 'Aufbau' },
      {
        list: [
          'Neun Personen stehen in drei Reihen: Jede ist ein Pixel und zeigt 1 (Tinte) oder 0 (Papier).',
          'Zwei Personen sind Neuronen. „Mitte“ zählt die Einsen der mittleren Spalte, „Rand“ die der beiden äußeren.',
          'Eine Person ist die Ausgabe. Sie rechnet: Mitte minus Rand minus 2. Ist das größer als 0, ruft sie „Strich!“.',
        ],
      },
      { head: 'Runden' },
      {
        list: [
          'Die Pixel stellen einen senkrechten Strich dar. Alle rechnen. Was ruft die Ausgabe?',
          'Nun einen waagrechten Strich, ein Kreuz, ein eigenes Zeichen. Vorher raten!',
          'Jetzt lernt das Netz: Die Lehrkraft sagt nach jedem Bild nur „richtig“ oder „falsch“. Bei „falsch“ darf die Ausgabe ihre letzte Zahl (den Bias) um 1 ändern, nach oben oder nach unten.',
        ],
      },
      { head: 'Beobachte' },
      'a) Wer im Netz „weiß“, wie ein Strich aussieht?',
      { lines: 2 },
      'b) Was passiert, wenn die Lehrkraft absichtlich falsche Antworten gibt?',
      { lines: 2 },
      'c) Der Strich rückt eine Spalte nach links. Was müsste sich ändern?',
      { lines: 2 },
    ],
    solution: [
      'Senkrechter Strich in der Mitte: 3 − 0 − 2 = 1, „Strich!“. Waagrechter Strich: 1 − 2 − 2 = −3, still. Kreuz: 3 − 2 − 2 = −1, still; erst wenn der Bias in zwei Schritten von −2 auf 0 gestiegen ist, ruft die Ausgabe auch hier.',
      'a) Niemand allein. Das Wissen steckt in den Gewichten: was wie gezählt wird.',
      'b) Das Netz lernt das Falsche ebenso gern. Es hat keine andere Wahrheit als die Daten.',
      'c) Ein Neuron müsste die linke Spalte zählen, oder beide müssten über das Bild wandern: Das tut ein Faltungsnetz.',
    ],
  },
};
