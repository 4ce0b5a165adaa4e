import type { Variant } from '@paretoboard/contract/variant.js';
import { relationWords } from '../lib/words';

/** What the variant's data are to the paper's, in words. */
export function RelationNote({ variant }: { variant: Variant }) {
  return (
    <div className="relation" data-relation={variant.relation}>
      <p>
        <strong>{relationWords[variant.relation].sentence}</strong>
      </p>
      <p>{variant.comparability}</p>
    </div>
  );
}
