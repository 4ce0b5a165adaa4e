import Link from 'next/link';
import { words } from '../messages/words';

export function HowToRead({ comparable, errorSpaced }: { comparable: boolean; errorSpaced: boolean }) {
  const { board: say, site } = words();
  return (
    <aside className="how-to-read" aria-labelledby="how-to-read">
      <h2 id="how-to-read">{say.howToRead}</h2>
      <dl>
        <div>
          <dt>{say.better}</dt>
          <dd>
            {say.betterText}
            {errorSpaced && ` ${say.errorSpaced}`}
          </dd>
        </div>
        <div>
          <dt>{say.crosses}</dt>
          <dd>{say.crossesText}</dd>
        </div>
        <div>
          <dt>{say.theNullModel}</dt>
          <dd>{say.nullModelText}</dd>
        </div>
        <div>
          <dt>{say.profiles}</dt>
          <dd>{say.profilesText}</dd>
        </div>
        <div>
          <dt>{comparable ? say.paperValues : say.noPaperValues}</dt>
          <dd>{comparable ? say.paperValuesText : say.noPaperValuesText}</dd>
        </div>
      </dl>
      <p>
        <Link href="/methodology" prefetch={false}>
          {site.methodology}
        </Link>
      </p>
    </aside>
  );
}
