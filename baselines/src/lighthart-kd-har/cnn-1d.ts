import { cnnNetwork } from './cnn-network.js';
import { networkSubmission } from './network-submission.js';
import { cnnSettings } from './settings.js';

/** A plain convolutional network along time, inertial only. */
export default networkSubmission({ network: cnnNetwork, settings: cnnSettings });
