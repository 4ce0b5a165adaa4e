'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { addressIn, type Language } from '../lib/languages.mjs';

/**
 * Leads to the page that is shown, in another language: a link, so that it works without scripts, and of its own in the browser, so that it knows the
 * page after the address has changed without a load. The server keeps the choice.
 */
export function LanguageLink({ to, name }: { to: Language; name: string }) {
  const address = `${usePathname()}?${useSearchParams()}`;
  return (
    <a href={addressIn(address, to)} lang={to} hrefLang={to} rel="alternate">
      {name}
    </a>
  );
}
