import { parseArgs } from 'node:util';

/**
 * Options of a script, as `parseArgs` gives them. `--help` prints what it is for and what it takes, and ends; a wrong option is named with what is expected
 * and ends with status 2.
 * @param {string} help first line: the command; then what it does, and its options
 * @param {import('node:util').ParseArgsConfig['options']} options
 */
export function scriptOptions(help, options) {
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean', default: false } } });
    if (!values.help) return values;
    console.log(help.trim());
    process.exit(0);
  } catch (error) {
    const [command] = help.trim().split('\n');
    console.error(`${error.message}\nexpected: ${command}   (--help says more)`);
    process.exit(2);
  }
}
