import type { ApiFailure } from '../lib/api-failure';
import { words } from '../messages/words';

/** Says in words why there is nothing to show, and what to do about it. */
export function FailureNote({ failure }: { failure: ApiFailure }) {
  const { title, advice } = inWords(failure);
  return (
    <section className="empty" role="status">
      <h2>{title}</h2>
      <p>{advice}</p>
      <p className="small quiet">
        <code lang="en">{failure.detail}</code>
      </p>
    </section>
  );
}

function inWords(failure: ApiFailure): { title: string; advice: string } {
  const say = words().site;
  switch (failure.kind) {
    case 'unreachable':
      return { title: say.unreachable, advice: say.unreachableAdvice(failure.address) };
    case 'late':
      return { title: say.late(failure.seconds), advice: say.lateAdvice(failure.address) };
    case 'not-found':
      return { title: say.nothingAtAddress, advice: say.namedWrongly };
    case 'refused':
      return { title: say.refused(failure.status), advice: say.refusedAdvice };
    case 'mismatch':
      return { title: say.mismatch, advice: say.mismatchAdvice(failure.path) };
  }
}
