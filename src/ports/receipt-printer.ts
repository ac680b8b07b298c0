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
  /**
   * Epoch milliseconds. From then on nothing of it begins to print, and what the printer still holds of it is thrown away:
   * nobody is there to take it any more. Without one it waits for ever.
   */
  readonly expiresAt?: number
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
  readonly firmware: string
  readonly serial: string
  /** The double-byte font it says is mounted, in its own words, e.g. `KOREA C-5601C`. */
  readonly mountedFont: string
  /** The row of model data it is driven by, and how that was chosen; `assumed` prints on anything, drawing what is not ASCII. */
  readonly profile: { readonly name: string; readonly chosen: 'configured' | 'detected' | 'kept' | 'assumed' }
  /** Whether text of a script comes from the printer's own font or goes as a picture. */
  readonly scripts: { readonly korean: ScriptRoute; readonly chinese: ScriptRoute }
}

export type ScriptRoute = 'font' | 'picture'

/** What a printer says of itself, whichever way it was said (GS a, DLE EOT, GS r). */
export interface PrinterStatus {
  readonly online: boolean
  readonly paper: 'present' | 'nearEnd' | 'out'
  readonly coverOpen: boolean
  readonly cutter: 'ready' | 'jammed'
  /** The level of the drawer's switch. Which one means open is the drawer's affair; most report `high` when open. */
  readonly drawer: 'high' | 'low'
  /** The class of error it reports: what a person can mend (`mechanical`), what passes, what only service mends. */
  readonly error?: 'mechanical' | 'autoRecoverable' | 'unrecoverable'
  /** The first thing that stops it from printing, if anything does. */
  readonly fault?: FailureCode
}

/** One thing about a printer that can change by itself. `link` is whether it can be talked to at all. */
export type StatusAspect = 'link' | 'online' | 'paper' | 'cover' | 'cutter' | 'drawer' | 'error'

/** A printer as it stands, told again at every change. */
export interface PrinterReport {
  readonly link: 'up' | 'down'
  /** As last heard; undefined until it said something. Only as true as the link is up. */
  readonly status?: PrinterStatus
  /** Since when each aspect is as it is, epoch milliseconds; absent while it is not known. */
  readonly since: Readonly<Partial<Record<StatusAspect, number>>>
  /** What is different from the report before. */
  readonly changed: readonly StatusAspect[]
  /** What a person should see to, most urgent first; empty when all is well. The words are in the failure catalogue. */
  readonly concerns: readonly FailureCode[]
}

export type PrintNotice =
  /** Its turn came and its first bytes have left. Until then it was queued behind others, or connecting. */
  | { readonly kind: 'sending' }
  /** It stopped and holds the rest; it goes on by itself once the cause is removed. Do not send the job again. */
  | { readonly kind: 'paused'; readonly failure: FailureCode }
  | { readonly kind: 'resumed' }

/**
 * How a job ended. confirmed – the printer echoed its ID after printing; processed – it answered a question queued behind
 * it; handedOff – link or spooler took it, and that is all that can be known; partial – stopped, and what was not yet on
 * paper was thrown away by the printer, so that nothing more of it will come out; unknown – nobody can tell; failed –
 * certainly nothing of it on paper.
 */
export type PrintJobEnd = 'confirmed' | 'processed' | 'handedOff' | 'partial' | 'unknown' | 'failed'

/** What an outcome rests on, for the journal and for whoever must judge it later. */
export interface PrintEvidence {
  readonly end: PrintJobEnd
  /** Of the job, taken by the link; and whether that is all of it. */
  readonly bytesAccepted: number
  readonly wholeAccepted: boolean
  /**
   * What the printer answered from the job's first byte on, hexadecimal, without answers to status questions; the last 128
   * bytes where it was more.
   */
  readonly replies: string
  /** The printer's condition at the end, as far as it had told. */
  readonly status?: PrinterStatus
}

/** `evidence` is there whenever a byte of the job may have left. */
export type PrintOutcome = Outcome<PrintConfirmation> & { readonly evidence?: PrintEvidence }

export interface ReceiptPrinter extends Device {
  /** Connects if need be and probes what the device can do. The answer is cached until the link is lost. */
  describe(signal: AbortSignal): Promise<Outcome<PrinterDescription>>
  /** Real-time status; answered also while paper is out. */
  status(signal: AbortSignal): Promise<Outcome<PrinterStatus>>
  /**
   * Keeps an eye on the printer: holds a link, opens it again when it is lost (waiting longer each time), and calls back with
   * the present report and at every change. Returns how to stop.
   */
  follow(listener: (report: PrinterReport) => void): () => void
  /**
   * Prints and waits for the best evidence the printer can give. Jobs queue and print in order.
   *
   * accepted – on paper, at the level named; refused – certainly nothing printed (the printer reported a fault that
   * cannot be waited out); unavailable – nothing was sent (`printer.unreachable`, `printer.expired`, or the printer was
   * already in a fault before the job); unknown – sent, and no evidence: `disconnected`, `timeout` (no progress while the
   * printer claims to be fine), or `interrupted` (stopped by the signal or by its expiry; some of it may be on paper, and
   * `evidence.end` says `partial` when the rest of it was thrown away for certain). The wait is not limited while the printer
   * says it is out of paper, open, or otherwise paused: `watch` tells so. Nothing is ever sent twice.
   */
  print(job: PrintJob, watch: (notice: PrintNotice) => void, signal: AbortSignal): Promise<PrintOutcome>
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
