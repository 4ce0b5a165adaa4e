import type { GetServerSideProps, PageConfig } from 'next';
import Head from 'next/head';
import { EmbeddedBoard } from '../../../components/embedded-board';
import { FailureNote } from '../../../components/failure-note';
import type { ApiFailure } from '../../../lib/api-failure';
import { type BoardAndWhole, loadBoardAndWhole } from '../../../lib/board-and-whole';
import { type BoardQuery, readBoardQuery } from '../../../lib/board-query';

/** Nothing on it moves: the policy of embeds refuses scripts, and here none are sent. */
export const config: PageConfig = { unstable_runtimeJS: false };

interface Properties {
  shown: BoardAndWhole | null;
  failure: ApiFailure | null;
  query: BoardQuery;
  /** When it was made, by this server. */
  at: string;
}

export const getServerSideProps: GetServerSideProps<Properties> = async ({ params, query: parameters }) => {
  const { id: _, ...state } = parameters;
  const query = readBoardQuery(state);
  const loaded = await loadBoardAndWhole(String(params?.id), query);
  if (!loaded.ok && loaded.failure.kind === 'not-found') return { notFound: true };
  return {
    props: {
      shown: loaded.ok ? loaded.value : null,
      failure: loaded.ok ? null : loaded.failure,
      query,
      at: new Date().toISOString(),
    },
  };
};

export default function Embed({ shown, failure, query, at }: Properties) {
  return (
    <>
      <Head>
        <title>{shown ? `${shown.board.task.title} · Paretoboard` : 'Paretoboard'}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/icon.svg" />
      </Head>
      <main>
        {failure && <FailureNote failure={failure} />}
        {shown && <EmbeddedBoard {...shown} query={query} at={at} />}
      </main>
    </>
  );
}
