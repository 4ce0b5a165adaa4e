/** Why a page has no data to show. The kind decides what the page says; the text only explains. */
export type ApiFailure =
  | { kind: 'unreachable'; address: string; detail: string }
  | { kind: 'late'; address: string; seconds: number; detail: string }
  | { kind: 'not-found'; detail: string }
  | { kind: 'refused'; status: number; detail: string }
  | { kind: 'mismatch'; path: string; detail: string };

export type Loaded<Value> = { ok: true; value: Value } | { ok: false; failure: ApiFailure };

/** The first failure among several results, or null. */
export function firstFailure(...results: Loaded<unknown>[]): ApiFailure | null {
  for (const result of results) if (!result.ok) return result.failure;
  return null;
}
