import { type BuiltIn, builtInsFor } from '../built-in.js';

const builtIn = builtInsFor('swinhs-hippocampus', import.meta.url, 'volume');

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Null submission (finds nothing)', '../shared/null', 0),
  builtIn('all-foreground', 'Every voxel is hippocampus', './all-foreground', 0),
  builtIn('mean-atlas', 'Mean mask of the training volumes', './mean-atlas', 1),
  builtIn('atlas-and-intensity', 'Mean mask and grey levels', './atlas-and-intensity', 1),
  builtIn('unet-3d', '3D U-Net, small', './unet-3d', 30),
  builtIn('v-net', 'V-Net, small', './v-net', 30),
  builtIn('swinhs-convolutional', 'SwinHS with convolutions for attention, small', './swinhs-convolutional', 40),
  builtIn('swinhs-without-excitation', 'SwinHS without sSE, small', './swinhs-without-excitation', 40),
  builtIn('swinhs-without-elsa', 'SwinHS with Swin blocks for ELSA, small', './swinhs-without-elsa', 40),
  builtIn('swinhs-hippocampus', 'SwinHS, small (the paper)', './swinhs', 45),
];
