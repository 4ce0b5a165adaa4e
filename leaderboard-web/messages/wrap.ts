import type { ReactNode } from 'react';

/** Puts a part of a sentence into a link or a mark: where it stands in the sentence is for each language to say. */
export type Wrap = (text: string) => ReactNode;
