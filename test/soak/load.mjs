import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { oldestBoardMs } from '@paretoboard/api/board/board-versions.js';
import { sampleTask } from '@paretoboard/api/testing/publish-sample.js';
import { quickRequest } from '@paretoboard/api/testing/quick-request.js';

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
export const boardPath = `/api/v1/tasks/${sampleTask}/board?variant=surrogate`;
export const wantedRun = quickRequest(sampleTask, 'null');

/** @returns {Promise<{status: number, body: string}>} status 0: no answer came */
export function read(address) {
  return new Promise((resolve) => {
    const sent = request(address, { agent }, (response) => {
      text(response).then(
        (body) => resolve({ status: response.statusCode, body }),
        () => resolve({ status: 0, body: '' }),
      );
    });
    sent.on('error', () => resolve({ status: 0, body: '' }));
    sent.end();
  });
}

/** Everything that goes on while the house is watched, until `isOver()`. */
export class Load {
  answers = 0;
  /** Answers that no reader should get, each with how often. */
  wrong = new Map();
  /** How often a second process was asked after the first, and how often it knew less. */
  comparisons = 0;
  older = 0;
  watched = 0;

  constructor(origins, isOver) {
    this.origins = origins;
    this.isOver = isOver;
  }

  count(what, { status }) {
    this.answers += 1;
    if (status === 200) return;
    const name = `${what}: ${status === 0 ? 'no answer' : status}`;
    this.wrong.set(name, (this.wrong.get(name) ?? 0) + 1);
  }

  /** Reads one thing after the other from one process, without pause. */
  async reader(origin, paths) {
    for (let turn = 0; !this.isOver(); turn++) {
      const path = await paths[turn % paths.length]();
      if (path === null) await sleep(200);
      else this.count(path.replaceAll(/[0-9a-f-]{36,}/g, ':id').split('?')[0], await read(`${origin}${path}`));
    }
  }

  /** Follows the events of a run to its end, one run after the other. */
  async watcher(origin, runUnderWay) {
    while (!this.isOver()) {
      const run = await runUnderWay();
      if (run === null) await sleep(500);
      else {
        this.count('events', await read(`${origin}/api/v1/runs/${run}/events`));
        this.watched += 1;
      }
    }
  }

  /** What one process has shown, the other shows after the time that a board may be old. */
  async comparer() {
    const attemptsAt = async (origin) => {
      const { status, body } = await read(`${origin}${boardPath}`);
      return status === 200 ? JSON.parse(body).rows.reduce((sum, { attempts }) => sum + attempts, 0) : null;
    };
    for (let turn = 0; !this.isOver(); turn++) {
      const [first, second] = turn % 2 === 0 ? this.origins : this.origins.toReversed();
      const told = await attemptsAt(first);
      await sleep(oldestBoardMs + 1);
      const after = await attemptsAt(second);
      if (told === null || after === null) continue;
      this.comparisons += 1;
      if (after < told) this.older += 1;
      await sleep(100);
    }
  }
}
