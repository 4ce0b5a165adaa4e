import type { ClaimsAudit } from '@paretoboard/contract/claims-audit.js';
import { plural } from '../lib/format';

const severities = [
  { severity: 'contradiction', title: 'Contradictions', means: 'Nothing that rounds to the printed figures agrees.' },
  { severity: 'suspicion', title: 'Suspicions', means: 'Possible, but more likely a slip in copying.' },
  { severity: 'rounding', title: 'Rounding', means: 'What the figures were rounded from may agree.' },
] as const;

/** What the arithmetic of a paper's printed figures says, the worst first. */
export function AuditFindings({ audit }: { audit: ClaimsAudit }) {
  const { tables, figures, checks, findings } = audit;
  return (
    <>
      <p className="section-note">
        {plural(figures, 'printed figure')} in {plural(tables, 'table')} went through {plural(checks, 'check')}:{' '}
        {findings.length === 0 ? 'nothing was found.' : `${plural(findings.length, 'finding')}.`} A finding says what
        does not fit together, not why.
      </p>
      {severities.map(({ severity, title, means }) => {
        const own = findings.filter((finding) => finding.severity === severity);
        if (own.length === 0) return null;
        return (
          <table key={severity} className="sheet folds findings">
            <caption>
              <strong>{title}</strong> ({own.length}). {means}
            </caption>
            <thead>
              <tr>
                <th scope="col">The paper says</th>
                <th scope="col">Where</th>
                <th scope="col">Arithmetic</th>
              </tr>
            </thead>
            <tbody>
              {own.map((finding) => (
                <tr key={`${finding.where} ${finding.says} ${finding.arithmetic}`}>
                  <th scope="row">
                    {finding.says}
                    <span className="detail">{finding.check}</span>
                  </th>
                  <td data-label="Where">{finding.where}</td>
                  <td data-label="Arithmetic" className="arithmetic">
                    {finding.arithmetic}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </>
  );
}
