import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@paretoboard/sdk/random.js';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { encodeNpy } from '../formats/npy.js';

const parameters = {
  users: 800,
  items: 600,
  styleDimensions: 8,
  clusters: 12,
  /** Standard deviation of an item's style about its cluster's, where clusters differ by 1 per dimension. */
  styleSpread: 0.5,
  /** How strongly taste decides beside popularity. */
  tasteWeight: 2,
  popularityExponent: 0.8,
  interactionsPerUser: [6, 18],
  core: 5,
  coldItems: 120,
  coldInteractions: [5, 6],
  /** Share of users whose held-out item is a cold one. */
  coldTests: 0.2,
  imageColumns: 256,
  textColumns: 96,
  /** Standard deviation of a feature about the one that the style gives, which has 1. */
  featureNoise: 0.5,
  poorImages: 0.4,
  poorTexts: 0.4,
  /** A poor picture shows this share of another item. */
  otherItem: 0.8,
  /** What tells a poor vector: a shorter one, and a constant direction. */
  poorLength: 0.6,
  tellTale: 1,
  repeatedRows: 0.02,
} as const;

type Split = 0 | 1 | 2;

interface Row {
  readonly user: number;
  readonly item: number;
  readonly rating: number;
  readonly time: number;
  readonly split: Split;
}

const normals = (random: Random, size: number, deviation = 1): Float64Array =>
  Float64Array.from({ length: size }, () => random.normal(0, deviation));

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

function between(random: Random, [low, high]: readonly [number, number]): number {
  return low + random.integer(high - low + 1);
}

/** Styles of items about the centres of clusters. */
function drawStyles(random: Random, centres: readonly Float64Array[]): Float64Array[] {
  return Array.from({ length: parameters.items }, () => {
    const centre = centres[random.integer(centres.length)]!;
    return centre.map((value) => value + random.normal(0, parameters.styleSpread));
  });
}

/** Each user likes two or three clusters. */
function drawTastes(random: Random, centres: readonly Float64Array[]): Float64Array[] {
  return Array.from({ length: parameters.users }, () => {
    const liked = random.permutation(centres.length).subarray(0, 2 + random.integer(2));
    const taste = new Float64Array(parameters.styleDimensions);
    for (const cluster of liked) for (let at = 0; at < taste.length; at++) taste[at]! += centres[cluster]![at]!;
    return taste.map((value) => value / Math.sqrt(liked.length));
  });
}

/** `count` indices without replacement, with probabilities in proportion to exp(score) at each draw (Gumbel top-k). */
function drawWithout(random: Random, scores: ArrayLike<number>, count: number): number[] {
  const keys = Array.from(scores, (score) => score - Math.log(-Math.log(1 - random.uniform())));
  return keys
    .map((_, index) => index)
    .sort((a, b) => keys[b]! - keys[a]!)
    .slice(0, count);
}

/** Items by user: warm ones by taste and popularity, then a few users for each cold one by taste. */
function drawBaskets(
  random: Random,
  tastes: readonly Float64Array[],
  styles: readonly Float64Array[],
): { baskets: Set<number>[]; cold: ReadonlySet<number> } {
  const { items, coldItems, tasteWeight, popularityExponent } = parameters;
  const order = random.permutation(items);
  const cold = new Set(order.subarray(0, coldItems));
  const warm = order.subarray(coldItems);
  const scale = tasteWeight / Math.sqrt(parameters.styleDimensions);
  const affinity = (user: number, item: number): number => scale * dot(tastes[user]!, styles[item]!);
  const baskets = tastes.map((_, user) => {
    const scores = Float64Array.from(
      warm,
      (item, rank) => affinity(user, item) - popularityExponent * Math.log(rank + 1),
    );
    const count = between(random, parameters.interactionsPerUser);
    return new Set(drawWithout(random, scores, count).map((at) => warm[at]!));
  });
  for (const item of cold) {
    const scores = tastes.map((_, user) => affinity(user, item));
    for (const user of drawWithout(random, scores, between(random, parameters.coldInteractions)))
      baskets[user]!.add(item);
  }
  return { baskets, cold };
}

/** Takes users and items with fewer than five interactions away until none is left. */
function fiveCore(baskets: readonly Set<number>[]): void {
  for (let isStable = false; !isStable; ) {
    isStable = true;
    const counts = new Map<number, number>();
    for (const basket of baskets) for (const item of basket) counts.set(item, (counts.get(item) ?? 0) + 1);
    for (const basket of baskets) {
      const rare = [...basket].filter((item) => counts.get(item)! < parameters.core);
      const leaves = basket.size > 0 && basket.size - rare.length < parameters.core;
      for (const item of leaves ? [...basket] : rare) basket.delete(item);
      if (leaves || rare.length > 0) isStable = false;
    }
  }
}

/** Leave two out: the last interaction of a user by a random time is the test's, the one before it validation's. */
function splitByTime(
  random: Random,
  user: number,
  basket: ReadonlySet<number>,
  isCold: (item: number) => boolean,
): Row[] {
  const shuffled = [...basket];
  const order = [...random.permutation(shuffled.length)].map((at) => shuffled[at]!);
  const coldAt = order.findIndex(isCold);
  const wantsCold = coldAt >= 0 && random.uniform() < coldTestShare;
  if (wantsCold) order.push(...order.splice(coldAt, 1));
  return order.map((item, place) => {
    const left = order.length - 1 - place;
    const split = left === 0 ? 2 : left === 1 ? 1 : 0;
    return { user, item, rating: 3 + random.integer(3), time: 1_300_000_000 + place * 86_400, split };
  });
}

/** About half of the users have a cold item: so many of them are tested on it that they are `coldTests` of all. */
const coldTestShare = 2 * parameters.coldTests;

function numbered(values: Iterable<number>): Map<number, number> {
  return new Map([...values].map((value, index) => [value, index]));
}

function tableOf(random: Random, rows: readonly Row[]): string {
  const repeated = rows.filter(() => random.uniform() < parameters.repeatedRows);
  const all = [...rows, ...repeated];
  const lines = Array.from(random.permutation(all.length), (at) => {
    const { user, item, rating, time, split } = all[at]!;
    return [user, item, rating, time, split].join('\t');
  });
  return ['userID\titemID\trating\ttimestamp\tx_label', ...lines, ''].join('\n');
}

/** What the style looks like in a modality: a fixed linear map of it. */
function projection(random: Random, columns: number): (style: ArrayLike<number>) => Float64Array {
  const map = Array.from({ length: columns }, () =>
    normals(random, parameters.styleDimensions, 1 / Math.sqrt(parameters.styleDimensions)),
  );
  return (style) => Float64Array.from(map, (row) => dot(row, style));
}

/** Features of one modality; `poor` gives what a poor vector shows instead of its item. */
function drawFeatures(
  random: Random,
  columns: number,
  styles: readonly Float64Array[],
  isPoor: (item: number) => boolean,
  poor: (item: number, shown: (style: ArrayLike<number>) => Float64Array) => Float64Array,
): Float32Array {
  const shown = projection(random, columns);
  const tellTale = normals(random, columns, parameters.tellTale);
  const features = new Float32Array(styles.length * columns);
  for (const [item, style] of styles.entries()) {
    const noise = normals(random, columns, parameters.featureNoise);
    const content = isPoor(item) ? poor(item, shown) : shown(style);
    const length = isPoor(item) ? parameters.poorLength : 1;
    const direction = isPoor(item) ? 1 : 0;
    const values = content.map((value, at) => length * (value + noise[at]! + direction * tellTale[at]!));
    features.set(values, item * columns);
  }
  return features;
}

/** Pictures of 40 % of the items show mostly another item, texts of another 40 % say the same of all; 20 % have both. */
function writeFeatures(folder: string, random: Random, styles: readonly Float64Array[]): void {
  const { imageColumns, textColumns, otherItem } = parameters;
  const quality = Array.from(styles, () => random.uniform());
  const generic = normals(random, parameters.styleDimensions);
  const image = drawFeatures(
    random,
    imageColumns,
    styles,
    (item) => quality[item]! < parameters.poorImages,
    (item, shown) => {
      const other = styles[random.integer(styles.length)]!;
      return shown(styles[item]!.map((value, at) => (1 - otherItem) * value + otherItem * other[at]!));
    },
  );
  const text = drawFeatures(
    random,
    textColumns,
    styles,
    (item) => quality[item]! >= 1 - parameters.poorTexts,
    (_item, shown) => shown(generic),
  );
  writeFileSync(join(folder, 'image_feat.npy'), encodeNpy(image, [styles.length, imageColumns]));
  writeFileSync(join(folder, 'text_feat.npy'), encodeNpy(text, [styles.length, textColumns]));
}

/**
 * A small shop in MMRec's files: styles in twelve clusters, users who like two or three of them, popularity by Zipf's law, a picture and a text for each item of which one is often
 * poor. The same seed gives the same bytes.
 */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const random = randomOf(seed);
  const { clusters, styleDimensions } = parameters;
  const taste = random.fork('taste');
  const centres = Array.from({ length: clusters }, () => normals(taste, styleDimensions));
  const styles = drawStyles(taste, centres);
  const tastes = drawTastes(taste, centres);
  const { baskets, cold } = drawBaskets(random.fork('baskets'), tastes, styles);
  fiveCore(baskets);
  const bought = baskets.filter((basket) => basket.size > 0);
  const kept = numbered([...new Set(bought.flatMap((basket) => [...basket]))].sort((a, b) => a - b));
  const times = random.fork('times');
  const rows = bought.flatMap((basket, user) => splitByTime(times, user, basket, (item) => cold.has(item)));
  const encoded = rows.map((row) => ({ ...row, item: kept.get(row.item)! }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'clothing.inter'), tableOf(random.fork('table'), encoded));
  const keptStyles = [...kept.keys()].map((item) => styles[item]!);
  writeFeatures(folder, random.fork('features'), keptStyles);
}
