import type { NextRequest } from 'next/server';
import { boardHref, readBoardQuery } from '../../../../lib/board-query';
import { compareHref, readCompareQuery } from '../../../../lib/compare-query';
import { goOn } from '../../../../lib/same-site-form';

interface Context {
  params: Promise<{ id: string }>;
}

/** Where the form around a board's rows leads: to the comparison of those that are chosen, or back to the board, which then knows them. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { id } = await params;
  const { searchParams } = request.nextUrl;
  const chosen = readCompareQuery({ r: searchParams.getAll('r') });
  if (!searchParams.has('keep')) return goOn(compareHref(chosen));
  const query = readBoardQuery(Object.fromEntries(new URLSearchParams(searchParams.get('board') ?? '')));
  return goOn(`${boardHref(id, { ...query, chosen: chosen.join(',') })}#rows`);
}
