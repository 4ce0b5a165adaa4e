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
