import { Agent, request } from 'node:http';

/** So many readers of one stream of events. @returns {Promise<{heard: Map<string, number[]>, close(): void}>} when all are connected */
export async function watchEvents(address, watchers) {
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  const heard = new Map();
  const open = [];
  const one = () =>
    new Promise((resolve, reject) => {
      const sent = request(address, { agent, headers: { accept: 'text/event-stream' } }, (response) => {
        response.setEncoding('utf8');
        let rest = '';
        response.on('data', (text) => {
          const blocks = (rest + text).split('\n\n');
          rest = blocks.pop();
          const at = performance.now();
          for (const block of blocks) {
            const id = /^id: (.*)$/m.exec(block)?.[1];
            if (id === undefined) continue;
            const times = heard.get(id) ?? [];
            times.push(at);
            heard.set(id, times);
          }
        });
        resolve();
      });
      sent.on('error', reject);
      open.push(sent);
      sent.end();
    });
  for (let begun = 0; begun < watchers; begun += 100)
    await Promise.all(Array.from({ length: Math.min(100, watchers - begun) }, one));
  const close = () => {
    for (const sent of open) sent.on('error', () => {}).destroy();
    agent.destroy();
  };
  return { heard, close };
}
