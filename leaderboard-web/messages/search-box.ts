import { searchBox as german } from './de/search-box';
import { searchBox as english } from './en/search-box';
import { inLanguages } from './in-languages';

/** Of their own, and not among `words`: they go to the browser. */
export const searchBoxWords = inLanguages({ en: english, de: german });
