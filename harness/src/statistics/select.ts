/** Rounds of partitioning after which sorting is cheaper: reached on input that was made to be slow. */
const roundLimit = 100;

function swap(values: Float64Array, a: number, b: number): void {
  const value = values[a]!;
  values[a] = values[b]!;
  values[b] = value;
}

/** The middle one of the first, middle and last value between two places. */
function pivotOf(values: Float64Array, low: number, high: number): number {
  const [a, b, c] = [values[low]!, values[(low + high) >> 1]!, values[high]!];
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/**
 * The value that would stand at `place` (from 0) if the values were sorted; partly sorts them in place: smaller ones end up before it. Hoare's quickselect,
 * O(n). All values must be numbers.
 */
export function selectInPlace(values: Float64Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  for (let round = 0; low < high; round += 1) {
    if (round === roundLimit) {
      values.subarray(low, high + 1).sort();
      break;
    }
    const pivot = pivotOf(values, low, high);
    let [left, right] = [low, high];
    while (left <= right) {
      while (values[left]! < pivot) left += 1;
      while (values[right]! > pivot) right -= 1;
      if (left > right) break;
      swap(values, left, right);
      left += 1;
      right -= 1;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return values[place]!;
}
