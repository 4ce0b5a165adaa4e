import { errorPage as german } from './de/error-page';
import { errorPage as english } from './en/error-page';
import { inLanguages } from './in-languages';

/** Of their own, and not among `words`: they go to the browser. */
export const errorPageWords = inLanguages({ en: english, de: german });
