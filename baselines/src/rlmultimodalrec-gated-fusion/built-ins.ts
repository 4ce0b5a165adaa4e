import { type BuiltIn, builtInsFor } from '../built-in.js';

const task = 'rlmultimodalrec-gated-fusion';
const builtIn = builtInsFor(task, import.meta.url, 'full-ranking');

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Null submission', '../shared/null-recommender', 0),
  builtIn('popularity', 'Most popular items', '../shared/popularity', 1),
  builtIn('mf-bpr', 'Matrix factorisation (BPR)', './mf-bpr', 15),
  builtIn('lightgcn', 'LightGCN', './lightgcn', 20),
  builtIn('text-only', 'Text alone', './text-only', 20),
  builtIn('mean-fusion', 'Mean of picture and text', './mean-fusion', 20),
  builtIn('without-policy', 'Gated fusion without the policy', './without-policy', 20),
  builtIn(task, 'RLMultimodalRec: gated fusion and policy (the paper)', './rlmultimodalrec-gated-fusion', 20),
];
