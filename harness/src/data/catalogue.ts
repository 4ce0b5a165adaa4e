/** One downloadable part of a data set. */
export interface Archive {
  readonly url: string;
  /** File name to download to. */
  readonly fileName: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  /** As printed by loaders that predate SHA-256: tells damage from soundness, not malice. */
  readonly md5: string | null;
  /** Folder below the data set's own into which the archive is unpacked; `''` is that folder itself. */
  readonly unpackTo: string;
}

/** How many files a complete copy has below a folder. */
export interface ExpectedFiles {
  /** Empty: the whole copy. */
  readonly under: string;
  /** How the names end: `.mat`. */
  readonly suffix: string;
  readonly files: number;
}

export interface DataSet {
  readonly id: string;
  readonly title: string;
  /** Folder below the root of the data sets. */
  readonly folder: string;
  /** A path below the folder that is there in every copy, whatever its completeness. */
  readonly marker: string;
  readonly expected: readonly ExpectedFiles[];
  readonly licence: string;
  /** Whether the licence lets others show single items, with the citation beside them. Absent: it does not, or states nothing. */
  readonly showable?: true;
  readonly access: 'open' | 'registration' | 'restricted' | 'private';
  /** Empty: there is no official download of exactly this set. */
  readonly archives: readonly Archive[];
  readonly citation: string;
}

const gtsrbCitation =
  'Stallkamp et al., Man vs. computer: Benchmarking machine learning algorithms for traffic sign recognition, Neural Networks 32, 2012';
const gtsrbArchives = 'https://sid.erda.dk/public/archives/daaeac0d7ce1152aea9b61d9f1e19370';
const mnistCitation =
  'LeCun, Bottou, Bengio, Haffner, Gradient-based learning applied to document recognition, Proceedings of the IEEE 86(11), 1998';
const amazonCitation =
  'McAuley et al., Image-based recommendations on styles and substitutes, SIGIR 2015; Zhou, MMRec: Simplifying multimodal recommendation, 2023';
const utdMhadArchives = 'https://personal.utdallas.edu/~kehtar/UTD-MAD';

const ucsdCitation = 'Mahadevan, Li, Bhalodia, Vasconcelos, Anomaly detection in crowded scenes, CVPR 2010';

function gtsrbFiles(training: number, test: number): ExpectedFiles[] {
  return [
    { under: 'GTSRB/Final_Training/Images', suffix: '.ppm', files: training },
    { under: 'GTSRB/Final_Training/Images', suffix: '.csv', files: 43 },
    { under: 'GTSRB/Final_Test/Images', suffix: '.ppm', files: test },
    { under: 'GTSRB/Final_Test', suffix: 'GT-final_test.csv', files: 1 },
  ];
}

/** Every data set that a task names. One entry per set. */
export const catalogue: readonly DataSet[] = [
  {
    id: 'div2k-set5',
    title: 'DIV2K training pictures and Set5, with pictures of half the sides',
    folder: 'div2k-set5',
    marker: 'benchmark/Set5',
    expected: [
      { under: 'DIV2K/DIV2K_train_HR', suffix: '.png', files: 800 },
      { under: 'DIV2K/DIV2K_train_LR_bicubic/X2', suffix: '.png', files: 800 },
      { under: 'benchmark/Set5/HR', suffix: '.png', files: 5 },
      { under: 'benchmark/Set5/LR_bicubic/X2', suffix: '.png', files: 5 },
    ],
    licence: 'DIV2K: academic research; Set5: none stated, customary test pictures',
    access: 'open',
    archives: [],
    citation:
      'Agustsson, Timofte, NTIRE 2017 challenge on single image super-resolution: dataset and study, CVPRW 2017; Bevilacqua et al., Low-complexity single-image super-resolution, BMVC 2012',
  },
  {
    id: 'sr-denoise-classics',
    title: 'Set5 with its small pictures; 13 of the 14 pictures of Set14; 11 of the 12 of Set12',
    folder: 'sr-denoise-classics',
    marker: 'Set5/HR',
    expected: [
      { under: 'Set5/HR', suffix: '.png', files: 5 },
      { under: 'Set5/LR_bicubic', suffix: '.png', files: 20 },
      { under: 'Set14', suffix: '.png', files: 13 },
      { under: 'Set12', suffix: '.png', files: 11 },
    ],
    licence: 'none stated; customary test pictures',
    access: 'open',
    archives: [],
    citation:
      'Bevilacqua et al., Low-complexity single-image super-resolution based on nonnegative neighbor embedding, BMVC 2012; Zeyde, Elad, Protter, On single image scale-up using sparse-representations, 2010',
  },
  {
    id: 'gtsrb',
    title: 'German Traffic Sign Recognition Benchmark, complete',
    folder: 'gtsrb',
    marker: 'GTSRB/Final_Training/Images',
    expected: gtsrbFiles(39_209, 12_630),
    licence: 'none stated; free download for research',
    access: 'open',
    archives: [
      {
        url: `${gtsrbArchives}/GTSRB_Final_Training_Images.zip`,
        fileName: 'GTSRB_Final_Training_Images.zip',
        bytes: null,
        sha256: null,
        md5: 'f33fd80ac59bff73c82d25ab499e03a3',
        unpackTo: '',
      },
      {
        url: `${gtsrbArchives}/GTSRB_Final_Test_Images.zip`,
        fileName: 'GTSRB_Final_Test_Images.zip',
        bytes: null,
        sha256: null,
        md5: 'c7e4e6327067d32654124b0fe9e82185',
        unpackTo: '',
      },
      {
        url: `${gtsrbArchives}/GTSRB_Final_Test_GT.zip`,
        fileName: 'GTSRB_Final_Test_GT.zip',
        bytes: null,
        sha256: null,
        md5: 'fe31e9c9270bbcd7b84b7f21a9d9d9e5',
        unpackTo: 'GTSRB/Final_Test',
      },
    ],
    citation: gtsrbCitation,
  },
  {
    id: 'gtsrb-32',
    title: 'GTSRB subset: 1,290 training and 1,720 test pictures, resized to 32 × 32',
    folder: 'gtsrb-32',
    marker: 'GTSRB/Final_Training/Images',
    expected: gtsrbFiles(1_290, 1_720),
    licence: 'none stated; free download for research',
    access: 'open',
    archives: [],
    citation: gtsrbCitation,
  },
  {
    id: 'mnist',
    title: 'MNIST handwritten digits, complete',
    folder: 'mnist-60k',
    marker: 'train-images-idx3-ubyte.gz',
    expected: [{ under: '', suffix: '-ubyte.gz', files: 4 }],
    licence: 'CC BY-SA 3.0',
    showable: true,
    access: 'open',
    // The files are gzipped singly, in no archive: fetch them by hand, then `data add`.
    archives: [],
    citation: mnistCitation,
  },
  {
    id: 'mnist-10k',
    title: 'MNIST subset: the first 10,000 training digits, the complete test split',
    folder: 'mnist',
    marker: 'train10k-images-idx3-ubyte.gz',
    expected: [{ under: '', suffix: '-ubyte.gz', files: 4 }],
    licence: 'CC BY-SA 3.0',
    showable: true,
    access: 'open',
    archives: [],
    citation: mnistCitation,
  },
  {
    id: 'utd-mhad',
    title: 'UTD Multimodal Human Action Dataset: inertial and skeleton parts',
    folder: 'utd-mhad',
    marker: 'Inertial',
    expected: [
      { under: 'Inertial', suffix: '_inertial.mat', files: 861 },
      { under: 'Skeleton', suffix: '_skeleton.mat', files: 861 },
    ],
    licence: 'none stated; free for research',
    access: 'open',
    // The authors print no checksum: `data fetch` asks for --accept-unverified.
    archives: ['Inertial', 'Skeleton'].map((part) => ({
      url: `${utdMhadArchives}/${part}.zip`,
      fileName: `${part}.zip`,
      bytes: null,
      sha256: null,
      md5: null,
      unpackTo: '',
    })),
    citation: 'Chen, Jafari, Kehtarnavaz, UTD-MHAD: A multimodal dataset for human action recognition, ICIP 2015',
  },
  {
    id: 'kannada47',
    title: 'Kannada base characters, 47 classes of 400 pictures',
    folder: 'kannada47',
    marker: 'kannada47',
    expected: [{ under: 'kannada47', suffix: '.png', files: 18_800 }],
    licence: 'on request from the authors of the paper',
    access: 'private',
    archives: [],
    citation:
      'Ramesh et al., Hybrid manifold smoothing and label propagation technique for Kannada handwritten character recognition, Frontiers in Neuroscience 18, 2024',
  },
  {
    id: 'omniglot-small1',
    title: 'Omniglot, small background set 1: 136 characters by 20 people',
    folder: 'omniglot-small1',
    marker: 'images_background_small1.zip',
    expected: [],
    licence: 'MIT',
    showable: true,
    access: 'open',
    archives: [],
    citation:
      'Lake, Salakhutdinov, Tenenbaum, Human-level concept learning through probabilistic program induction, Science 350, 2015',
  },
  {
    id: 'kannada-mnist',
    title: 'Kannada-MNIST, test split: 10,000 digits',
    folder: 'kannada-mnist',
    marker: 'X_kannada_MNIST_test-idx3-ubyte.gz',
    expected: [],
    licence: 'CC BY-SA 4.0, as passed on; the repository states none',
    access: 'open',
    archives: [],
    citation:
      'Prabhu, Kannada-MNIST: A new handwritten digits dataset for the Kannada language, arXiv:1908.01242, 2019',
  },
  {
    id: 'ucsd-ped2-official',
    title: 'UCSD Anomaly Detection Dataset, Ped2',
    folder: 'ucsd-ped2-official',
    marker: 'UCSDped2/Train',
    expected: [
      { under: 'UCSDped2/Train', suffix: '.tif', files: 2_550 },
      { under: 'UCSDped2/Test', suffix: '.tif', files: 2_010 },
      { under: 'UCSDped2/Test', suffix: 'UCSDped2.m', files: 1 },
    ],
    licence: 'none stated; its README asks for the citation',
    access: 'open',
    // Published as one tar.gz together with Ped1, which `data fetch` cannot unpack: unpack it by hand and use `data add`.
    archives: [],
    citation: ucsdCitation,
  },
  {
    id: 'ucsd-ped2',
    title: 'UCSD Ped2 subset: 2 of 16 training and 3 of 12 test clips, as JPEG',
    folder: 'ucsd-ped2',
    marker: 'ped2/training/frames',
    expected: [
      { under: 'ped2/training/frames', suffix: '.jpg', files: 240 },
      { under: 'ped2/testing/frames', suffix: '.jpg', files: 540 },
      { under: '', suffix: 'UCSDped2.m', files: 1 },
    ],
    licence: 'none stated; its README asks for the citation',
    access: 'open',
    archives: [],
    citation: ucsdCitation,
  },
  {
    id: 'amazon-clothing',
    title: 'Amazon Clothing, Shoes and Jewelry, 5-core, with picture and text features, as MMRec releases it',
    folder: 'amazon-clothing',
    marker: 'clothing.inter',
    expected: [
      { under: '', suffix: 'clothing.inter', files: 1 },
      { under: '', suffix: '_feat.npy', files: 2 },
    ],
    licence: 'none stated; used for research',
    access: 'open',
    // MMRec shares a folder of a web drive, not files with addresses of their own.
    archives: [],
    citation: amazonCitation,
  },
  {
    id: 'amazon-baby-5core',
    title: 'Amazon Baby, 5-core: interactions with integer ids, no features',
    folder: 'amazon-baby-5core',
    marker: '5-core/train.json',
    expected: [{ under: '5-core', suffix: '.json', files: 3 }],
    licence: 'none stated; used for research',
    access: 'open',
    archives: [],
    citation: amazonCitation,
  },
  {
    id: 'motion-sense',
    title: 'MotionSense: device motion of a phone in the pocket, 24 people',
    folder: 'motion-sense',
    marker: 'A_DeviceMotion_data',
    expected: [{ under: 'A_DeviceMotion_data', suffix: '.csv', files: 360 }],
    licence: 'MIT (LICENSE of its repository)',
    showable: true,
    access: 'open',
    // The repository serves A_DeviceMotion_data.zip below data/; it prints no checksum.
    archives: [],
    citation: 'Malekzadeh, Clegg, Cavallaro, Haddadi, Mobile sensor data anonymization, IoTDI 2019',
  },
  {
    id: 'sp-sw-har',
    title: 'Smartphone and smartwatch inertial measurements of 23 people, executions 01 and 02',
    folder: 'sp-sw-har',
    marker: 'DATA/subjects_info.csv',
    expected: [
      { under: 'DATA', suffix: '_sp.csv', files: 46 },
      { under: 'DATA', suffix: '_sw.csv', files: 46 },
    ],
    licence: 'CC BY 4.0',
    showable: true,
    access: 'open',
    archives: [],
    citation:
      'Matey-Sanz, Casteleyn, Granell, Dataset of inertial measurements of smartphones and smartwatches for human activity recognition, Data in Brief 51, 109809, 2023',
  },
  {
    id: 'adult',
    title: 'UCI Adult (census income): adult.data',
    folder: 'adult',
    marker: 'adult.data',
    expected: [{ under: '', suffix: 'adult.data', files: 1 }],
    licence: 'CC BY 4.0',
    showable: true,
    access: 'open',
    // UCI serves the file beside others; it prints no checksum.
    archives: [],
    citation: 'Becker, Kohavi, Adult, UCI Machine Learning Repository, 1996',
  },
  {
    id: 'recidivism',
    title: 'Predicting Recidivism in North Carolina: releases of 1979/1980 (ICPSR 8987)',
    folder: 'recidivism',
    marker: 'recidivism/Data_1980.csv',
    expected: [{ under: 'recidivism', suffix: 'Data_1980.csv', files: 1 }],
    licence: 'terms of use of ICPSR',
    access: 'registration',
    archives: [],
    citation: 'Schmidt, Witte, Predicting Recidivism in North Carolina, 1978 and 1980, ICPSR 8987',
  },
  {
    id: 'apmcm-2023-apples',
    title: 'APMCM 2023 problem A, subset 1: 200 photographs of apple trees',
    folder: 'apmcm-2023-apples',
    marker: 'ImageSets/train.txt',
    expected: [
      { under: 'Images', suffix: '.jpg', files: 200 },
      { under: 'Labels', suffix: '.txt', files: 200 },
    ],
    licence: 'with the organiser’s permission',
    access: 'private',
    archives: [],
    citation: 'Asia and Pacific Mathematical Contest in Modeling 2023, problem A',
  },
  {
    id: 'apple-bbch81',
    title: 'AppleBBCH81 subset: 85 of 1,838 crops of photographs of ripe apples',
    folder: 'apple-bbch81',
    marker: 'sets/train.txt',
    expected: [
      { under: 'data/images', suffix: '.jpg', files: 85 },
      { under: 'data/labels', suffix: '.txt', files: 85 },
    ],
    licence: 'CC BY 4.0',
    showable: true,
    access: 'open',
    archives: [],
    citation:
      'AppleBBCH81, Institute of Horticulture (LatHort), Dobele, Latvia; Kaggle projectlzp201910094/applebbch81',
  },
  {
    id: 'xuzhou-ha-wbrt',
    title: 'Xuzhou cohort of whole-brain radiotherapy: 100 3D T1-weighted volumes with contours of both hippocampi',
    folder: 'xuzhou-ha-wbrt',
    marker: 'labelsTs',
    expected: [
      { under: 'imagesTr', suffix: '.nii.gz', files: 70 },
      { under: 'labelsTr', suffix: '.nii.gz', files: 70 },
      { under: 'imagesTs', suffix: '.nii.gz', files: 30 },
      { under: 'labelsTs', suffix: '.nii.gz', files: 30 },
    ],
    licence: 'on request from the authors of the paper',
    access: 'private',
    archives: [],
    citation:
      'Li et al., Swin Transformer-based automatic delineation of the hippocampus by MRI in hippocampus-sparing whole-brain radiotherapy, Frontiers in Neuroscience 18, 2024',
  },
  {
    id: 'msd-hippocampus',
    title: 'Medical Segmentation Decathlon, Task04 Hippocampus: 80 of 260 labelled volumes',
    folder: 'msd-hippocampus',
    marker: 'labelsTr',
    expected: [
      { under: 'imagesTr', suffix: '.nii.gz', files: 80 },
      { under: 'labelsTr', suffix: '.nii.gz', files: 80 },
    ],
    licence: 'CC BY-SA 4.0',
    showable: true,
    access: 'open',
    // The decathlon publishes one tar, which `data fetch` cannot unpack: unpack it by hand and use `data add`.
    archives: [],
    citation: 'Antonelli et al., The Medical Segmentation Decathlon, Nature Communications 13, 2022',
  },
  {
    id: 'sysu-mm01-regdb',
    title: 'SYSU-MM01 as the arrays of its training people, and RegDB',
    folder: 'sysu-mm01-regdb',
    marker: 'RegDB/idx',
    expected: [
      { under: 'SYSU-MM01', suffix: '.npy', files: 4 },
      { under: 'RegDB/idx', suffix: '.txt', files: 40 },
      { under: 'RegDB/Visible', suffix: '.bmp', files: 4_120 },
      { under: 'RegDB/Thermal', suffix: '.bmp', files: 4_120 },
    ],
    licence: 'on request, for research',
    access: 'registration',
    // Both are given out on a signed form.
    archives: [],
    citation:
      'Wu et al., RGB-infrared cross-modality person re-identification, ICCV 2017; Nguyen et al., Person recognition system based on a combination of body images from visible light and thermal cameras, Sensors 17(3):605, 2017',
  },
];

/** @returns null for a set that no task names */
export function dataSet(id: string): DataSet | null {
  return catalogue.find((candidate) => candidate.id === id) ?? null;
}

/** The wrong name of a data set, with the right ones. */
export class UnknownDataSetError extends Error {
  override readonly name = 'UnknownDataSetError';

  constructor(
    readonly id: string,
    readonly known: readonly string[] = catalogue.map((set) => set.id),
  ) {
    super(`unknown data set "${id}": expected one of ${known.join(', ')}`);
  }
}

/** @throws UnknownDataSetError */
export function requireDataSet(id: string): DataSet {
  const found = dataSet(id);
  if (!found) throw new UnknownDataSetError(id);
  return found;
}
