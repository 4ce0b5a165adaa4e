'use client';

import { errorPageWords } from '../messages/error-page';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const say = errorPageWords();
  return (
    <div className="page-head">
      <h1>{say.title}</h1>
      <p className="lead">{say.ours(error.digest ? <code>{error.digest}</code> : null)}</p>
      <p>
        <button type="button" onClick={reset}>
          {say.again}
        </button>
      </p>
    </div>
  );
}
