'use client';

import { type ChangeEvent, type DragEvent, type FormEvent, useRef, useState } from 'react';
import { decimal } from '../lib/format';
import { type Chosen, chosenOf, droppedOf, fingerprintOf } from '../lib/upload/chosen-files';
import { manifestProblem, type UploadRules } from '../lib/upload/manifest-problem';
import { resumableUpload } from '../lib/upload/resumable-upload';
import { type Refusal, submit } from '../lib/upload/submit';
import { tarArchive } from '../lib/upload/tar-archive';
import { submitFormWords } from '../messages/submit-form';

type Stage =
  | { name: 'choosing' }
  | { name: 'sending'; sent: number; bytes: number; note: string }
  | { name: 'asking' }
  | { name: 'refused'; refusal: Refusal };

function mebibytes(bytes: number): string {
  return `${decimal(bytes / 2 ** 20, bytes < 10 * 2 ** 20 ? 1 : 0)} MiB`;
}

function describe(chosen: Chosen): string {
  if (chosen.kind === 'archive') return `${chosen.file.name}, ${mebibytes(chosen.file.size)}`;
  const bytes = chosen.files.reduce((sum, { content }) => sum + content.size, 0);
  return submitFormWords().folder(chosen.name, chosen.files.length, mebibytes(bytes));
}

/**
 * Choose or drop a folder or an archive, send it, and go to its run.
 * @param rules of the server
 * @param challenge that it takes part in; null: none
 */
export function SubmitForm({ rules, challenge }: { rules: UploadRules; challenge: string | null }) {
  const say = submitFormWords();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [stage, setStage] = useState<Stage>({ name: 'choosing' });
  const stopping = useRef<AbortController | null>(null);
  const busy = stage.name === 'sending' || stage.name === 'asking';

  const take = async (next: Chosen | null) => {
    setStage({ name: 'choosing' });
    setChosen(next);
    setProblem(next ? await manifestProblem(next, rules) : say.neither);
  };

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!chosen || problem || busy) return;
    const form = new FormData(event.currentTarget);
    const stop = new AbortController();
    stopping.current = stop;
    try {
      const archive = chosen.kind === 'archive' ? chosen.file : tarArchive(chosen.files);
      const progress = (sent: number, note: string) => setStage({ name: 'sending', sent, bytes: archive.size, note });
      let last = 0;
      const upload = await resumableUpload(archive, {
        name: chosen.kind === 'archive' ? chosen.file.name : `${chosen.name}.tar`,
        fingerprint: fingerprintOf(chosen),
        signal: stop.signal,
        onProgress: (sent) => {
          last = sent;
          progress(sent, '');
        },
        onLost: (pauseMs) => progress(last, say.lost(Math.round(pauseMs / 1000))),
        onBusy: (pauseMs) => progress(last, say.busy(Math.round(pauseMs / 1000))),
      });
      setStage({ name: 'asking' });
      const answer = await submit(upload, String(form.get('profile')), form.get('private') !== null, challenge);
      if (answer.ok) location.assign(`/runs/${answer.run}`);
      else setStage({ name: 'refused', refusal: answer.refusal });
    } catch (error) {
      if (stop.signal.aborted) return setStage({ name: 'choosing' });
      const message = error instanceof Error ? error.message : String(error);
      setStage({ name: 'refused', refusal: { message, problems: [] } });
    }
  };

  return (
    <form className="submit-form stack" onSubmit={send}>
      <fieldset disabled={busy}>
        <legend>{say.whatIsSent}</legend>
        <Drop onChoice={take} />
        <p role="status">{chosen && !problem ? describe(chosen) : ''}</p>
        {problem && (
          <p className="reason" role="alert">
            {problem}
          </p>
        )}
      </fieldset>
      <fieldset disabled={busy}>
        <legend>{say.howMeasured}</legend>
        {challenge === null ? (
          <>
            <label className="choice">
              <input type="radio" name="profile" value="quick" defaultChecked /> {say.quick}
            </label>
            <label className="choice">
              <input type="radio" name="profile" value="full" /> {say.full}
            </label>
          </>
        ) : (
          <p>{say.forChallenge(challenge)}</p>
        )}
        <label className="choice">
          <input type="checkbox" name="private" /> {say.private}
        </label>
      </fieldset>
      <StageLine stage={stage} />
      <p>
        <button type="submit" disabled={busy || !chosen || problem !== null}>
          {say.submit}
        </button>{' '}
        {stage.name === 'sending' && (
          <button type="button" className="plain" onClick={() => stopping.current?.abort()}>
            {say.stop}
          </button>
        )}
      </p>
    </form>
  );
}

function Drop({ onChoice }: { onChoice: (chosen: Chosen | null) => void }) {
  const say = submitFormWords();
  const [over, setOver] = useState(false);
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onChoice(await droppedOf(event.dataTransfer));
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => onChoice(chosenOf([...(event.target.files ?? [])]));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the two inputs inside are the first.
    <div
      className="drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{say.drop}</p>
      <p className="drop-choices">
        <label>
          {say.aFolder}{' '}
          <input type="file" onChange={choose} ref={(input) => input?.setAttribute('webkitdirectory', '')} />
        </label>
        <label>
          {say.anArchive} <input type="file" accept=".zip,.tar,.gz,.tgz" onChange={choose} />
        </label>
      </p>
    </div>
  );
}

function StageLine({ stage }: { stage: Stage }) {
  const say = submitFormWords();
  if (stage.name === 'choosing') return null;
  if (stage.name === 'asking') return <p role="status">{say.asking}</p>;
  if (stage.name === 'sending')
    return (
      <div className="stack">
        <label>
          {say.sending(mebibytes(stage.sent), mebibytes(stage.bytes))}
          <progress value={stage.sent} max={stage.bytes} />
        </label>
        <p role="status">{stage.note}</p>
      </div>
    );
  return (
    <div className="reason" role="alert">
      <p>
        <strong>{say.notTaken}</strong> <span lang="en">{stage.refusal.message}</span>
      </p>
      <ul>
        {stage.refusal.problems.map(({ path, message, remedy }) => (
          <li key={`${path} ${message}`}>
            {path && <code>{path}</code>} <span lang="en">{message}</span>{' '}
            <span className="quiet" lang="en">
              {remedy}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
