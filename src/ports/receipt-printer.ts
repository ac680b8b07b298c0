/**
 * A receipt printer prints documents and says how sure it is that they are on paper. Bytes and links are its own affair.
 */
import type { FailureCode } from '../domain/failures.js'
import type { Language } from '../domain/language.js'
import type { Outcome } from '../domain/outcome.js'
import type { PaperLine } from '../domain/paper-line.js'
import type { Device } from './device.js'

export interface PrintJob {
  /** Four characters of 20h–7Eh, unique among the terminal's recent jobs; journaled before anything is sent. */
  readonly jobId: string
  /** Decides the double-byte character set: ko → CP949, zh → GB18030, en → single-byte. */
  readonly language: Language
  readonly lines: readonly PaperLine[]
}

/**
 * How a print is known to be on paper, best first. process-id – the printer echoed the job's ID after printing; fence –
 * it answered a status query queued behind the job; transport – the link took the bytes; hand-off – a spooler took them.
 */
export type ConfirmationLevel = 'process-id' | 'fence' | 'transport' | 'hand-off'

export interface PrinterDescription {
  /** Columns of the normal font: 42 or 48 on 80 mm, 32 on 58 mm. Hangul and Han take two. */
  readonly columns: number
  /** Found by probing the device, never assumed. */
  readonly confirmation: ConfirmationLevel
  /** As the printer tells it (GS I); empty when it does not. */
  readonly maker: string
  readonly model: string
}

export interface PrinterStatus {
  readonly online: boolean
  readonly paper: 'present' | 'nearEnd' | 'out'
  readonly coverOpen: boolean
  /** The first thing that stops it from printing, if anything does. */
  readonly fault?: FailureCode
}

export type PrintNotice =
  /** It stopped and holds the rest; it goes on by itself once the cause is removed. Do not send the job again. */
  { readonly kind: 'paused'; readonly failure: FailureCode } | { readonly kind: 'resumed' }

export interface ReceiptPrinter extends Device {
  /** Connects if need be and probes what the device can do. The answer is cached until the link is lost. */
  describe(signal: AbortSignal): Promise<Outcome<PrinterDescription>>
  /** Real-time status; answered also while paper is out. */
  status(signal: AbortSignal): Promise<Outcome<PrinterStatus>>
  /**
   * Prints and waits for the best evidence the printer can give. Jobs queue and print in order.
   *
   * accepted – on paper, at the level named; refused – certainly nothing printed (the printer reported a fault that
   * cannot be waited out); unavailable – nothing was sent (`printer.unreachable`, or the printer was already in a fault
   * before the job); unknown – sent, and no evidence: `disconnected`, `timeout` (no progress while the printer claims to
   * be fine), or `interrupted` (stopped by the signal; some of it may be on paper). The wait is not limited while the printer says it is
   * out of paper, open, or otherwise paused: `watch` tells so.
   */
  print(job: PrintJob, watch: (notice: PrintNotice) => void, signal: AbortSignal): Promise<Outcome<PrintConfirmation>>
  /**
   * Says that a job of an earlier process may still lie in the printer: before anything else is printed, what it holds is
   * thrown away and what is already on paper is cut off, so that no customer gets a part of another's receipt.
   */
  discardEarlier(): void
  /** Pulses the cash drawer (ESC p), apart from any print job so that it is never sent twice with one. */
  openDrawer(signal: AbortSignal): Promise<Outcome<Record<string, never>>>
}

export interface PrintConfirmation {
  readonly confirmation: ConfirmationLevel
}
