import { loadBoardAndWhole } from '../../../../../lib/board-and-whole';
import { type ExportFormat, exportBoard, exportTypes } from '../../../../../lib/board-export';
import { readBoardQuery } from '../../../../../lib/board-query';
import { siteOrigin } from '../../../../../lib/site-origin';

interface Context {
  params: Promise<{ id: string; format: string }>;
}

/** What the page at the same query shows, as a file. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id, format } = await params;
  if (!isFormat(format)) return new Response(null, { status: 404 });
  const { searchParams } = new URL(request.url);
  const query = readBoardQuery(
    Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name).join(',')])),
  );
  const loaded = await loadBoardAndWhole(id, query);
  if (!loaded.ok) return new Response(null, { status: loaded.failure.kind === 'not-found' ? 404 : 502 });
  const { board, whole } = loaded.value;
  const text = exportBoard(board, whole, query, format, siteOrigin(request.headers));
  return new Response(text, {
    headers: {
      'Content-Type': `${exportTypes[format]}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${board.task.id}-${board.variant.id}.${format}"`,
    },
  });
}

function isFormat(format: string): format is ExportFormat {
  return Object.hasOwn(exportTypes, format);
}
