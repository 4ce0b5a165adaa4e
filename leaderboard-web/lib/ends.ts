/** The least and the greatest of `values`; nothing of nothing. For as many as there are: spread into arguments, more than some 100,000 would not fit. */
export function ends(values: readonly number[]): [least: number, greatest: number] | [] {
  const [first] = values;
  if (first === undefined) return [];
  let [least, greatest] = [first, first];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}
