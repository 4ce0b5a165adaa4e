import { rows, testToken } from './documents';

/** A page in one of its states; with a token: as somebody sees it who is signed in. */
export interface ListedPage {
  name: string;
  path: string;
  token?: string;
}

/** Every page of the site, in each state that looks different. */
export const pages: readonly ListedPage[] = [
  { name: 'home', path: '/' },
  { name: 'board', path: '/tasks/lighthart-kd-har' },
  { name: 'board of ranked rows', path: '/tasks/lighthart-kd-har?variant=surrogate' },
  { name: 'board without rows', path: '/tasks/lighthart-kd-har?variant=stand-in' },
  { name: 'board that a filter emptied', path: '/tasks/lighthart-kd-har?variant=surrogate&track=multimodal' },
  { name: 'comparison', path: `/compare?r=${rows[1]!.record}&r=${rows[2]!.record}&r=${rows[4]!.record}` },
  { name: 'comparison of nothing', path: '/compare?r=nonsense' },
  { name: 'papers', path: '/papers' },
  { name: 'paper', path: '/papers/lighthart-kd-har' },
  { name: 'paper without a task', path: '/papers/openear' },
  { name: 'search', path: '/search?q=light' },
  { name: 'search without hits', path: '/search?q=nothing' },
  {
    name: 'board as a reader chose it',
    path: '/tasks/lighthart-kd-har?sort=-p90&columns=p90&columns=energy&columns=metric-macro-f1&weight=70&only=valid',
  },
  { name: 'last page of a long board', path: '/tasks/crowd-101?page=2' },
  { name: 'embedded board', path: '/embed/tasks/lighthart-kd-har?only=valid&sort=latency' },
  { name: 'embedded board without rows', path: '/embed/tasks/lighthart-kd-har?variant=stand-in' },
  { name: 'record', path: `/records/${rows[1]!.record}` },
  { name: 'record whose answers are pending', path: `/records/${rows[2]!.record}` },
  { name: 'INVALID record', path: `/records/${rows[4]!.record}` },
  { name: 'runs', path: '/runs' },
  { name: 'run in progress', path: '/runs/run-3' },
  { name: 'failed run', path: '/runs/run-1' },
  { name: 'challenges', path: '/challenges' },
  { name: 'challenges, for an organiser', path: '/challenges?refused=taken', token: testToken },
  { name: 'revealed challenge', path: '/challenges/spring-cup' },
  { name: 'called-off challenge', path: '/challenges/summer-cup' },
  { name: 'challenge, for an organiser', path: '/challenges/autumn-cup', token: testToken },
  { name: 'sign in', path: '/submit' },
  { name: 'sign in after a wrong token', path: '/submit?refused=refused' },
  { name: 'sign in after the provider sent a stranger', path: '/submit?refused=stranger' },
  { name: 'invitation', path: '/invitation?secret=of-a-link' },
  { name: 'submit', path: '/submit', token: testToken },
  { name: 'methodology', path: '/methodology' },
  { name: 'documentation', path: '/docs' },
  { name: 'page of the documentation', path: '/docs/wire' },
];
