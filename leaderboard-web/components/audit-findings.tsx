import type { ClaimsAudit } from '@paretoboard/contract/claims-audit.js';
import { words } from '../messages/words';

/** The worst first. */
const severities = ['contradiction', 'suspicion', 'rounding'] as const;

/** What the arithmetic of a paper's printed figures says, the worst first. */
export function AuditFindings({ audit }: { audit: ClaimsAudit }) {
  const say = words().papers;
  const { tables, figures, checks, findings } = audit;
  return (
    <>
      <p className="section-note">{say.went(figures, tables, checks, findings.length)}</p>
      {severities.map((severity) => {
        const { title, means } = say.severities[severity];
        const own = findings.filter((finding) => finding.severity === severity);
        if (own.length === 0) return null;
        return (
          <table key={severity} className="sheet folds findings">
            <caption>
              <strong>{title}</strong> ({own.length}). {means}
            </caption>
            <thead>
              <tr>
                <th scope="col">{say.paperSays}</th>
                <th scope="col">{say.where}</th>
                <th scope="col">{say.arithmeticHead}</th>
              </tr>
            </thead>
            <tbody>
              {own.map((finding) => (
                <tr key={`${finding.where} ${finding.says} ${finding.arithmetic}`}>
                  <th scope="row" lang="en">
                    {finding.says}
                    <span className="detail">{finding.check}</span>
                  </th>
                  <td data-label={say.where} lang="en">
                    {finding.where}
                  </td>
                  <td data-label={say.arithmeticHead} className="arithmetic" lang="en">
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
