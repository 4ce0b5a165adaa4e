/** The pages that show `docs/`, whose texts are in English. */
export const documentation = {
  title: 'Documentation',
  description: 'How to submit, how to add a task, how everything is measured, and why it was decided so.',
  lead: 'The same texts as in the repository.',
  /** Where the texts are in another language than the page: says so; here nothing. */
  inEnglish: null as string | null,
  submitting: 'Submitting',
  reference: 'Reference',
  decisions: 'Decisions',
  methodology: 'Methodology',
  methodologyDescription: 'How accuracy, latency, intervals and verdicts are made here.',
};
