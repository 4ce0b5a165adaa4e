import type { errorPage as english } from '../en/error-page';

export const errorPage: typeof english = {
  title: 'Diese Seite konnte nicht erstellt werden',
  ours: (digest) => (
    <>Der Fehler liegt bei uns. Einzelheiten stehen im Log des Servers{digest !== null && <> unter {digest}</>}.</>
  ),
  again: 'Noch einmal versuchen',
};
