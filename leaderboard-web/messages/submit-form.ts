import { submitForm as german } from './de/submit-form';
import { submitForm as english } from './en/submit-form';
import { inLanguages } from './in-languages';

/** Of their own, and not among `words`: they go to the browser. */
export const submitFormWords = inLanguages({ en: english, de: german });
