import type { ClassSample } from '@paretoboard/contract/samples.js';
import { shareWords } from '../../lib/class-words';
import { words } from '../../messages/words';
import { SamplePictureView } from './sample-picture-view';
import type { SampleProperties } from './sample-properties';
import { SignalDrawing } from './signal-drawing';
import { SkeletonDrawing } from './skeleton-drawing';

/** A classified item: its class, and the likeliest answers. */
export function ClassCard({ sample, names, folder }: SampleProperties<ClassSample>) {
  const say = words().answers;
  const { input, truth, answers, item, why } = sample;
  const isRight = answers[0]!.class === truth;
  return (
    <figure className={input.kind === 'skeleton' ? 'sample large' : 'sample'}>
      <ClassInput input={input} folder={folder} words={say.testItemOf(item, names(truth))} />
      <figcaption>
        <strong>{names(truth)}</strong>
        <span className={isRight ? 'right' : 'wrong'}>
          {isRight ? say.right : say.wrong}
          {why === 'mistake' && say.surestMistake}
        </span>
        {answers.map((answer) => (
          <span key={answer.class} className="detail">
            {names(answer.class)} {shareWords(answer.share)}
          </span>
        ))}
        <span className="detail">{say.item(item)}</span>
      </figcaption>
    </figure>
  );
}

function ClassInput({ input, folder, words: about }: { input: ClassSample['input']; folder: string; words: string }) {
  if (input.kind === 'picture') return <SamplePictureView picture={input.picture} folder={folder} alt={about} />;
  const described = `${about}. ${input.description}`;
  if (input.kind === 'skeleton') return <SkeletonDrawing skeleton={input} words={described} />;
  return <SignalDrawing channels={input.channels} words={described} />;
}
