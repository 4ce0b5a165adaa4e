import type { TaskListing } from '@paretoboard/contract/task.js';

export function PaperLine({ paper }: { paper: TaskListing['paper'] }) {
  return (
    <p className="small" lang="en">
      {paper.authors}. <cite>{paper.title}</cite>. {paper.venue}
      {paper.venue.includes(String(paper.year)) ? '' : `, ${paper.year}`}.{' '}
      {paper.doi.startsWith('10.') && (
        <a className="doi" href={`https://doi.org/${paper.doi}`}>
          doi:{paper.doi}
        </a>
      )}
    </p>
  );
}
