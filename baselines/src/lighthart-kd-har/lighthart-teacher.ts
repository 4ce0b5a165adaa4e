import { networkSubmission } from './network-submission.js';
import { teacherSettings } from './settings.js';
import { teacherNetwork } from './teacher-network.js';

/** The teacher, which also sees the skeleton at test time. */
export default networkSubmission({ network: teacherNetwork, settings: teacherSettings });
