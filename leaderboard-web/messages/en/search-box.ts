/** The field that searches while one types: the browser gets these, so they are few. */
export const searchBox = {
  placeholder: 'Search',
  largePlaceholder: 'Task, paper, method or person',
  submit: 'Search',
  hits: 'Hits',
  /** @param amount of hits */
  found: (amount: number) => (amount === 1 ? '1 hit' : `${amount} hits`),
  kinds: { task: 'task', paper: 'paper', method: 'method', submitter: 'submitter' },
};
