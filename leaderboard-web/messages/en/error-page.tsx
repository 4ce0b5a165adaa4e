import type { ReactNode } from 'react';

/** The page in the place of one that failed: the browser gets these. */
export const errorPage = {
  title: 'This page could not be made',
  ours: (digest: ReactNode | null) => (
    <>The fault is ours. The server’s log has the details{digest !== null && <> under {digest}</>}.</>
  ),
  again: 'Try again',
};
