import { networkSubmission } from './network-submission.js';
import { distillationSettings, studentSettings, teacherSettings } from './settings.js';
import { studentNetwork } from './student-network.js';

/** The paper's method: a teacher is trained on both modalities, then the inertial student learns from labels and teacher. */
export default networkSubmission({
  network: studentNetwork,
  settings: studentSettings,
  teacher: { settings: teacherSettings, ...distillationSettings },
});
