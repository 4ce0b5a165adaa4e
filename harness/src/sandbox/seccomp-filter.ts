/** Instructions of classic BPF (linux/bpf_common.h) and results of a filter (linux/seccomp.h). */
const loadWord = 0x20;
const jumpIfEqual = 0x15;
const jumpIfAtLeast = 0x35;
const jumpIfAnyBit = 0x45;
const returnValue = 0x06;
const allow = 0x7fff0000;
const killProcess = 0x80000000;
const refuseWith = (error: number): number => 0x00050000 | error;
const notPermitted = 1;
const notImplemented = 38;
const familyNotSupported = 97;

/** Offsets in `struct seccomp_data`; both processors are little-endian, so the low half of an argument comes first. */
const offsetOf = { number: 0, architecture: 4, firstArgument: 16 } as const;
const newUserNamespace = 0x10000000;

interface Processor {
  readonly audit: number;
  readonly clone: number;
  readonly clone3: number;
  readonly socket: number;
  /** Numbers from here on belong to another calling convention; null: there is none. */
  readonly foreignFrom: number | null;
  readonly denied: readonly number[];
}

/** Same number on every processor: io_uring (3), pidfd_getfd, open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr. */
const deniedEverywhere = [425, 426, 427, 438, 428, 429, 430, 431, 432, 433, 442];

/**
 * In both lists: ptrace, process_vm_readv, process_vm_writev, add_key, request_key, keyctl, bpf, userfaultfd, perf_event_open, mount, umount2,
 * pivot_root, chroot, unshare, setns, open_by_handle_at, kexec_load, kexec_file_load, init_module, finit_module, delete_module, reboot, swapon,
 * swapoff, acct, syslog, kcmp (asm/unistd_64.h, asm-generic/unistd.h).
 */
const processors: Readonly<Record<string, Processor>> = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    clone3: 435,
    socket: 41,
    foreignFrom: 0x40000000,
    denied: [
      101, 310, 311, 248, 249, 250, 321, 323, 298, 165, 166, 155, 161, 272, 308, 304, 246, 320, 175, 313, 176, 169, 167,
      168, 163, 103, 312,
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    clone3: 435,
    socket: 198,
    foreignFrom: null,
    denied: [
      117, 270, 271, 217, 218, 219, 280, 282, 241, 40, 39, 41, 51, 97, 268, 265, 104, 294, 105, 273, 106, 142, 224, 225,
      89, 116, 272,
    ],
  },
};

/**
 * AF_UNIX, AF_INET, AF_INET6, AF_NETLINK: what programs ask for and a network namespace holds back. Others reach past it (AF_VSOCK talks to the host
 * of a virtual machine) or into the kernel (AF_ALG, AF_PACKET).
 */
const socketFamilies = [1, 2, 10, 16];

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, value: number];

/** Other system calls jump over it: after it the number is still loaded. */
function onlyTheseSockets(number: number): Instruction[] {
  const last = socketFamilies.length;
  return [
    [jumpIfEqual, 0, last + 3, number],
    [loadWord, 0, 0, offsetOf.firstArgument],
    ...socketFamilies.map((family, at): Instruction => [jumpIfEqual, last - at, 0, family]),
    [returnValue, 0, 0, refuseWith(familyNotSupported)],
    [returnValue, 0, 0, allow],
  ];
}

/** What a submission has no need of and kernels have been attacked through is refused; everything else is allowed. */
function instructions(processor: Processor): Instruction[] {
  const refuse = (number: number, error: number): Instruction[] => [
    [jumpIfEqual, 0, 1, number],
    [returnValue, 0, 0, refuseWith(error)],
  ];
  return [
    [loadWord, 0, 0, offsetOf.architecture],
    [jumpIfEqual, 1, 0, processor.audit],
    [returnValue, 0, 0, killProcess],
    [loadWord, 0, 0, offsetOf.number],
    ...(processor.foreignFrom === null
      ? []
      : ([
          [jumpIfAtLeast, 0, 1, processor.foreignFrom],
          [returnValue, 0, 0, refuseWith(notPermitted)],
        ] as Instruction[])),
    ...[...processor.denied, ...deniedEverywhere].flatMap((number) => refuse(number, notPermitted)),
    // Its flags lie in memory, where a filter cannot look; C libraries then use clone.
    ...refuse(processor.clone3, notImplemented),
    ...onlyTheseSockets(processor.socket),
    [jumpIfEqual, 0, 3, processor.clone],
    [loadWord, 0, 0, offsetOf.firstArgument],
    [jumpIfAnyBit, 0, 1, newUserNamespace],
    [returnValue, 0, 0, refuseWith(notPermitted)],
    [returnValue, 0, 0, allow],
  ];
}

/**
 * A seccomp filter as `bwrap --seccomp` reads it: 8 bytes an instruction.
 * @param architecture as `process.arch` has it
 * @returns null for a processor whose system calls are not listed here
 */
export function seccompFilter(architecture: string = process.arch): Uint8Array | null {
  const processor = processors[architecture];
  if (!processor) return null;
  const program = instructions(processor);
  const view = new DataView(new ArrayBuffer(program.length * 8));
  program.forEach(([code, ifTrue, ifFalse, value], index) => {
    view.setUint16(index * 8, code, true);
    view.setUint8(index * 8 + 2, ifTrue);
    view.setUint8(index * 8 + 3, ifFalse);
    view.setUint32(index * 8 + 4, value >>> 0, true);
  });
  return new Uint8Array(view.buffer);
}
