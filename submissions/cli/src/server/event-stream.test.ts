import { expect, it } from 'vitest';
import { eventsOf, type ServerEvent } from './event-stream.js';

async function read(...pieces: string[]): Promise<ServerEvent[]> {
  const encoder = new TextEncoder();
  async function* body(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) yield encoder.encode(piece);
  }
  const events: ServerEvent[] = [];
  for await (const event of eventsOf(body())) events.push(event);
  return events;
}

it('reads id, type and data of each event, wherever the pieces are cut', async () => {
  const text = 'event: progress\nid: 7\ndata: {"a":\ndata: 1}\n\n: a comment\n\ndata:x\n\n';
  const expected = [
    { id: '7', type: 'progress', data: '{"a":\n1}' },
    { id: null, type: 'message', data: 'x' },
  ];
  expect(await read(text)).toEqual(expected);
  expect(await read(...text)).toEqual(expected);
});

it('drops what is cut off at the end', async () => {
  expect(await read('data: whole\n\n', 'data: ha')).toEqual([{ id: null, type: 'message', data: 'whole' }]);
});
