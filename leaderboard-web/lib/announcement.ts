import { newChallengeSchema } from '@paretoboard/contract/challenge.js';
import type { z } from 'zod';
import type { ApiFailure } from './api-failure';

/** Why a challenge could not be announced, as far as a form can help with it. */
export const announcementRefusals = ['fields', 'times', 'taken', 'no-surrogate', 'not-yours', 'failed'] as const;
export type AnnouncementRefusal = (typeof announcementRefusals)[number];

export type Announcement = z.output<typeof newChallengeSchema>;

const texts = ['slug', 'title', 'description', 'task'] as const;
const times = ['opensAt', 'closesAt', 'revealAt'] as const;
const amounts = ['runsPerDay', 'runsInTotal', 'runsAtOnce'] as const;

/** Every field of the form. */
export const announcementFields = [...texts, ...times, ...amounts, 'ownFigures'] as const;

/** A browser sends `2027-03-01T00:00`; the form says that it is UTC. */
function asUtc(value: FormDataEntryValue | null): string {
  const at = new Date(`${String(value)}Z`);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

/** The announcement that a form holds, or why it holds none. */
export function announcementOf(form: FormData): Announcement | AnnouncementRefusal {
  const wanted = {
    ...Object.fromEntries(texts.map((name) => [name, form.get(name) ?? ''])),
    ...Object.fromEntries(times.map((name) => [name, asUtc(form.get(name))])),
    ...Object.fromEntries(amounts.map((name) => [name, Number(form.get(name))])),
    ownFigures: form.get('ownFigures') !== null,
  };
  const read = newChallengeSchema.safeParse(wanted);
  if (read.success) return read.data;
  const isAboutTimes = read.error.issues.every(({ path }) => times.some((name) => name === path[0]));
  return isAboutTimes ? 'times' : 'fields';
}

const byStatus: Readonly<Record<number, AnnouncementRefusal>> = {
  400: 'times',
  401: 'not-yours',
  403: 'not-yours',
  409: 'taken',
  422: 'no-surrogate',
};

/** What the API's refusal means for the form, whose fields were looked at before. */
export function announcementRefusal(failure: ApiFailure): AnnouncementRefusal {
  return (failure.kind === 'refused' && byStatus[failure.status]) || 'failed';
}
