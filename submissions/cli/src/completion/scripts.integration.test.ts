import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { run } from '../testing/paretoboard.js';

const { stdout: script } = await run(['completion', 'bash'], {});

/** What bash offers for the last of the words. */
function offered(...words: string[]): string[] {
  const ask = `${script}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _paretoboard; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', ask], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

test.each([
  [
    ['paretoboard', 'sub'],
    ['submit', 'submissions'],
  ],
  [['paretoboard', 'run', 'enh'], ['enhanced-lenet5-traffic-sign']],
  [
    ['paretoboard', 'init', 'mine', '--kind', 'tf'],
    ['tfjs-module', 'tfjs-model'],
  ],
  [['paretoboard', 'data', 'f'], ['fetch']],
  [['paretoboard', 'data', 'fetch', '--acc'], ['--accept-unverified']],
  [['paretoboard', 'submit', 'mine', '--wa'], ['--watch']],
])('bash completes %j', (words, expected) => {
  expect(offered(...words)).toEqual(expect.arrayContaining(expected));
  expect(offered(...words).every((word) => word.startsWith(words.at(-1)!))).toBe(true);
});
