import { type BuiltIn, builtInsFor } from '../built-in.js';

/** One thread answers: a single item keeps two busy with waiting for each other. */
const builtIn = builtInsFor('yolov5-apple-picking', import.meta.url, 'image', 1);

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Null submission (detects nothing)', '../shared/null', 0),
  builtIn('colour-threshold', 'Connected red pixels', './colour-threshold', 1),
  builtIn('yolov5-without-eca', 'YOLOv5 without attention', './yolov5-without-eca', 38),
  builtIn('yolov5-apple-picking', 'YOLOv5 with ECA (the paper)', './yolov5-apple-picking', 40),
];
