import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { countParameters } from '../shared/weights.js';
import { saveArtefact } from './artefact.js';
import { loadStudent } from './student-predictor.js';
import { prepare, settings, teacherTargets, trainStudent, trainTeacher } from './train-student.js';
import { allRows, scalingOf } from './windows-data.js';

/** The paper's method: a teacher on both modalities, then the student with its soft targets. */
export default defineSubmission({
  interaction: 'predict',
  train(context) {
    const windows = allRows(context);
    const scaling = scalingOf(windows);
    const prepared = prepare(windows, scaling);
    const teacher = trainTeacher(context, windows, prepared);
    const targets = teacherTargets(context, windows, prepared, teacher.variables);
    const student = trainStudent(context, windows, prepared, targets);
    saveArtefact(context, student.variables, scaling);
    return {
      steps: teacher.steps + student.steps,
      epochs: 2 * settings.epochs,
      parameters: countParameters(student.variables),
    };
  },
  load: loadStudent,
});
