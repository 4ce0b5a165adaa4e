/** SURFACE of every command: 2 wrong use or bad input, 3 infrastructure, 130 interrupted. */
export const exitCodes = { wrongUse: 2, infrastructure: 3, interrupted: 130 };

/** A failure that is told in plain words, without a stack: what was expected, what was found, what to do. */
export class Failure extends Error {
  name = 'Failure';

  /** @param {string} message @param {number} exitCode */
  constructor(message, exitCode = exitCodes.infrastructure) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Prints a failure and gives its exit code; anything else is a defect and keeps its stack. */
export function report(error) {
  if (error instanceof Failure) {
    console.error(`error: ${error.message}`);
    return error.exitCode;
  }
  console.error(error);
  return exitCodes.infrastructure;
}
