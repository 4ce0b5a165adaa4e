/**
 * The candidates with the highest scores, best first; equal scores in the candidates' order, which favours no item.
 * @param candidates ids of items; negative: none
 * @param scoreOf score of an item; must not be NaN
 * @returns [places], −1 where there are fewer candidates
 */
export function rankCandidates(
  candidates: Int32Array,
  places: number,
  scoreOf: (item: number) => number,
): Int32Array<ArrayBuffer> {
  const items = new Int32Array(places).fill(-1);
  const scores = new Float64Array(places);
  let found = 0;
  for (const item of candidates) {
    if (item < 0) continue;
    const score = scoreOf(item);
    if (found === places && score <= scores[places - 1]!) continue;
    let at = found < places ? found++ : places - 1;
    for (; at > 0 && scores[at - 1]! < score; at--) {
      scores[at] = scores[at - 1]!;
      items[at] = items[at - 1]!;
    }
    scores[at] = score;
    items[at] = item;
  }
  return items;
}

/** {@link rankCandidates} for users side by side. @param candidates [users, n] @param scoreOf of an item for the user at a place @returns [users, places] */
export function rankEach(
  candidates: Int32Array,
  users: number,
  places: number,
  scoreOf: (user: number, item: number) => number,
): Int32Array<ArrayBuffer> {
  const each = candidates.length / users;
  const ranked = new Int32Array(users * places);
  for (let user = 0; user < users; user++) {
    const own = candidates.subarray(user * each, (user + 1) * each);
    ranked.set(
      rankCandidates(own, places, (item) => scoreOf(user, item)),
      user * places,
    );
  }
  return ranked;
}
