import type { NextRequest } from 'next/server';
import {
  type AnnouncementRefusal,
  announcementFields,
  announcementOf,
  announcementRefusal,
} from '../../../../lib/announcement';
import { announceChallenge } from '../../../../lib/api';
import { keepForm } from '../../../../lib/kept-forms';
import { goOn, refuseForeignForm } from '../../../../lib/same-site-form';
import { sessionToken } from '../../../../lib/session.mjs';

/** An organiser announces a challenge by the form on the page of all challenges; whether they may, the API decides. */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = refuseForeignForm(request);
  if (refused) return refused;
  const token = sessionToken(request.headers.get('cookie') ?? undefined);
  if (token === null) return goOn('/submit');
  const form = await request.formData();
  const askAgain = (refusal: AnnouncementRefusal) =>
    goOn(`/challenges?refused=${refusal}&form=${keepForm(form, announcementFields)}#organising`);
  const wanted = announcementOf(form);
  if (typeof wanted === 'string') return askAgain(wanted);
  const announced = await announceChallenge(wanted, token);
  if (announced.ok) return goOn(`/challenges/${announced.value.slug}`);
  return askAgain(announcementRefusal(announced.failure));
}
