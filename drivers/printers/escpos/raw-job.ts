/**
 * A job whose bytes another program composed. They may ask the printer questions of their own, whose answers look like the
 * answer to ours, so those are counted before anything is sent.
 */
import type { PrintJob } from '../../../src/ports/receipt-printer.js'

/** Whole commands, with their own cut at the end. */
export interface RawJob extends Pick<PrintJob, 'jobId' | 'expiresAt'> {
  readonly bytes: Uint8Array
}

/** GS r n; ESC u and ESC v; GS I 1–3: answered by one byte each, which may pass for the answer to a fence. */
const QUESTIONS = /\x1dr|\x1b[uv]|\x1dI[\x01-\x03\x31-\x33]/g

/** @returns how many such questions there may be at most: the same bytes also occur within pictures. */
export function questionsIn(bytes: Uint8Array): number {
  return Buffer.from(bytes).toString('latin1').match(QUESTIONS)?.length ?? 0
}
