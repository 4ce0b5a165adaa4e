import type { ConformanceCase } from '../conformance-case.js';
import type { Manner } from '../manner.js';

const mebibyte = 2 ** 20;

function sameAnswer(
  id: string,
  manner: Manner,
  passes: string,
  remedy: string,
  needsSharedMemory = false,
): ConformanceCase {
  return {
    id,
    passes,
    remedy,
    needs: ['queries.turns'],
    ...(needsSharedMemory && { appliesTo: ({ usesSharedMemory }) => usesSharedMemory }),
    run: (bench) => bench.askAgain(bench.loaded(), manner),
  };
}

/** One query in every manner that a frame may be written in; the answer may not depend on it. */
export const frameCases: readonly ConformanceCase[] = [
  sameAnswer(
    'frames.pieces',
    { inPieces: true },
    'reads a frame that arrives byte by byte',
    'A read may bring fewer bytes than were asked for: repeat until all of preamble, header and body are there.',
  ),
  sameAnswer(
    'frames.padding',
    { headerSpaces: 1000 },
    'reads a header that is followed by spaces',
    'Take headerBytes from the preamble; spaces after the JSON object belong to the header.',
  ),
  sameAnswer(
    'frames.unknown-fields',
    { unknownText: 20 },
    'passes over fields that it does not know',
    'Ignore fields that this version of the protocol does not name, in messages and in tensors; texts may hold any JSON escape.',
  ),
  sameAnswer(
    'frames.field-order',
    { reordered: true },
    'reads fields in any order, with white space between them',
    'Parse the header as JSON; neither order nor white space means anything.',
  ),
  sameAnswer(
    'frames.gaps',
    { gapBytes: 64 },
    'finds tensors by their offsets, in any order and with gaps',
    'Take each tensor from its `offset`, not from where the one before ended.',
  ),
  sameAnswer(
    'frames.long-header',
    { unknownText: 200_000 },
    'reads a header of 200 kB',
    'A header may have 262,144 bytes: no buffer of fixed size below that.',
  ),
  sameAnswer(
    'frames.long-body',
    { gapBytes: mebibyte },
    'reads a body of more than 1 MiB',
    'A body may have 268,435,456 bytes, and more than a pipe holds: read until all of it is there.',
  ),
  sameAnswer(
    'frames.shared-memory',
    { sharedFrom: 4096 },
    'reads tensors of any size from shared memory, at their offsets',
    'Where `where` is "shared", `offset` counts from the beginning of PARETOBOARD_SHARED_IN.',
    true,
  ),
  {
    id: 'frames.only',
    passes: 'answers the same where all tensors lie in frames',
    remedy: 'Without shared memory put every output into the frame.',
    needs: ['queries.turns', 'start.frames-only'],
    run: (bench) => {
      bench.askAgain(bench.loaded(), {});
      const talk = bench.start(null, false);
      bench.load(talk);
      bench.askAgain(talk, {});
      bench.close(talk);
    },
  },
];
