import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { countParameters } from '../shared/weights.js';
import { saveArtefact } from './artefact.js';
import { loadStudent } from './student-predictor.js';
import { prepare, settings, trainStudent } from './train-student.js';
import { allRows, scalingOf } from './windows-data.js';

/** The same student with hard labels only. */
export default defineSubmission({
  interaction: 'predict',
  train(context) {
    const windows = allRows(context);
    const scaling = scalingOf(windows);
    const student = trainStudent(context, windows, prepare(windows, scaling), null);
    saveArtefact(context, student.variables, scaling);
    return { steps: student.steps, epochs: settings.epochs, parameters: countParameters(student.variables) };
  },
  load: loadStudent,
});
