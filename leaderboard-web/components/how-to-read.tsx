import Link from 'next/link';

export function HowToRead({ comparable, errorSpaced }: { comparable: boolean; errorSpaced: boolean }) {
  return (
    <aside className="how-to-read" aria-labelledby="how-to-read">
      <h2 id="how-to-read">How to read this</h2>
      <dl>
        <div>
          <dt>Up and left is better</dt>
          <dd>
            The line joins the rows that no other row beats in both figures.
            {errorSpaced && ' Heights are spaced by the logarithm of the error, so that 97 and 99 % lie apart.'}
          </dd>
        </div>
        <div>
          <dt>Crosses are 95 % intervals</dt>
          <dd>
            Where crosses overlap, do not read an order into the points. Latency has one from three starts up; with
            fewer the table gives the range.
          </dd>
        </div>
        <div>
          <dt>The null model</dt>
          <dd>
            answers at once through the same path. Its time is part of every latency here and is never subtracted.
          </dd>
        </div>
        <div>
          <dt>Quick or full</dt>
          <dd>Rows of the quick profile have few starts and seeds; they are shown and not ranked.</dd>
        </div>
        <div>
          <dt>{comparable ? 'The paper’s values' : 'No paper values here'}</dt>
          <dd>
            {comparable
              ? 'stand as dashed lines. They were measured elsewhere, by other people.'
              : 'These are not the paper’s data, so its printed values are listed below but not drawn.'}
          </dd>
        </div>
      </dl>
      <p>
        <Link href="/methodology" prefetch={false}>
          Methodology
        </Link>
      </p>
    </aside>
  );
}
