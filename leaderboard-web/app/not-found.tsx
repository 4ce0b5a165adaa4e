import type { Metadata } from 'next';
import Link from 'next/link';
import { words } from '../messages/words';

export function generateMetadata(): Metadata {
  return { title: words().site.nothingHere };
}

export default function NotFound() {
  const say = words().site;
  return (
    <div className="page-head">
      <h1>{say.nothingAtAddress}</h1>
      <p className="lead">
        {say.namedWrongly} {say.neverDeleted}
      </p>
      <p>
        <Link href="/" prefetch={false}>
          {say.allTasks}
        </Link>
      </p>
    </div>
  );
}
