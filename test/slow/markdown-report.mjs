/** Of a share of one, a hundredth is a per cent. */
const decimalsOf = ({ unit }) => (unit === '1' ? 4 : 2);

const figure = (value, decimals) => (value === null ? '–' : value.toFixed(decimals));
const signed = (value, decimals) => `${value > 0 ? '+' : ''}${value.toFixed(decimals)}`;

function interval(metric) {
  const [value, low, high] = [metric.value, metric.low, metric.high].map((one) => figure(one, decimalsOf(metric)));
  return `${value} [${low}, ${high}]`;
}

/** Those that the definition names first: a wider table is not read. */
const mostMetrics = 5;

function comparisonCells(comparison, decimals, isOfOtherTrack) {
  if (!comparison) return ['', '', ''];
  const { difference, low, high, p } = comparison;
  const verdict = `${comparison.verdict}${isOfOtherTrack ? ' (other inputs)' : ''}`;
  const [least, most] = [low, high].map((one) => signed(one, decimals));
  return [`${signed(difference, decimals)} [${least}, ${most}]`, p.toPrecision(2), verdict];
}

/** Mean with the record's interval, the paper's figure where the data are the paper's, and the paired comparison of the method. */
export function tableOf({ rows, method }) {
  const trackOfMethod = rows.find(({ submission }) => submission === method)?.track;
  const ofOneUnit = rows[0]?.metrics.filter(({ unit }) => unit === rows[0].metrics[0].unit) ?? [];
  const shown = ofOneUnit.slice(0, mostMetrics);
  const isClaimed = rows.some(({ claim }) => claim);
  const header = [
    'submission',
    'track',
    ...shown.map(({ id, unit, n }) => `${id} ${unit} (n = ${n})`),
    ...(isClaimed ? ['paper'] : []),
    'method − it',
    'p',
    'the method',
  ];
  const cells = rows.map((row) => [
    `\`${row.submission}\`${row.verdict === 'VALID' ? '' : ` (${row.verdict}: ${row.reasons.join(', ')})`}`,
    row.track,
    ...shown.map(({ id }) => interval(row.metrics.find((metric) => metric.id === id))),
    ...(isClaimed ? [row.claim ? `${row.claim.value}` : ''] : []),
    ...comparisonCells(row.comparison, decimalsOf(row.metrics[0]), row.track !== trackOfMethod),
  ]);
  return [header, header.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** One table a variant. */
export function markdownReport({ settings, groups }) {
  const conditions = `${settings.seeds} seeds from public seed ${settings.seed}, profile ${settings.profile}, ${settings.runtime}, sandbox ${settings.sandbox}`;
  const sections = groups.map(
    (group) => `## ${group.task}, ${group.variant} (${group.relation})\n\n${tableOf(group)}\n`,
  );
  return [`# ${conditions}\n`, ...sections, ''].join('\n');
}
