/** @type {Record<string, string>} */
export const judging = {
  'chapter.judging': 'Wie gut ist es? Und für wen?',
  'card.scores': 'Wer wird mit wem verwechselt?',
  'card.scores.term': 'confusion matrix, accuracy, precision, recall, F1',
  'card.scores.task':
    'Tippe auf ein Kästchen, um eine Antwort dazuzulegen. Wie wird die Präzision klein, ohne dass sich die Sensitivität ändert?',
  'card.scores.text':
    'Die Genauigkeit sagt nur, wie viele Antworten stimmen. Die Konfusionsmatrix zeigt, welche nicht. Die Diagonale ist richtig. Präzision fragt: Wenn das Netz 7 sagt, stimmt es dann? Sensitivität fragt: Findet es alle Siebenen? F1 ist nur hoch, wenn beides hoch ist.',
  'card.scores.exactly':
    'r sind die richtigen von n Antworten. tₚ: richtig als diese Klasse erkannt. fₚ: fälschlich so genannt. fₙ: übersehen.',
  'card.scores.answers': 'Antwort des Netzes',
  'card.scores.matrix': 'Konfusionsmatrix; Enter legt eine Antwort dazu',
  'card.scores.rows': 'Jede Zeile gehört zu einer wahren Klasse.',
  'card.scores.class': 'Klasse',
  'card.scores.accuracy': 'Genauigkeit',
  'card.scores.precision': 'Präzision',
  'card.scores.recall': 'Sensitivität',
  'card.scores.f1': 'F1',
  'card.scores.all': 'Antworten',
  'card.scores.again': 'Zurück zum Anfang',
  'card.majority': '90 % und doch nichts gelernt',
  'card.majority.term': 'accuracy paradox, majority class',
  'card.majority.task': 'Das Netz sagt zu allem „keine 5“. Wie genau ist es? Ändere, wie oft es eine 5 findet.',
  'card.majority.text':
    'Von hundert Ziffern sind zehn eine 5. Wer immer „keine 5“ sagt, hat in neunzig Fällen recht. Die Genauigkeit sieht gut aus, gefunden ist nichts. Vergleiche sie darum mit der häufigsten Klasse. Die Sensitivität zeigt, ob etwas gelernt wurde.',
  'card.majority.exactly':
    'tₚ und tₙ sind die richtigen Antworten: erkannt, und zu Recht nicht genannt (richtig negativ). fₙ sind die übersehenen. Gerechnet wird mit tausend Bildern.',
  'card.majority.rare': 'Fünfen unter 100 Ziffern',
  'card.majority.found': 'davon gefunden',
  'card.majority.alarms': 'Falscher Alarm bei anderen',
  'card.majority.is': 'ist 5',
  'card.majority.not': 'keine 5',
  'card.majority.says': 'sagt „5“',
  'card.majority.silent': 'sagt „keine 5“',
  'card.majority.always': 'Immer dasselbe sagen',
  'card.scores.matrix.plain': 'Konfusionsmatrix',
  'card.chance': 'Zufall, der sich wiederholt',
  'card.chance.term': 'random seed',
  'card.chance.task': 'Ändere den Startwert und stelle ihn wieder zurück. Was fällt dir auf?',
  'card.chance.text':
    'Die ersten Gewichte sind gewürfelt, ebenso die Reihenfolge der Bilder. Computer würfeln aber nicht wirklich: Sie rechnen aus einem Startwert, dem Seed, eine Folge aus. Gleicher Startwert, gleicher Zufall. So kannst du ein Experiment genau wiederholen.',
  'card.chance.exactly':
    'Aus dem Startwert s folgen die Gewichte w und die Reihenfolge o. Willst du zwei Netze vergleichen, dann trainiere beide mit mehreren Startwerten.',
  'card.chance.seed': 'Startwert (Seed)',
  'card.chance.first': 'Ein Netz',
  'card.chance.second': 'Ein zweites mit demselben Startwert',
  'card.chance.order': 'In dieser Reihenfolge kämen zwanzig Bilder dran:',
  'card.chance.weight': 'Erstes Gewicht',
  'card.chance.twin': 'Im zweiten Netz',
  'card.strangers': 'Liest es auch Fremde?',
  'card.strangers.term': 'bias in data',
  'card.strangers.task': 'Trainiere mit einer Handschrift, dann mit 24. Für wen wird das Netz besser?',
  'card.strangers.text':
    'Ein Netz kennt nur, was es gesehen hat. Lernt es von einer einzigen Person, liest es diese fast fehlerfrei und alle anderen schlecht. Das ist keine Absicht, aber unfair. Bei Gesichtern oder Stimmen kann so etwas Menschen schaden. Frage also immer: Wer fehlt in den Daten?',
  'card.strangers.exactly':
    'A mit k ist die Genauigkeit bei bekannten, A mit f die bei fremden Handschriften. Gelernt wird immer aus gleich vielen Bildern. Alle schrieb der Übungsstift, ein Programm.',
  'card.strangers.writers': 'Handschriften im Training',
  'card.strangers.known': 'Bekannte',
  'card.strangers.strangers': 'Fremde',
  'card.strangers.epoch': 'Epoche',
  'card.strangers.read': 'Genauigkeit für Bekannte und für Fremde',
};
