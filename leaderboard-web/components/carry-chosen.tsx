'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';

/** To other pages of the rows, and to their other orders. */
const links = ':is(.pages,thead) a';

/** Within the form around a page of rows: who goes to another page or order by a link takes along what is ticked. Without JavaScript a button does that. */
export function CarryChosen() {
  const router = useRouter();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = place.current?.closest('form');
    const goOn = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(links) : null;
      const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (!form || !link || !isPlain) return;
      const address = new URL(link.href);
      const chosen = new FormData(form).getAll('r').join(',');
      if (chosen === (address.searchParams.get('chosen') ?? '')) return;
      event.preventDefault();
      event.stopPropagation();
      if (chosen === '') address.searchParams.delete('chosen');
      else address.searchParams.set('chosen', chosen);
      router.push(address.pathname + address.search + address.hash);
    };
    form?.addEventListener('click', goOn, true);
    return () => form?.removeEventListener('click', goOn, true);
  }, [router]);
  return <span ref={place} hidden />;
}
