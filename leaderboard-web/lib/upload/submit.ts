import type { SubmitRequest, Submitted } from '@paretoboard/contract/submission.js';

/** Why the server does not take a submission, with each thing that is wrong in it. */
export interface Refusal {
  readonly message: string;
  readonly problems: readonly { path: string; message: string; remedy: string }[];
}

export type SubmitAnswer = { ok: true; run: string } | { ok: false; refusal: Refusal };

/** Asks for a run of a finished upload. The server is the one that looks; here only its answer is shown. */
export async function submit(
  upload: string,
  profile: string,
  isPrivate: boolean,
  challenge: string | null,
): Promise<SubmitAnswer> {
  const request = {
    upload,
    profile: profile === 'full' ? 'full' : 'quick',
    visibility: isPrivate ? 'private' : 'public',
    ...(challenge === null ? {} : { challenge }),
  } satisfies SubmitRequest;
  const response = await fetch('/api/v1/submissions', {
    method: 'POST',
    // Sent again after a lost answer, it is still one run.
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': upload },
    body: JSON.stringify(request),
  });
  const answer: unknown = await response.json();
  if (response.ok) return { ok: true, run: (answer as Submitted).run };
  const { detail, problems } = answer as { detail?: string; problems?: Refusal['problems'] };
  return { ok: false, refusal: { message: detail ?? `status ${response.status}`, problems: problems ?? [] } };
}
