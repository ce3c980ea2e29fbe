/** What a teacher looks up: each chapter has its paragraphs. @type {Record<string, {title: string, text: string[]}>} */
export const chapters = {
  class: {
    title: 'So arbeitet eine Klasse zusammen',
    text: [
      'Vor der Stunde: Jede Gruppe füllt einen Bogen aus und schreibt einen Spitznamen in die Kopfzeile. Der Kopierer scannt alle Bögen in eine PDF-Datei; Sie legen sie auf das Austauschlaufwerk. Jede Gruppe zieht dieselbe Datei auf die Seite.',
      'Mit Handys: Jede Gruppe fotografiert ihren Bogen. Das Foto kommt per Kabel, über AirDrop oder Quick Share oder das Austauschlaufwerk auf den Laptop. Oder die Seite wird auf dem Handy geöffnet und das Projekt dort als Datei gespeichert.',
      'Getrennt lesen, zusammen lernen: Jede Gruppe liest und prüft ihren Bogen, speichert ihr Projekt als Datei („Projekte“, „Als Datei speichern“) und legt sie auf das Laufwerk. Danach öffnet jede Gruppe alle Dateien auf einmal: Die Seite fragt, ob sie zusammengeführt werden, und zählt keinen Bogen doppelt.',
      'Wer was wann: Minute 10 alle Bögen gescannt; Minute 15 geprüft; vor der Station „Mehr Handschriften“ liegt die gemeinsame Datei bereit. Eine Person je Gruppe ist für Dateien zuständig.',
      'Ein einziges Gerät am Beamer genügt auch: Sammeln und trainieren Sie vorn, die Klasse wettet, zeichnet und begründet.',
    ],
  },
  grades: {
    title: 'Verschiedene Jahrgangsstufen',
    text: [
      '5 bis 8: Sammeln, Prüfen, Trainieren, Zeichnen, Fremde, vertauschte Namen. Keine Formeln; das Netz aus Menschen als Einstieg.',
      '9 und 10, ohne Ableitung: dazu Neuron, Gewichte, Aktivierung, Vorwärts von Hand, Konfusionsmatrix, Überanpassung. „Steigung“ genügt; die Karten „Wer ist schuld?“ und „Wo bleibt der Gradient?“ bleiben Bilder.',
      'Oberstufe: dazu Verlust, Gradientenabstieg, Kettenregel mit Zahlen, „Von Hand“ mit dem eigenen Netz, Faltung, der Schritt „Code“.',
      'Die Stationen mit ★ und die Karten ab „So lernt das Netz“ sind für alle, die schon weiter sind.',
    ],
  },
  curricula: {
    title: 'Bezug zu Lehrplänen und Standards',
    text: [
      'Lehrpläne ändern sich. Hier steht, was wir nachlesen konnten, mit Quelle, und was nicht. Maßgeblich ist immer der geltende Text Ihres Landes.',
      'Bayern, Gymnasium 13, erhöhtes Niveau: Lernbereich 2 „Künstliche Intelligenz“, etwa 34 Stunden, gültig ab 2025/26 (lehrplanplus.bayern.de/fachlehrplan/gymnasium/13/informatik/erhoeht). Das grundlegende Niveau (…/13/informatik/grundlegend) gilt ebenfalls ab 2025/26; seinen Abschnitt zur KI haben wir nicht im Einzelnen geprüft.',
      'Nordrhein-Westfalen, Klasse 5/6: Inhaltsfeld „Automaten und künstliche Intelligenz“ mit den Schwerpunkten maschinelles Lernen mit Entscheidungsbäumen und mit neuronalen Netzen (Kernlehrplan Informatik 5/6, schulentwicklung.nrw.de/lehrplaene; geprüft an der Wiedergabe einer Schule, nicht am Amtsblatt). Dazu passen Sammeln, Trainieren, vertauschte Namen und in der Auswertung der Vergleich mit Entscheidungsbäumen. Wahlpflichtbereich und Oberstufe: nicht geprüft.',
      'Berlin und Brandenburg, Jahrgangsstufen 7 bis 10: Rahmenlehrplan Teil C Informatik, Themenfelder „Information und Daten“, „Digitale Bilder und Visualisierung“, „Geschichte der Informatik“ (bildungsserver.berlin-brandenburg.de/rlp-online). Künstliche Intelligenz ist dort kein eigenes Themenfeld. Die Fassung der gymnasialen Oberstufe: nicht geprüft.',
      'Baden-Württemberg: Bildungsplan Informatik und IMP (bildungsplaene-bw.de). Den Wortlaut zu künstlicher Intelligenz haben wir nicht geprüft; vergleichen Sie die Leitideen Daten und Codierung, Algorithmen, Informationsgesellschaft und Datensicherheit.',
      'KMK: „Bildung in der digitalen Welt“ (2016), Kompetenzbereiche „Problemlösen und Handeln“ und „Analysieren und Reflektieren“; Handlungsempfehlung zum Umgang mit künstlicher Intelligenz in schulischen Bildungsprozessen vom 10. Oktober 2024 (kmk.org).',
      'Gesellschaft für Informatik: Bildungsstandards Informatik, Sekundarstufe I (2008) und II (2016): Inhaltsbereiche „Information und Daten“, „Algorithmen“, „Informatik, Mensch und Gesellschaft“; Prozesse „Begründen und Bewerten“, „Darstellen und Interpretieren“ (informatikstandards.de). Neuere Fassungen haben wir nicht geprüft.',
      'International: CSTA K–12 Standards 2017, 2-DA-09 (Modelle anhand von Daten verbessern), 2-IC-21 (Verzerrung in Technik), 2-AP-17 (systematisch testen); AI4K12, Leitidee 3: Computer lernen aus Daten.',
    ],
  },
  privacy: {
    title: 'Datenschutz',
    text: [
      'Handschrift und Spitznamen sind personenbezogene Daten, sobald jemand weiß, zu wem sie gehören. Wählen Sie Spitznamen, die nichts verraten, und schreiben Sie keine Namen auf die Bögen.',
      'Die Seite verarbeitet alles auf dem Gerät. Sie sendet keine Bilder, hat keine Konten, keine Cookies, keine Statistik. Wer die Seite bereitstellt, sieht im Protokoll seines Webservers wie bei jeder Seite die IP-Adresse; mit der Einzeldatei vom USB-Stick entfällt auch das.',
      'Auf dem Gerät bleibt etwas: Projekte liegen im Speicher des Browsers, bis sie gelöscht werden. Auf geteilten Laptops: am Ende der Stunde als Datei speichern, das Projekt löschen („Projekte“, Papierkorb) und den Tab schließen, denn bis dahin lässt es sich zurückholen; oder ein Gastprofil oder privates Fenster benutzen.',
      'Dateien gehen dorthin, wohin Sie sie legen: Eine Projektdatei und das Keras-Notebook enthalten die Bilder. Wer das Notebook in Colab öffnet, gibt sie an Google. Nehmen Sie dafür fertige Daten oder Jupyter auf dem eigenen Gerät. Fotos auf privaten Handys landen oft von selbst in einer Cloud: Nehmen Sie Geräte der Schule oder den Scanner, oder lassen Sie die Fotos nach dem Übertragen überall löschen.',
      'Einwilligung: Schreiben Lernende im Unterricht für den Unterricht, genügt meist der Bildungsauftrag. Für alles darüber hinaus (Ausstellung, Veröffentlichung, Weitergabe der Bögen, Sammeln in der ganzen Schule) holen Sie die Einwilligung ein. Fragen Sie im Zweifel die Datenschutzbeauftragten Ihrer Schule: Dieser Text ist keine Rechtsberatung.',
      'Auch das Netz kann etwas verraten: Aus Gewichten lassen sich manchmal Trainingsbilder ungefähr erraten. Geben Sie ein Netz nur weiter, wenn Sie auch die Bilder weitergeben dürften.',
    ],
  },
  why: {
    title: 'Warum dieses Werkzeug, und wann ein anderes',
    text: [
      'Das Zeichenlabor: eigene Daten auf Papier, ohne Konto, offline; ein echtes Netz, in das man hineinsehen kann, bis zur einzelnen Zahl; dieselben Begriffe wie in Keras; Bildungsweg bis zum eigenen Python. Es kann nur graue Zeichen von 28 mal 28 Pixeln.',
      'Teachable Machine (Google): in zwei Minuten Bilder, Töne oder Posen mit der Webcam unterscheiden. Besser für den ersten Aha-Moment und für Fotos; man sieht nicht hinein, und die Seite kommt von Google.',
      'Machine Learning for Kids: Blöcke wie in Scratch, Texte, Zahlen, Bilder. Besser für jüngere Kinder, die ein Spiel bauen wollen; Klassen brauchen ein Konto der Lehrkraft.',
      'Orange: Datenanalyse mit verbundenen Bausteinen, viele Verfahren und Datensätze. Besser für Tabellen und den Vergleich vieler Verfahren; wird installiert.',
      'TensorFlow Playground: zwei Eingaben, sofort, im Browser. Unser Spielplatz ist ihm verwandt; dort gibt es mehr Regler, hier gehört er zu einem Weg.',
      'Jupyter oder Colab mit Keras: alles ist möglich. Besser für große Netze und Facharbeiten; braucht Programmieren und, bei Colab, ein Konto. Unser Notebook führt dorthin.',
      'AI Unplugged und SoekiaGPT: ohne Computer und für Sprachmodelle. Beides fehlt hier und ergänzt es gut.',
    ],
  },
  beyond: {
    title: 'Von hier zu Sprachmodellen, und was es kostet',
    text: [
      'Gleich: Auch ein Sprachmodell rechnet mit Zahlen, die mit Gewichten malgenommen, addiert und durch Aktivierungen geschickt werden. Es lernt mit Kreuzentropie, Gradientenabstieg (meist AdamW) und Mini-Batches. Am Ende steht Softmax: eine Wahrscheinlichkeit für jedes mögliche nächste Textstück.',
      'Anders: Die Klassen sind viele tausend Textstücke statt zehn Ziffern. Die Labels schreibt niemand, denn das nächste Wort steht im Text. Ein Transformer verbindet jedes Wort mit jedem davor (Attention), ein Faltungsnetz nur Pixel, die nah beieinanderliegen. Statt hunderttausend Gewichten sind es Milliarden. Danach wird mit menschlichen Urteilen nachtrainiert.',
      'Darum gilt auch dort: Sicherheit ist nicht Wahrheit, und das Netz lernt, was in den Daten steht.',
      'Energie: Ein Training hier dauert auf einem Laptop Sekunden bis Minuten und braucht etwa so viel Strom wie einige Lampen in dieser Zeit. Große Sprachmodelle brauchen für das Training Rechenzentren über Wochen; für GPT-3 wurden 1.287 Megawattstunden geschätzt (Patterson und andere 2021, arxiv.org/abs/2104.10350), für heutige liegen selten Zahlen vor. Lassen Sie rechnen: Watt mal Stunden, hier und dort.',
      'Geschichte: Auf große Erwartungen folgten zweimal „KI-Winter“ ohne Geld und Interesse, in den 1970er- und um 1990. Mit mehr Daten, schnelleren Grafikkarten und besseren Netzen begann ab etwa 2012 die heutige Zeit.',
      'Anwendungen von damals: Netze wie LeNet lasen in den 1990er-Jahren Postleitzahlen und Beträge auf Schecks (LeCun, Bottou, Bengio, Haffner 1998). Heute lesen ähnliche Netze Kennzeichen, Formulare und Pakete.',
    ],
  },
};

/** Texts to hand out, one page each. @import {Paper} from '../../views/learn/paperPage.js' @type {Record<string, Paper>} */
export const letters = {
  parents: {
    title: 'Information für Eltern',
    blocks: [
      'Liebe Eltern,',
      'im Unterricht lernt Ihr Kind, wie ein neuronales Netz Handschrift liest. Dazu schreibt die Klasse Ziffern oder Zeichen auf Bögen, scannt oder fotografiert sie und trainiert damit ein kleines Netz.',
      'Wir benutzen dafür die Webseite „Zeichenlabor“. Sie rechnet im Browser auf dem Gerät der Schule: Bilder werden nicht ins Internet gesendet, es gibt keine Konten, keine Werbung und keine Auswertung des Verhaltens.',
      'Auf den Bögen steht kein Name, nur ein erfundener Spitzname. Die Bilder bleiben auf den Geräten der Schule und werden nach der Unterrichtsreihe gelöscht, spätestens am: ________________',
      'Das Schreiben und Trainieren ist Teil des Unterrichts. Soll Ihr Kind nicht von Hand schreiben, kann es am Bildschirm zeichnen oder mit Beispieldaten arbeiten, ohne Nachteil.',
      'Nur wenn wir Bögen oder Bilder ausstellen oder veröffentlichen wollen, bitten wir Sie um Ihre Einwilligung:',
      '☐ Bögen meines Kindes dürfen in der Schule ausgestellt werden.     ☐ Nein.',
      'Sie können die Einwilligung jederzeit widerrufen. Fragen beantworte ich gern.',
      { lines: 1 },
      'Ort, Datum, Unterschrift der Erziehungsberechtigten                         Lehrkraft',
    ],
  },
  officer: {
    title: 'Angaben für die Datenschutzbeauftragten',
    blocks: [
      {
        list: [
          'Verfahren: Unterricht über maschinelles Lernen mit der Webanwendung Zeichenlabor.',
          'Verantwortlich: die Schule. Die Anwendung ist statisch (HTML, JavaScript, WebAssembly) und hat keinen Server, der Inhalte annimmt.',
          'Betroffene: Lernende, gegebenenfalls Lehrkräfte. Daten: Bilder von Handschrift (Zeichen), selbst gewählte Spitznamen, Antworten auf Fragen, trainierte Gewichte.',
          'Zweck und Grundlage: Erfüllung des Bildungsauftrags (Art. 6 Abs. 1 e DSGVO mit dem Schulgesetz des Landes); für Ausstellung oder Veröffentlichung Einwilligung (Art. 6 Abs. 1 a).',
          'Empfänger: keine. Kein Bild, kein Text und kein Netz wird übertragen. Eine Content-Security-Policy erlaubt nur Verbindungen zum eigenen Ursprung (und zu PyPI für Python-Pakete, falls der Betreiber das beim Bauen freigibt); die Seite zeigt die Zahl der Anfragen selbst an („Wo sind meine Daten?“).',
          'Auftragsverarbeitung: Die Seite verarbeitet im Auftrag nichts; ein Vertrag nach Art. 28 DSGVO ist für sie selbst nach unserer Einschätzung nicht nötig. Für den Webserver, der die Dateien ausliefert (IP-Adressen im Protokoll), gelten die Verträge mit dessen Betreiber. Mit der Einzeldatei entfällt er.',
          'Speicherung: im Browser (IndexedDB, Cache) des jeweiligen Geräts und in Dateien, die jemand selbst speichert. Keine Cookies. Löschung: Projekt löschen und Tab schließen, oder Websitedaten des Browsers löschen.',
          'Kein Profiling, keine Entscheidung über Personen, keine besonderen Kategorien. Eine Folgenabschätzung erscheint nicht nötig; die Prüfung liegt bei der Schule.',
          'Risiken und Maßnahmen: geteilte Geräte (löschen, Gastprofil); Projektdateien und Keras-Notebook enthalten Bilder (nur auf Laufwerke der Schule, nicht in fremde Clouds); Fotos auf privaten Handys (Schulgeräte nehmen); Weitergabe von Netzen wie die der Bilder behandeln.',
          'Quelltext: offen; Bibliotheken mit Prüfsummen festgelegt; jede Datei wird beim Laden gegen eine Liste geprüft.',
        ],
      },
    ],
  },
};
