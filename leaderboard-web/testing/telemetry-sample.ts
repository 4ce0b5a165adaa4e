/** One sample of a machine on which only processor time was measured. */
export function telemetrySample(atMs: number, ownCores: number, foreignCores: number | null) {
  return {
    atMs,
    intervalMs: 100,
    ownCores,
    foreignCores,
    stolenCores: null,
    frequencyMHz: null,
    throttleEvents: null,
    quotaThrottledMs: null,
    cpuPressure: null,
    submissionMemoryBytes: null,
    submissionPeakMemoryBytes: null,
    cpuJoules: null,
    gpus: null,
    foreignGpuProcesses: null,
    gpuJoules: null,
  };
}
