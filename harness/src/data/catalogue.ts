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
  readonly access: 'open' | 'registration' | 'restricted' | 'private';
  /** Empty: there is no official download of exactly this set. */
  readonly archives: readonly Archive[];
  readonly citation: string;
}

const gtsrbCitation =
  'Stallkamp et al., Man vs. computer: Benchmarking machine learning algorithms for traffic sign recognition, Neural Networks 32, 2012';
const gtsrbArchives = 'https://sid.erda.dk/public/archives/daaeac0d7ce1152aea9b61d9f1e19370';
const utdMhadArchives = 'https://personal.utdallas.edu/~kehtar/UTD-MAD';

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
