/**
 * What a sandbox does against hostile code, one name each. The exploit suite switches one off at a time, in its own process, to show that an exploit
 * does something; no command line, request or variable can.
 */
export const sandboxDefences = [
  'network-namespace',
  'process-namespace',
  'private-root',
  'read-only-mounts',
  'read-only-proc',
  'read-only-inputs',
  'unmapped-outputs',
  'system-call-filter',
  'scrubbed-environment',
  'memory-limit',
  'process-limit',
  'disk-limit',
  'log-limit',
  'separate-logs',
  'no-core-files',
  'clean-end',
] as const;
export type SandboxDefence = (typeof sandboxDefences)[number];
