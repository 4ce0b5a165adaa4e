'use client';

import { useEffect } from 'react';
import { readersZone } from '../lib/readers-zone';

/** Puts every moment of the page in the reader's zone, with the zone's name; the time in UTC stays as its title. Without JavaScript they stay in UTC, and say so. */
export function LocalTimes() {
  useEffect(() => {
    const inReadersZone = readersZone(document.documentElement.lang);
    const localise = () => {
      for (const time of document.querySelectorAll('time')) {
        const local = inReadersZone(time.dateTime);
        if (local === null || time.textContent === local) continue;
        time.title = time.textContent ?? '';
        time.textContent = local;
      }
    };
    localise();
    const observer = new MutationObserver(localise);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, []);
  return null;
}
