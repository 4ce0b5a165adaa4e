import type { Variant } from '@paretoboard/contract/variant.js';
import { words } from '../messages/words';

/** What the variant's data are to the paper's, in words. */
export function RelationNote({ variant }: { variant: Variant }) {
  return (
    <div className="relation" data-relation={variant.relation}>
      <p>
        <strong>{words().terms.relations[variant.relation].sentence}</strong>
      </p>
      <p lang="en">{variant.comparability}</p>
    </div>
  );
}
