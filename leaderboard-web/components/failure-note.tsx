import type { ApiFailure } from '../lib/api-failure';

/** Says in words why there is nothing to show, and what to do about it. */
export function FailureNote({ failure }: { failure: ApiFailure }) {
  const { title, advice } = words(failure);
  return (
    <section className="empty" role="status">
      <h2>{title}</h2>
      <p>{advice}</p>
      <p className="small quiet">
        <code>{failure.detail}</code>
      </p>
    </section>
  );
}

function words(failure: ApiFailure): { title: string; advice: string } {
  switch (failure.kind) {
    case 'unreachable':
      return {
        title: 'The board’s server does not answer',
        advice: `This page is up, the API at ${failure.address} is not. If you run the board yourself, look at the terminal of npm start, or open ${failure.address}/api/health. Nothing is lost: records are on disk, and this page works again as soon as the API does.`,
      };
    case 'not-found':
      return {
        title: 'There is nothing at this address',
        advice: 'The task, record or run may have been named wrongly.',
      };
    case 'refused':
      return {
        title: `The board’s server refused this question (status ${failure.status})`,
        advice: 'Remove what was added to the address, or start again from the list of tasks.',
      };
    case 'mismatch':
      return {
        title: 'The board’s server sent something this page does not understand',
        advice: `Site and API are probably of different versions: build and restart both. The answer that did not fit came from ${failure.path}.`,
      };
  }
}
