import type { documentation as english } from '../en/documentation';

export const documentation: typeof english = {
  title: 'Dokumentation',
  description: 'Wie man einreicht, wie eine Aufgabe dazukommt, wie alles gemessen wird und warum so entschieden wurde.',
  lead: 'Dieselben Texte wie im Repository.',
  inEnglish: 'Die Texte sind auf Englisch.',
  submitting: 'Einreichen',
  reference: 'Nachschlagen',
  decisions: 'Entscheidungen',
  methodology: 'Methodik',
  methodologyDescription: 'Wie Genauigkeit, Latenz, Intervalle und Urteile hier entstehen.',
};
