'use client';

import type { SearchHit } from '@paretoboard/contract/search.js';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { readable } from '../lib/readable';
import { hitHref } from '../lib/search-links';
import { searchBoxWords } from '../messages/search-box';

const pauseMs = 120;
const mostHits = 8;

/** A form that leads to the page of results; with JavaScript hits appear while one types (the combobox pattern of the ARIA practices). */
export function SearchBox({ label, large = false }: { label: string; large?: boolean }) {
  const say = searchBoxWords();
  const id = useId();
  const [text, setText] = useState('');
  const [current, setCurrent] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const { hits, searched } = useHits(text);
  const list = useRef<HTMLDivElement>(null);
  const shown = isOpen && hits.length > 0;
  const move = (step: number) => {
    setOpen(true);
    setCurrent((now) =>
      hits.length === 0 ? -1 : (now + step + hits.length + (now < 0 && step < 0 ? 1 : 0)) % hits.length,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      move(step);
    } else if (event.key === 'Escape' && shown) {
      // The first closes the list, the second empties the field, as browsers do.
      event.preventDefault();
      setOpen(false);
    } else if (event.key === 'Enter' && shown && current >= 0) {
      event.preventDefault();
      list.current?.querySelectorAll('a')[current]?.click();
    }
  };
  return (
    <search
      className={large ? 'search-box large' : 'search-box'}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
    >
      <form action="/search">
        <input
          type="search"
          name="q"
          role="combobox"
          aria-label={label}
          aria-expanded={shown}
          aria-controls={`${id}hits`}
          aria-autocomplete="list"
          aria-activedescendant={shown && current >= 0 ? `${id}${current}` : undefined}
          placeholder={large ? say.largePlaceholder : say.placeholder}
          autoComplete="off"
          maxLength={200}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setCurrent(-1);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
        {large && <button type="submit">{say.submit}</button>}
      </form>
      <div id={`${id}hits`} ref={list} role="listbox" aria-label={say.hits} hidden={!shown}>
        {hits.map((hit, index) => (
          <a
            key={`${hit.kind} ${hit.task} ${hit.id}`}
            id={`${id}${index}`}
            href={hitHref(hit)}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
          >
            <span className="foreign">{readable(hit.title)}</span>{' '}
            <span className="detail">
              {say.kinds[hit.kind]} ·{' '}
              <span className="foreign" lang="en">
                {readable(hit.detail)}
              </span>
            </span>
          </a>
        ))}
      </div>
      <span className="unseen" role="status">
        {isOpen && searched ? say.found(hits.length) : ''}
      </span>
    </search>
  );
}

/** Hits for what has been typed, a moment after the last letter; an answer that comes late is dropped. */
function useHits(text: string): { hits: readonly SearchHit[]; searched: boolean } {
  const [found, setFound] = useState<{ hits: readonly SearchHit[]; searched: boolean }>({ hits: [], searched: false });
  useEffect(() => {
    const abort = new AbortController();
    const search = async () => {
      if (text.trim() === '') return setFound({ hits: [], searched: false });
      const query = new URLSearchParams({ q: text, limit: String(mostHits) });
      const response = await fetch(`/api/v1/search?${query}`, { signal: abort.signal });
      if (response.ok) setFound({ hits: ((await response.json()) as { items: SearchHit[] }).items, searched: true });
    };
    // Without the API the form still leads to a page that says what is wrong.
    const timer = setTimeout(() => search().catch(() => undefined), pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return found;
}
