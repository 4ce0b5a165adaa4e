import { loadBoard } from '../../../../../lib/api';
import { type ExportFormat, exportBoard, exportTypes } from '../../../../../lib/board-export';
import { readBoardQuery } from '../../../../../lib/board-query';

interface Context {
  params: Promise<{ id: string; format: string }>;
}

/** What the page at the same query shows, as a file. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id, format } = await params;
  if (!isFormat(format)) return new Response(null, { status: 404 });
  const { searchParams, origin } = new URL(request.url);
  const query = readBoardQuery(
    Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name).join(',')])),
  );
  const [board, whole] = await Promise.all([loadBoard(id, query), loadBoard(id, { variant: query.variant })]);
  if (!board.ok || !whole.ok) {
    const failure = board.ok ? whole : board;
    return new Response(null, { status: !failure.ok && failure.failure.kind === 'not-found' ? 404 : 502 });
  }
  const host = request.headers.get('host');
  const text = exportBoard(board.value, whole.value, query, format, host ? `http://${host}` : origin);
  return new Response(text, {
    headers: {
      'Content-Type': `${exportTypes[format]}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${board.value.task.id}-${board.value.variant.id}.${format}"`,
    },
  });
}

function isFormat(format: string): format is ExportFormat {
  return Object.hasOwn(exportTypes, format);
}
