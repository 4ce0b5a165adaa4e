import { readFileSync } from 'node:fs';
import { z } from 'zod';

const ticks = z.coerce.number().int().nonnegative();

/** Processor time of the whole machine since it started, in clock ticks. */
export const processorTimeSchema = z.object({ busy: ticks, stolen: ticks, cores: z.number().int().min(1) });
export type ProcessorTime = z.infer<typeof processorTimeSchema>;

/** Ticks a second of `/proc/stat`: Linux shows user space 100 on every architecture that Node runs on. */
export const ticksPerSecond = 100;

/**
 * `/proc/stat` (proc(5)). Busy is user + nice + system + irq + softirq; guest time is part of user time already, idle and iowait are not busy.
 * @throws ZodError if the text has another form
 */
export function parseProcessorTime(text: string): ProcessorTime {
  const lines = text.split('\n');
  const [user, nice, system, , , irq, softirq, stolen] = z
    .array(ticks)
    .min(8)
    .parse(
      /^cpu +(.*)$/
        .exec(lines[0] ?? '')?.[1]
        ?.trim()
        .split(/ +/),
    );
  return processorTimeSchema.parse({
    busy: user! + nice! + system! + irq! + softirq!,
    stolen,
    cores: lines.filter((line) => /^cpu\d+ /.test(line)).length,
  });
}

/** Of this machine, now. @throws Error where there is no `/proc/stat` */
export function readProcessorTime(): ProcessorTime {
  return parseProcessorTime(readFileSync('/proc/stat', 'utf8'));
}
