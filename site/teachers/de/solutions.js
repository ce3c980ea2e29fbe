/**
 * Solutions of all tasks: `card.<id>`, `example.<key>`, `try.<n>`, `plane.<id>`, `station.<id>`.
 * @type {Record<string, string>}
 */
export const solutions = {
  'card.numbers':
    '0 steht überall, wo das Papier leer ist, 255 in der Mitte des Strichs. Dazwischen liegen die Werte am Rand des Strichs.',
  'card.centre': 'In der Mitte, und groß: Die längere Seite misst immer 20 Pixel, der Schwerpunkt liegt bei 14.',
  'card.cutting':
    'Sobald sich zwei Ziffern berühren oder überragen, gibt es dort keine leere Spalte mehr, und aus vier Stücken werden weniger. Das Programm findet meist noch vier Zeichen, wird aber unsicher, wenn die Ziffern sich überlappen. Bei sehr enger Schrift irrt es sich.',
  'card.colours': 'Viel Rot, etwa halb so viel Grün, kein Blau, zum Beispiel 255, 140, 0. Jede ähnliche Mischung gilt.',
  'card.mnist':
    'Von 10.000 Testziffern waren falsch: eine Schicht 1.200, zwei Schichten 470, LeNet-5 95, Support Vector Machine 56, 35 CNNs zusammen 23.',
  'card.dataset':
    'Das hängt von den eigenen Bildern ab. Zu erwarten sind einzelne Bilder in der falschen Zeile und Striche, die niemand lesen kann. Sie werden im Schritt „Prüfen“ umbenannt oder weggelassen.',
  'card.split':
    'Mehr Trainingsbilder: Das Netz lernt mehr, aber die Prüfung stützt sich auf wenige Bilder und schwankt. Mehr Testbilder: umgekehrt.',
  'card.scaling':
    'Mit 0 bis 255 springt der Verlust und wird nicht kleiner: Die Schritte sind viel zu groß, denn die Eingabe steht als Faktor im Gradienten. Mit 0 bis 1 fällt er gleichmäßig.',
  'card.onehot':
    'Eine Liste mit einer 1 an der Stelle der Klasse und sonst Nullen. Bei der Ziffer 3 ist das die vierte Stelle, denn die erste gehört der 0.',
  'card.neuron':
    'Unendlich viele. Zum Beispiel vom Anfang aus: Bias auf −0,2 stellen, denn die Summe war 0,4. Oder ein Gewicht ändern, dessen Eingabe nicht 0 ist. Das Gewicht der Eingabe 0 ändert nichts.',
  'card.weights':
    'Das mit der größten Summe. Blaue Flecken liegen dort, wo die Ziffer Tinte hat, orange dort, wo sie keine hat.',
  'card.activation':
    'ReLU: überall links von 0. Sigmoid und Tanh: weit links und weit rechts. Leaky ReLU und die lineare Funktion sind nirgends flach.',
  'card.dying':
    'Die ersten schlafen ein, sobald der Bias die Summe für alle Bilder unter 0 drückt; wo das ist, hängt von den Bildern ab. Mit Leaky ReLU schläft keines ganz ein: Ein Fünftel der Steigung bleibt.',
  'card.vanishing':
    'Mit Sigmoid fast nichts: Bei fünf verdeckten Schichten ist es etwa ein Fünftausendstel, bei neun weniger als ein Millionstel. Mit ReLU bleibt es in derselben Größenordnung.',
  'card.softmax': 'Weil alle Prozente zusammen 100 ergeben: Die Summe im Nenner wächst mit der gezogenen Säule.',
  'card.logits': 'Nichts. Nur die Abstände der Punkte zählen; der gemeinsame Faktor e hoch c kürzt sich heraus.',
  'card.layers':
    'Die Neuronen in jeder Schicht. Zwischen zwei Schichten wächst die Zahl der Gewichte mit dem Quadrat der Breite, und in der ersten kommen auf jedes Neuron 784 Gewichte.',
  'card.matrix':
    'Jede Eingabe mal das Gewicht in ihrer Zeile, alles zusammenzählen, Bias dazu. Das Ergebnis steht bei „Summen“; nach ReLU wird aus Negativem 0.',
  'card.tensors':
    'Hinter der ersten Schicht, die viele Kanäle hat: Aus jedem Bild werden viele Karten. Das Training braucht alle zugleich, darum kosten große Mini-Batches Speicher.',
  'card.parameters':
    'Ein dichtes Neuron hat 784 Gewichte und einen Bias, 16 davon haben 12.560. Ein Filter hat neun Gewichte und einen Bias, 16 davon haben 160. Der Filter benutzt seine neun überall.',
  'card.squares':
    'Der quadratische. Doppelter Abstand heißt dort vierfacher Beitrag, beim absoluten Fehler nur doppelter Beitrag.',
  'card.entropy':
    'Beliebig teuer: bei 10 % etwa 2,3, bei 1 % etwa 4,6, bei 0,1 % etwa 6,9. Wird der Anteil zehnmal so klein, wächst der Verlust jedes Mal um 2,3.',
  'card.binary': 'Sie wird immer steiler: minus eins durch p. Wer falsch und sicher ist, wird am stärksten korrigiert.',
  'card.safety':
    'Der Weg „erst Softmax, dann log“: Der Anteil wird auf 0 gerundet, und log 0 ist unendlich. Der andere rechnet mit dem Abstand selbst und liefert ungefähr diesen.',
  'card.descent':
    'Vom vorgegebenen Start aus etwa ab 0,95, ganz am Rand schon ab etwa 0,5. Knapp darunter springt der Punkt hin und her, ohne zur Ruhe zu kommen. Von manchen Starts endet der Weg im flacheren Tal: ein lokales Minimum.',
  'card.landscape':
    'Ohne Schwung bleibt der Weg nach 60 Schritten fast auf der Höhe des Sattels. Mit β = 0,9 erreicht er fast 0. Genau in der Mitte hilft beides nicht, denn dort ist der Gradient 0.',
  'card.race':
    'Im krummen Tal meist SGD mit Schwung, reines SGD zuletzt. In der Schüssel liegen alle nahe beieinander. Nach zehn Schritten führt oft Schwung oder Adam. Es gibt keinen Sieger für jedes Gelände.',
  'card.batches':
    'Immer weniger. Kleine Häppchen zeigen ganz verschiedene Richtungen, große fast alle dieselbe wie alle Bilder zusammen.',
  'card.chain':
    'Beide wachsen, bis ihr Produkt 2 ergibt (bei x = 1). Je näher am Ziel, desto kleiner die Schritte, denn der Gradient enthält den Abstand als Faktor.',
  'card.beginnings':
    'Bei Glorot und He; He passt besser zu ReLU. Alle 0: nichts kommt an. Winzig: Es verschwindet. Riesig: Es explodiert.',
  'card.decay':
    'Bei „immer halbieren“ nach 25 Schritten, beim Kosinus nach 50. „In Stufen“ fällt sie nach Schritt 33 auf einmal unter die Hälfte; gleichbleibend wird sie nie kleiner.',
  'card.fitting':
    'Mit 1 Neuron ist die Kurve zu einfach. Mit 4 folgt sie dem Verlauf. Mit 32 geht sie durch fast jeden Punkt und schlängelt sich dazwischen. Die meisten würden die mittlere zeichnen.',
  'card.early': 'Dann endet das Training beim ersten Zittern der Kurve, lange vor dem besten Stand.',
  'card.dropout':
    'Meistens ja, auch wenn die Hälfte der Tinte fehlt: Nachbarpixel sagen fast dasselbe. Darum lernt auch das Netz, mit Lücken zu lesen.',
  'card.regularisation':
    'Ohne Strafe wird sie wild und geht durch jeden Punkt. Mit 0,003 wird sie ruhig. Mit sehr viel Strafe wird sie fast gerade.',
  'card.augmentation':
    'Das ist eine Frage des Urteils, meist jenseits der Mitte des Reglers. Stark gedrehte 6 und 9 sind nicht mehr zu unterscheiden: Dann wird das Label falsch.',
  'card.normalisation':
    'Nein. Mittelwert und Standardabweichung sind nachher immer 0 und 1, die Form der Verteilung bleibt.',
  'card.convolution':
    'Dort, wo das Bild dem Muster gleicht, bei „senkrechte Kanten“ etwa an den Seiten eines Strichs. Ein eigener Filter: links −1, rechts 1, sonst 0.',
  'card.stride':
    'Schrittweite 2 und Rand „mit Nullen (same)“: 28 : 2 = 14. Mit einem Fenster von nur 1 mal 1 Pixel geht es auch ohne Rand.',
  'card.pooling': 'Meist bei Feldern von 7 mal 7 Pixeln. Beim globalen Mittelwert bleibt eine einzige Zahl.',
  'card.maps':
    'Zum Beispiel senkrechte und waagrechte Kanten positiv, Weichzeichner negativ: Dann bleibt, wo beides zusammentrifft. Andere Mischungen gelten auch.',
  'card.scores':
    'In der Spalte der Klasse Antworten aus anderen Zeilen dazulegen: falsch positive. In ihrer eigenen Zeile darf sich nichts ändern.',
  'card.chance':
    'Derselbe Startwert liefert genau dieselben Gewichte und dieselbe Reihenfolge, ein anderer ganz andere. Zurückgestellt ist alles wieder da.',
  'card.strangers':
    'Für Fremde. Mit einer Handschrift liest das Netz diese fast fehlerfrei und Fremde nur gut zur Hälfte. Mit 24 liest es die bekannten schlechter und Fremde deutlich besser.',
  'card.unknown':
    'Ja. Nur zwischen den beiden Klassen und genau gegenüber zögert Softmax, sonst bleibt es fast ganz sicher. Der Abstand dagegen wächst, sobald das Zeichen die gelernten verlässt; über der Grenze ist die Antwort „?“.',
  'card.kinds': 'Musik hat eine Reihenfolge: RNN oder LSTM, heute oft Transformer. Fotos haben Nachbarschaften: CNN.',
  'card.autoencoder':
    'Mit 2 Zahlen verschwimmen ähnliche Ziffern wie 4 und 9 oder 3, 5 und 8; 0 und 1 bleiben am ehesten. Mit 32 sind fast alle zu erkennen.',
  'card.rnn': 'Meist erst in der unteren Hälfte. Vorher kann aus demselben Anfang noch vieles werden.',
  'card.lstm':
    '„Behalten“ ganz öffnen (f = 1) und alle späteren Ausschläge auf 0 ziehen. Oder f = 1 und i klein, so stören spätere kaum. In einem echten LSTM wechseln die Tore von Schritt zu Schritt.',
  'card.physics': 'Die mit Gesetz. Ohne Gesetz ist die Kurve nach den drei Messungen geraten.',
  'card.clusters':
    'Nur wenn die Klassen klar getrennt liegen. Mit k = 10 teilen sich ähnliche Ziffern wie 4 und 9 oft eine Gruppe, und eine andere zerfällt in zwei. Das Verfahren kennt keine Namen; es gruppiert nach Pixeln.',
  'card.majority':
    'Zu 90 %, obwohl es keine einzige 5 findet: Die Sensitivität ist 0. Findet es die Hälfte, sind es 95 % und Sensitivität 50 %, ohne falschen Alarm. Erst beide Zahlen zusammen zeigen, ob etwas gelernt wurde.',
  'card.reward':
    'Mit 20 % Neugier zeigen die Pfeile nach etwa 15 Versuchen um die Gruben herum zum Ziel, mit jeder anderen spätestens nach 50. Ohne Neugier klappt es hier auch: Jeder Schritt kostet, darum probiert der Agent lieber, was er noch nicht kennt. Hat er aber einen Weg, geht er nur noch diesen. Mit sehr viel Neugier probiert er immer weiter und läuft noch spät in die Grube.',

  'example.first': 'Jede Zahl von 0 bis zur Anzahl minus 1 wählt ein anderes Bild, −1 das letzte.',
  'example.pixels':
    'Die Stellen mit den großen Zahlen bilden die Ziffer nach. Am dunkelsten sind die mit der größten Zahl, meist 255: picture.max() und picture.argmax().',
  'example.average':
    'Die Klasse mit der verschiedensten Schrift, oft 2, 4 oder 7. Der Median (np.median) ist schärfer, denn einzelne Ausreißer zählen nicht.',
  'example.neighbour':
    'Bei bekannten Handschriften meist deutlich mehr als 40 von 50. Ein um zwei Pixel verschobenes Bild hat einen großen Abstand, obwohl die Ziffer dieselbe ist: Pixel werden einzeln verglichen.',
  'example.neuron':
    'Leicht sind Klassen, die sich von allen unterscheiden, oft 0, 1 oder 6. Die Genauigkeit mit „immer nein“ vergleichen: Das sind schon 90 %.',
  'example.network':
    'Etwas schlechter, meist um wenige Prozentpunkte. Die 64 an allen drei Stellen ersetzen, sonst passen die Formen nicht.',
  'example.loop':
    'Den kleinsten val_loss merken und mit if val_loss > best: break abbrechen; besser erst nach einigen Epochen ohne Verbesserung.',
  'example.layer':
    'Nein: Zu x³ gehört 3·x². Mit der alten Ableitung gibt die Gradientenprobe False aus, und die Kurven liegen auseinander; mit der neuen True.',
  'example.augmentation':
    'picture[:, ::-1] spiegelt. Für Ziffern ist das nicht klug: Aus einer 2 oder 7 wird ein Zeichen, das es nicht gibt, und das Label bleibt. Für Fotos von Tieren wäre es sinnvoll.',
  'example.classics':
    'Das hängt von den Bögen ab; oft liegen die Support Vector Machine und die nächsten Nachbarn vorn. Mit sehr vielen Nachbarn wird KNN schlechter.',
  'example.filters':
    'Der, in dem blaue Felder über orangen liegen (oder umgekehrt): Er antwortet auf den Übergang von hell zu dunkel von oben nach unten, also auf waagrechte Striche.',
  'example.squeeze':
    'An verwischten Rändern, fehlenden Schleifen und Querstrichen. Mit einem Kanal werden die Bilder meist unleserlich, mit vier sind sie fast wie vorher.',
  'example.line':
    'Mit gap = 0 fehlen die leeren Spalten: Die ganze Zeile ist ein einziges Stück, und das Netz nennt dafür irgendeine Klasse. Abhilfe: mehrere Schnitte ausprobieren und den nehmen, bei dem das Netz am sichersten ist.',
  'example.fool':
    'Mit Schritten von 0,01 genügen meist wenige. Mit 0,002 gelingt es auch, nur dauert es länger. Die Summe vieler winziger, gezielter Änderungen genügt.',

  'try.1':
    'Beide sollten als 7 gelesen werden. Fehlt eine Form in den Daten, wird sie oft als 1 (ohne) oder als 4 oder 9 (mit Querstrich) gelesen.',
  'try.2':
    'Meist kurz bevor die linken Bögen ganz geschlossen sind. Die Sicherheit springt, sie wächst nicht gleichmäßig.',
  'try.any.1':
    'Kleine Neigung schadet kaum, große sehr: So schiefe Zeichen kamen beim Lernen nicht vor. Mit verzerrten Bildern trainiert, hält das Netz mehr aus.',
  'try.any.2': 'Meist an einer Stelle, an der ein einziger Strich den Unterschied macht. Die Antwort kippt plötzlich.',
  'try.3':
    'Die Größe macht fast nichts aus, denn jedes Zeichen wird vergrößert und in die Mitte gerückt. Nur die Striche werden dabei dick und eckig.',
  'try.4':
    'Oft schlechter als die eigene. Das ist der Sinn der Aufgabe: Das Netz kennt nur Handschriften aus seinen Daten.',
  'try.5':
    'Oft sehr sicher: Softmax muss alles auf die Klassen verteilen. Mit der Grenze antwortet das Zeichenblatt meist „?“. Ganz sicher ist auch sie nicht, und je strenger sie ist, desto mehr echte Zeichen lehnt sie ab.',

  'plane.line': 'Keine verdeckte Schicht; lernen lassen. Ein Neuron zieht eine Gerade, das genügt.',
  'plane.corner':
    'Eine Schicht mit vier Neuronen und tanh. Gelingt es nicht, neue Gewichte nehmen. Mit zwei Neuronen gelingt es in diesen Feldern nicht.',
  'plane.ring': 'Eine Schicht mit drei Neuronen und tanh: Drei Geraden umschließen ein Dreieck.',
  'plane.spiral': 'Zwei Schichten mit je acht Neuronen, tanh oder ReLU, keine Streuung, Geduld.',

  'station.paper':
    'Erledigt, wenn hundert selbst geschriebene Bilder da sind; Bögen des Übungsstifts und fertige Daten zählen nicht.',
  'station.check': 'Unleserliches weglassen; strittige Bilder gemeinsam entscheiden.',
  'station.numbers': 'Siehe die Karten „Ein Bild sind Zahlen“ und „Ein Neuron rechnet“.',
  'station.guess':
    'Bei Personen, deren Schrift das Netz kennt, sind meist deutlich über 90 von 100 richtig. Zufall wären 10.',
  'station.first': 'Die Genauigkeit steigt in den ersten Epochen steil und wird dann flach.',
  'station.mistakes':
    'Oft 4 und 9, 1 und 7, 3 und 5. Gute Begründungen nennen Striche, die an ähnlichen Stellen liegen, oder einzelne Bilder.',
  'station.draw':
    'Winzige, schiefe, durchgestrichene oder ungewöhnliche Formen. Auch ein Herz wird oft mit hoher Sicherheit als Ziffer gelesen: Softmax verteilt 100 % auf die Klassen, die es gibt.',
  'station.hand': '0,5·2 + 1·(−1) + 1·0,5 + 0,5 = 1; ReLU gibt 1, Sigmoid etwa 0,73.',
  'station.more': 'Fremde Handschriften liest das Netz besser; der gewöhnliche Test ändert sich oft wenig.',
  'station.strangers': 'Fast immer schlechter als bekannte. Eine App für alle braucht Daten von allen.',
  'station.swap':
    'Die Genauigkeit bleibt etwa gleich, denn auch die Testbilder sind vertauscht; kleine Unterschiede sind Zufall. Beim Zeichnen fällt es auf: Das Netz nennt jeweils das andere Zeichen. Der Fehler steckt in den Daten, und gemacht hat ihn ein Mensch.',
  'station.order': 'Nach der ersten Epoche viel schlechter, am Ende fast gleich gut.',
  'station.descent': 'Siehe die Karten „Bergab, Schritt für Schritt“ und „Wer ist schuld?“.',
  'station.plane': 'Siehe die Aufgaben des Spielplatzes.',
  'station.fitting': 'Überanpassung: Der Verlust beim Training fällt weiter, der beim Validieren steigt.',
  'station.convolution':
    'Oft um ein bis drei Prozentpunkte, bei fremden Handschriften auch mehr. Das ganze Zeichen ist zwar schon in die Mitte gerückt, aber Bögen und Striche liegen bei jeder Person ein wenig anders. Dieselben Gewichte finden ein Muster überall.',
  'station.machine':
    'Schneiden: Der Rahmen umfasst zwei Zeichen oder nur ein Stück von einem. Lesen: Der Rahmen stimmt, der Name darüber nicht. Schneidefehler häufen sich bei enger Schrift, Lesefehler bei Formen, die in den Bögen selten sind.',
  'station.review':
    'Freie Antworten. Gute nennen etwas, das die Daten nicht enthielten, und einen Vorschlag, wie man es prüft.',
};
