const measured = '## Measured\n';

/** What stands above the table of one variant: what was run and how a row was compared. */
function introductionOf({ settings }, { task, variant }) {
  const { seeds, seed, profile, runtime, sandbox } = settings;
  const least = (2 / 2 ** seeds).toPrecision(2);
  return `\`npm run test:slow -- --task ${task} --variant ${variant}\`: public seeds ${seed} to ${seed + seeds - 1}, profile \`${profile}\`, runtime \`${runtime}\`, sandbox \`${sandbox}\`; the method minus each comparator, paired over seeds (t interval; exact sign-flip test, whose least p at ${seeds} seeds is ${least}).`;
}

/** @throws Error where a README has no place for figures: to be asked before hours of runs */
export function checkPlace(readme, task) {
  if (!readme.includes(`\n${measured}`)) throw new Error(`expected a line "## Measured" in the README of ${task}`);
}

/**
 * A task's README with the figures of one variant: in the section of that name under `## Measured`, which is made where there is none. What people wrote
 * below the table stays.
 * @param {string} readme its text, with a line `## Measured`
 * @param {object} report of `suite.mjs`
 * @param {object} group of that report
 * @param {string} table of that group, in Markdown
 */
export function withFigures(readme, report, group, table) {
  const heading = `### ${report.settings.seeds} seeds on ${group.variant}, tested`;
  const figures = `${heading}\n\n${introductionOf(report, group)}\n\n${table}\n`;
  const begin = readme.indexOf(`${heading}\n`);
  if (begin >= 0) return readme.slice(0, begin) + figures + readme.slice(endOfTable(readme, begin));
  checkPlace(readme, group.task);
  return readme.replace(`\n${measured}`, () => `\n${measured}\n${figures}`);
}

/** The first line after `begin` that follows a row of a table and is none. */
function endOfTable(readme, begin) {
  const { index, 0: rows } = /(?:^\|.*\n)+/m.exec(readme.slice(begin)) ?? { index: 0, 0: '' };
  return begin + index + rows.length;
}
