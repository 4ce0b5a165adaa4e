const startedAt = performance.now();
const REPEAT_MS = 5_000;

/** Seconds since this command began, as it stands before every line. */
function elapsed() {
  return `[${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s]`;
}

/** Prints one line of set-up or supervision with the elapsed time. */
export function say(line) {
  console.log(`${elapsed()} ${line}`);
}

/**
 * Runs one step and prints when it began, how it goes on (at most every 5 s), and how long it took.
 * @template T
 * @param {string} title
 * @param {(progress: (text: string) => void) => Promise<T>} work `progress` remembers what to print next
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const stepStartedAt = performance.now();
  const seconds = () => `${((performance.now() - stepStartedAt) / 1000).toFixed(1)} s`;
  let current = '';
  say(`${title} …`);
  const repeat = setInterval(() => say(`${title} … ${current || 'working'} (${seconds()})`), REPEAT_MS);
  try {
    const result = await work((text) => {
      current = text;
    });
    say(`${title}: done in ${seconds()}`);
    return result;
  } finally {
    clearInterval(repeat);
  }
}
