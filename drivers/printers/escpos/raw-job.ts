/**
 * A job whose bytes another program composed. They may ask the printer questions of their own, whose answers look like the
 * answer to ours, so those are counted before anything is sent.
 */
import type { PrintJob } from '../../../src/ports/receipt-printer.js'

/** Whole commands, with their own cut at the end. */
export interface RawJob extends Pick<PrintJob, 'jobId' | 'expiresAt'> {
  readonly bytes: Uint8Array
}

/** GS r; ESC u and ESC v; GS I: answered by one byte each, which may pass for the answer to a fence. */
const QUESTIONS = [
  [0x1d, 0x72],
  [0x1b, 0x75],
  [0x1b, 0x76],
  [0x1d, 0x49],
] as const

/** @returns how many such questions there may be at most: the same bytes also occur within pictures. */
export function questionsIn(bytes: Uint8Array): number {
  const isQuestion = (at: number) =>
    QUESTIONS.some(([first, second]) => bytes[at] === first && bytes[at + 1] === second)
  return bytes.reduce((count, _byte, at) => (isQuestion(at) ? count + 1 : count), 0)
}
