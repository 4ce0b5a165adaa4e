import { slugSchema } from '@paretoboard/contract/primitives.js';
import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { doChallengeDeed } from '../../../../lib/api';
import { goOn, refuseForeignForm } from '../../../../lib/same-site-form';
import { sessionToken } from '../../../../lib/session.mjs';

const formSchema = z.object({
  deed: z.enum(['freeze', 'finals', 'reveal', 'call-off']),
  /** Submissions that were ticked, and how many could be. */
  finals: z.array(z.uuid()).max(500),
  offered: z.coerce.number().int().min(0),
  /** Why it is called off; the API refuses an empty one. */
  reason: z.string(),
});

/** What an organiser does on the page of a challenge; whether they may, the API decides. */
export async function POST(request: NextRequest, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const refused = refuseForeignForm(request);
  if (refused) return refused;
  const slug = slugSchema.safeParse((await params).slug);
  const form = await request.formData();
  const read = formSchema.safeParse({
    deed: form.get('deed'),
    finals: form.getAll('final'),
    offered: form.get('offered') ?? 0,
    reason: form.get('reason') ?? '',
  });
  if (!slug.success || !read.success) return new Response('Not a form of this site.', { status: 400 });
  const page = `/challenges/${slug.data}`;
  const token = sessionToken(request.headers.get('cookie') ?? undefined);
  if (token === null) return goOn('/submit');
  const { deed, finals, offered, reason } = read.data;
  // All that were offered: as the rule says, whatever it says at that moment.
  const chosen = finals.length === offered ? null : finals;
  const done = await doChallengeDeed(slug.data, deed, token, { finals: chosen, reason });
  return goOn(done.ok ? page : `${page}?refused=${deed}`);
}
