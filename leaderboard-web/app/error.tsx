'use client';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="page-head">
      <h1>This page could not be made</h1>
      <p className="lead">
        The fault is ours. The server’s log has the details
        {error.digest && (
          <>
            {' '}
            under <code>{error.digest}</code>
          </>
        )}
        .
      </p>
      <p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </p>
    </div>
  );
}
