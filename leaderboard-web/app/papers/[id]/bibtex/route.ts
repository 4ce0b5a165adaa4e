import { loadPaper, loadTask } from '../../../../lib/api';
import { paperBibtex } from '../../../../lib/bibtex';

/** The paper's entry as a file. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const paper = await loadPaper((await params).id);
  if (!paper.ok) return new Response(null, { status: paper.failure.kind === 'not-found' ? 404 : 502 });
  const task = paper.value.task === null ? null : await loadTask(paper.value.task);
  return new Response(paperBibtex(paper.value, task?.ok ? task.value : null), {
    headers: {
      'Content-Type': 'application/x-bibtex; charset=utf-8',
      'Content-Disposition': `attachment; filename="${paper.value.id}.bib"`,
    },
  });
}
