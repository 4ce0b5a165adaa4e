import { account as germanAccount } from './de/account';
import { answers as germanAnswers } from './de/answers';
import { board as germanBoard } from './de/board';
import { challenges as germanChallenges } from './de/challenges';
import { chart as germanChart } from './de/chart';
import { compare as germanCompare } from './de/compare';
import { documentation as germanDocumentation } from './de/documentation';
import { home as germanHome } from './de/home';
import { papers as germanPapers } from './de/papers';
import { record as germanRecord } from './de/record';
import { runs as germanRuns } from './de/runs';
import { search as germanSearch } from './de/search';
import { site as germanSite } from './de/site';
import { terms as germanTerms } from './de/terms';
import { account } from './en/account';
import { answers } from './en/answers';
import { board } from './en/board';
import { challenges } from './en/challenges';
import { chart } from './en/chart';
import { compare } from './en/compare';
import { documentation } from './en/documentation';
import { home } from './en/home';
import { papers } from './en/papers';
import { record } from './en/record';
import { runs } from './en/runs';
import { search } from './en/search';
import { site } from './en/site';
import { terms } from './en/terms';
import { inLanguages } from './in-languages';

const english = {
  account,
  answers,
  board,
  challenges,
  chart,
  compare,
  documentation,
  home,
  papers,
  record,
  runs,
  search,
  site,
  terms,
};

const german: typeof english = {
  account: germanAccount,
  answers: germanAnswers,
  board: germanBoard,
  challenges: germanChallenges,
  chart: germanChart,
  compare: germanCompare,
  documentation: germanDocumentation,
  home: germanHome,
  papers: germanPapers,
  record: germanRecord,
  runs: germanRuns,
  search: germanSearch,
  site: germanSite,
  terms: germanTerms,
};

/** The messages of every area, in the language of the page. Only for what the server renders: a component of the browser would carry all of it. */
export const words = inLanguages({ en: english, de: german });
