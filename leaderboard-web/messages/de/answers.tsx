import { count, plural } from '../../lib/format';
import type { answers as english } from '../en/answers';

export const answers: typeof english = {
  testItem: (item) => `Testbeispiel ${item}`,
  testItemOf: (item, name) => `Testbeispiel ${item}: ${name}`,
  item: (item) => `Beispiel ${item}`,
  right: '✓ richtig',
  wrong: '✗ falsch',
  surestMistake: ', einer der sichersten Fehler',
  objects: (item, objects, boxes) =>
    `Testbeispiel ${item}: ${plural(objects, 'Objekt', 'Objekte')}, ${plural(boxes, 'Box', 'Boxen')} gefunden`,
  thereAndFound: (there, found) => `${there} vorhanden, ${found} gefunden`,
  boxesKey: (item) => `gestrichelt: vorhanden; durchgezogen: gefunden. Beispiel ${item}`,
  sliceOf: (slice, slices) => `Schicht ${slice} von ${slices}`,
  markedSlice: 'Dieselbe Schicht, die Antwort gefüllt, die Wahrheit umrandet',
  diceOnSlice: (dice) => `Dice ${dice} auf dieser Schicht`,
  ofVolume: (dice) => `${dice} für das ganze Volumen`,
  maskKey: (item, slice, slices) =>
    `gefüllt: geantwortet; umrandet: wahr. Beispiel ${item}, Schicht ${slice} von ${slices}`,
  given: 'gegeben',
  answered: 'geantwortet',
  reference: 'Referenz',
  middleOf: (item, part) => `Mitte von Testbeispiel ${item}, ${part}`,
  ofPicture: (item) => `für das ganze Bild, Beispiel ${item}`,

  figuresOfItem: 'Was dieses Beispiel zu den Zahlen beiträgt',
  frameWithOverlap: (frame, overlap) =>
    `Bild ${count(frame)} mit der wahren und der angegebenen Box: Überlappung ${overlap}`,
  frameOverlap: (frame, overlap) => `Bild ${count(frame)}: ${overlap}`,
  overlapCurve: (frames, mean) =>
    `Überlappung mit der wahren Box in ${plural(frames, 'Bild', 'Bildern')}, in %: im Mittel ${mean}`,
  meanOverlap: (mean) => `Mittlere Überlappung ${mean}`,
  trackKey: (item, frames) =>
    `gestrichelt: wo es ist; durchgezogen: wo es sein soll. Darunter: Überlappung in % je Bild; eine Lücke, wo das Objekt fehlt. Folge ${item}, ${plural(frames, 'Bild', 'Bilder')}`,

  supportOf: (name, shots) => `Klasse ${name}: ${plural(shots, 'Bild', 'Bilder')} zum Lernen`,
  queryOf: (query, name) => `Anfrage ${query}, aus Klasse ${name}`,
  queriesRight: (right, queries) => `${count(right)} von ${plural(queries, 'Anfrage', 'Anfragen')} richtig`,
  episodeKey: (item) =>
    `Zuerst, woraus gelernt wurde, dann Anfragen jeder Klasse, und wofür sie gehalten wurden. Episode ${item}`,

  rankedFor: (user) => `Für Nutzer ${user} gereihte Artikel, der beste zuerst`,
  hitsOf: (hits, relevant, shown) =>
    `${count(hits)} von ${plural(relevant, 'zurückgehaltenen Artikel', 'zurückgehaltenen Artikeln')} unter den ersten ${count(shown)}`,
  notRanked: (items) => `Nicht darunter: ${items}.`,
  rankingKey: (user, item) =>
    `Die Zahlen sind die Nummern der Artikel im Datensatz. Nutzer ${user}, Testbeispiel ${item}`,

  query: (item) => `Anfrage: Testbeispiel ${item}`,
  asked: 'Anfrage',
  atRank: (rank, item) => `Rang ${rank}: Testbeispiel ${item}`,
  same: '✓ gleich',
  other: '✗ anders',
  firstMatch: (rank) => `Erster Treffer auf Rang ${count(rank)}`,
  noMatch: 'Kein Treffer in der Galerie',
  galleryOf: (gallery, matches) =>
    `${plural(gallery, 'Bild', 'Bilder')} durchsucht, ${count(matches)} davon zeigen dasselbe`,
  tiedNearest: (tied) =>
    `${count(tied)} Bilder sind genau so nah wie das erste: Ihre Reihenfolge sagt nichts, die Zahlen losen sie aus.`,
  retrievalKey: (item) => `Das nächste zuerst, darunter der Kosinus. Beispiel ${item}`,

  reconstructionOf: (item) => `Rekonstruktion von Testbeispiel ${item}`,
  squaredError: (error) => `Quadratischer Fehler ${error}`,
  reconstructedKey: (item) => `gegeben, rekonstruiert. Beispiel ${item}`,
  sheetOf: (drawn, columns) =>
    `${plural(drawn, 'vom Modell gezogenes Bild', 'vom Modell gezogene Bilder')}, ${count(columns)} in einer Reihe`,
  drawn: (drawn) => `${plural(drawn, 'Bild', 'Bilder')} gezogen, jedes mit eigenem Seed`,
  allAlike: 'Alle sind dasselbe Bild.',
  differentOnes: (different) => `${count(different)} davon unterscheiden sich voneinander.`,

  beforeAndAfter: (item, channels) =>
    `Testbeispiel ${item}, ${plural(channels, 'Kanal', 'Kanäle')} vorher und nachher.`,
  mostChanged: (channel, difference) =>
    `Am stärksten verändert: Kanal ${channel}, um ${difference} (quadratisches Mittel).`,
  changedKey: (item) => `breit: vorher; dünn: nachher; Kanäle von oben, jeder mit eigener Skala. Beispiel ${item}`,
  conditions: 'Verlangt:',
  channelsAsTable: 'Die Kanäle als Tabelle',
  channel: 'Kanal',
  mean: 'Mittel',
  deviation: 'Streuung',
  difference: 'Änderung',
  fromTo: (from, to) => `${from} → ${to}`,

  holdsEverywhere: 'Die Regel hält kein Merkmal fest: Sie gilt für alle.',
  holdsWhere: 'Wo',
  feature: (index) => `Merkmal ${index}`,
  levelOf: (level, levels) => `auf Stufe ${level} von ${levels} ist`,
  agreement: (fidelity, threshold) => `stimmt zu ${fidelity} mit der Blackbox überein, verlangt: ${threshold}`,
  coverage: (coverage) => `Gilt für ${coverage} der Verteilung`,
  promised: (estimate) => `Das Verfahren selbst versprach eine Übereinstimmung von ${estimate}.`,
  askedRows: (rows) => `Es fragte die Blackbox nach ${plural(rows, 'Zeile', 'Zeilen')};`,
  classifierAsTable: 'Der lineare Klassifikator als Tabelle',
  featureColumn: 'Merkmal',
  level: 'Stufe',
  held: 'Gehalten',
  weight: 'Gewicht',
  bias: 'Bias',

  scoresOf: (clip) => `Werte der Bilder des Clips ${clip}.`,
  allNormal: (frames) => `Alle ${plural(frames, 'Bild', 'Bilder')} sind normal.`,
  abnormalFrames: (stretches, frames) => `Auffällig: Bilder ${stretches} von ${count(frames)}.`,
  meanScores: (normal, abnormal) => `Mittlerer Wert ${normal} in normalen, ${abnormal} in auffälligen Bildern.`,
  frameOf: (frame, clip) => `Bild ${frame} des Clips ${clip}`,
  peakRight: (frame) => `✓ größter Wert: Bild ${frame}, auffällig`,
  peakWrong: (frame) => `✗ größter Wert: Bild ${frame}, normal`,
  clipAuc: (auc) => `AUC dieses Clips ${auc}`,
  noClipAuc: 'Bilder einer Art, keine AUC',
  clipKey: 'schattiert: auffällig; Linie: Wert je Bild; Punkt: der größte',

  classNumber: (index) => `Klasse ${index}`,
  mostConfused: (truth, answer, times, support) =>
    `Am häufigsten verwechselt: ${truth}, ${count(times)}-mal von ${count(support)} für ${answer} gehalten.`,
  nothingConfused: 'Nichts wurde verwechselt.',
  rightAnswers: (right, answers, items, seeds) =>
    `${count(right)} von ${plural(answers, 'Antwort', 'Antworten')} nennen die richtige Klasse (${plural(items, 'Beispiel', 'Beispiele')}, ${plural(seeds, 'Seed', 'Seeds')}).`,
  tied: (answers) =>
    `${plural(answers, 'Antwort hatte', 'Antworten hatten')} keinen einzelnen größten Wert. Hier zählen sie für die niedrigste ihrer Klassen; die Genauigkeit teilt die Wertung unter ihnen auf.`,
  asTable: 'Jede Klasse als Tabelle',
  classCaption: (seeds, missing) =>
    `Beispiele sind über ${plural(seeds, 'Seed', 'Seeds')} gezählt. Ein Anteil von nichts ist kein Anteil: ${missing}.`,
  class: 'Klasse',
  items: 'Beispiele',
  recall: 'Recall',
  precision: 'Precision',
  takenFor: 'Am häufigsten gehalten für',

  matrix: (summary) => `Konfusionsmatrix. ${summary}`,
  shades: ['bis 5 %', '5 bis 25 %', '25 bis 60 %', 'mehr'],
  answeredAxis: 'geantwortet →',
  trueAxis: 'wahre Klasse →',
  shareOfClass: 'Anteil der wahren Klasse:',
  onDiagonal: 'Auf der Diagonalen ist die Antwort richtig.',
};
