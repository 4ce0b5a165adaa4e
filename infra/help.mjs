/** Prints what a command is for and ends, where `--help` asks for that. @param {string} text */
export function helpWhenAsked(text) {
  if (!process.argv.includes('--help')) return;
  console.log(text);
  process.exit(0);
}
