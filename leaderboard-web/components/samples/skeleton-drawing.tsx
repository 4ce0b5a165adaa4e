import type { ClassSample } from '@paretoboard/contract/samples.js';

type Skeleton = Extract<ClassSample['input'], { kind: 'skeleton' }>;

const height = 100;
const gap = 8;
const edge = 4;

/** Moments of a movement beside each other, from the front. */
export function SkeletonDrawing({ skeleton, words }: { skeleton: Skeleton; words: string }) {
  const { frames, aspect, bones } = skeleton;
  const width = height * aspect;
  return (
    <svg
      className="chart skeleton"
      viewBox={`${-edge} ${-edge} ${(width + gap) * frames.length - gap + 2 * edge} ${height + 2 * edge}`}
      role="img"
      aria-label={words}
    >
      {frames.map(({ frame, joints }, at) => (
        <path
          key={frame}
          className="bone"
          d={bones
            .map((bone) => bone.map((joint) => place(joints[joint]!, at * (width + gap), width)).join('L'))
            .map((line) => `M${line}`)
            .join('')}
        />
      ))}
    </svg>
  );
}

function place([x, y]: readonly number[], left: number, width: number): string {
  return `${(left + x! * width).toFixed(1)} ${(y! * height).toFixed(1)}`;
}
