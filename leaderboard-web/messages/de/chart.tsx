import { plural } from '../../lib/format';
import type { chart as english } from '../en/chart';

export const chart: typeof english = {
  againstLatency: (metric) => `${metric} über der Latenz; dieselben Werte stehen in der Tabelle darunter`,
  spacedByError: ', nach dem Fehler gestuft',
  latencyAxis: (scenario) => `← p50-Latenz (ms, log), ${scenario}`,
  nullModel: 'Nullmodell',
  floor: 'Untergrenze',
  printed: (value) => `Arbeit ${value}`,
  printedOf: (value, method) => `Arbeit ${value}, ${method}`,
  onFront: 'auf der Front',
  behindFront: 'hinter der Front',
  point: (letter, title, metric, value, p50, standing) =>
    `${letter}: ${title}, ${metric} ${value}, p50 ${p50} ms, ${standing}`,

  legendFront: 'auf der Pareto-Front',
  legendBehind: 'eine andere Zeile ist in beidem besser',
  legendDots: 'Zeilen anderer Seiten',
  legendIntervals: '95-%-Intervalle',
  legendClaims: 'in der Arbeit gedruckt',
  legendNullModel: 'Nullmodell: was das Fragen allein kostet',
  legendFloor: (floor) =>
    `Untergrenze, ${floor} ms: Schneller kann hier keine Maschine sein; links außerhalb, wo sie keine Linie hat`,

  noFront: 'Keine Zeile liegt auf der Pareto-Front.',
  front: (points) =>
    `Auf der Front, die schnellste zuerst: ${points.join(', ')}. Keine andere Zeile hier ist zugleich besser und schneller als eine von diesen.`,
  frontPoint: (letter, value, p50) => `${letter} (${value} in ${p50} ms)`,
  notDrawn: (rows) => `${plural(rows, 'Zeile', 'Zeilen')} ohne beide Werte nicht gezeichnet.`,

  confident: (interval, starts) => `${interval} 95 % über ${plural(starts, 'Start', 'Starts')}`,
  range: (range, starts) => `${range} über ${plural(starts, 'Start', 'Starts')}, kein Intervall`,
  curves: (starts, half, most) =>
    `${plural(starts, 'Start', 'Starts')}; die Hälfte der Anfragen innerhalb von ${half}, 99 % innerhalb von ${most}.`,
  from: (low, high) => `${low} bis ${high}`,
};
