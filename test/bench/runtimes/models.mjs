import cnnBatchNorm from './models/cnn-batch-norm.mjs';
import enhancedLenet5 from './models/enhanced-lenet5.mjs';
import lighthartStudent from './models/lighthart-student.mjs';
import lighthartTeacher from './models/lighthart-teacher.mjs';
import lstm from './models/lstm.mjs';
import sasrec from './models/sasrec.mjs';
import unet2d from './models/unet-2d.mjs';
import unet3d from './models/unet-3d.mjs';
import yolov5 from './models/yolov5-eca.mjs';

/**
 * The models of the suite. Each is here twice, in TensorFlow.js and, beside it, in PyTorch: the same layers, without dropout, whose masks could not be the same.
 *
 * `weights(tf, random)`: initial values by name. `batch(n, random)`: n random items. `inputs(batch)`: what of them goes in.
 * `targets(tf, batch)`: tensors of what comes out. `infer(tf, weights, ...inputs)`: one tensor. `loss(tf, weights, inputs, targets)`: a number.
 */
export const models = [
  enhancedLenet5,
  cnnBatchNorm,
  lighthartStudent,
  lighthartTeacher,
  unet2d,
  yolov5,
  sasrec,
  unet3d,
  lstm,
];
