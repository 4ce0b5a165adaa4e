'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { addressIn, type Language, languageOfCookie } from '../lib/languages.mjs';

/**
 * Leads to the page that is shown, in another language: a link, so that it works without scripts, and of its own in the browser, so that it knows the
 * page after the address has changed without a load. The server keeps the choice.
 */
export function LanguageLink({ to, name }: { to: Language; name: string }) {
  const address = `${usePathname()}?${useSearchParams()}`;
  useFollowedChoice();
  return (
    <a href={addressIn(address, to)} lang={to} hrefLang={to} rel="alternate">
      {name}
    </a>
  );
}

/** Where another language was chosen in another tab, the page follows when it is looked at: else its parts would change one by one, at the next links. */
function useFollowedChoice() {
  const router = useRouter();
  useEffect(() => {
    const follow = () => {
      const chosen = languageOfCookie(document.cookie);
      if (document.visibilityState === 'visible' && chosen && chosen !== document.documentElement.lang)
        router.refresh();
    };
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, [router]);
}
