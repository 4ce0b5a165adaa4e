import type { Metadata } from 'next';
import Link from 'next/link';

export const metadata: Metadata = { title: 'Nothing here' };

export default function NotFound() {
  return (
    <div className="page-head">
      <h1>There is nothing at this address</h1>
      <p className="lead">
        The task, record or run may have been named wrongly. Records are never deleted: one that was published once
        stays at its digest.
      </p>
      <p>
        <Link href="/" prefetch={false}>
          All tasks
        </Link>
      </p>
    </div>
  );
}
