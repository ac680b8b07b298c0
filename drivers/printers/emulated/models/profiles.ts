/**
 * Printer models as data: what one looks like to its host and how its mechanism behaves. A clone is a profile with a few
 * answers switched off, never a branch in the code.
 */
import type { CodePageNumbering } from '../characters/code-page-numbers.js'
import type { DoubleByteCharset } from '../characters/double-byte-charset.js'

export type { DoubleByteCharset }

/** How sure a host can be that a job is on paper: the best this model offers. */
export type ModelConfirmation = 'process-id' | 'fence' | 'transport'

/** Where a model departs from what a host may expect of any ESC/POS printer. */
export interface Quirk {
  readonly name: string
  readonly explanation: string
}

export interface FontCell {
  readonly widthDots: number
  readonly heightDots: number
}

export interface PrinterProfile {
  /** By which the command line, scenarios and `printerModel` find it: `tm-t88vi`. */
  readonly name: string
  /** For people: `Epson TM-T88VI`. */
  readonly title: string
  readonly quirks: readonly Quirk[]
  /** What is said of it here and no manual at hand confirms. */
  readonly notVerified: readonly string[]
  readonly confirmationLevel: ModelConfirmation
  /** Its single-byte fonts; how many columns that gives follows from `widthDots`. */
  readonly fonts: Readonly<Partial<Record<'A' | 'B' | 'C', FontCell>>>
  /** Whose numbers follow ESC t. */
  readonly codePages: CodePageNumbering
  readonly widthDots: number
  readonly dotsPerMm: number
  /** Dots per inch of the head: 180 or 203. */
  readonly dpi: number
  /** GS P at power-on: units per inch that positions and feeds are given in. */
  readonly unitsPerInch: { readonly horizontal: number; readonly vertical: number }
  /** ESC r and GS ( N choose a second colour on two-colour models. */
  readonly secondColour: boolean
  /** How far down page mode reaches. */
  readonly pageRows: number
  /** Default line spacing (ESC 2), dots. */
  readonly lineSpacingDots: number
  readonly doubleByte: {
    readonly charset: DoubleByteCharset
    /** Some clones start in double-byte mode, as if FS & had been sent. */
    readonly onAtStart: boolean
  }
  readonly identity: {
    /** GS I 1, one byte with bits 4 and 7 off. */
    readonly modelId: number
    /** GS I 3, likewise. */
    readonly versionId: number
    readonly firmware: string
    readonly maker: string
    readonly model: string
    readonly serial: string
  }
  readonly answers: {
    /** DLE EOT n. */
    readonly dleEot: boolean
    /** GS r n. */
    readonly gsR: boolean
    /** GS a n. */
    readonly asb: boolean
    /** GS I n. */
    readonly gsI: boolean
    /** GS ( H: process ID and offline responses. Most clones swallow it without a word. */
    readonly processId: boolean
    /** DLE DC4 fn 8. */
    readonly clearBuffers: boolean
    /** ESC u and ESC v, the status commands from before DLE EOT. */
    readonly oldStatus: boolean
    /** What is there to customise: GS ( E, GS ( C, FS g and GS g. */
    readonly settings: boolean
  }
  /** GS I n: which n it answers. */
  readonly identityNumbers: readonly number[]
  /** DLE DC4 fn 7 m: which m it answers; 1 is automatic status, 4 the offline response. */
  readonly specifiedStatuses: readonly number[]
  /** Memory switch 1-2 can make it 45 bytes (GS ( E fn 3). */
  readonly receiveBufferBytes: number
  /** Memory for records of a host's own (GS ( C, FS g). */
  readonly userNvBytes: number
  /** Memory for NV graphics (GS ( L fn 67), and as much again for downloaded ones. */
  readonly nvGraphicsBytes: number
  /** How many dot rows may be waiting for the head before the printer stops reading commands. */
  readonly printAheadRows: number
  /** `instant` prints within the call that brought the bytes; otherwise the mechanism keeps time on the clock. */
  readonly speed: 'instant' | { readonly mmPerSecond: number; readonly cutMs: number }
  /**
   * Paper between head and cutter. A cut without a feed leaves this much of what was just printed on the next receipt;
   * GS V 65/66 feed it out first.
   */
  readonly headToCutterRows: number
  readonly rollRows: number
  /** The near-end sensor trips when this much is left. */
  readonly nearEndRows: number
  /** Without one GS V is skipped, and the paper hangs until a person tears it off. */
  readonly cutter: boolean
  /** Whether it goes on by itself once a cutter jam is gone, or waits for DLE ENQ. */
  readonly cutterErrorClears: 'byItself' | 'onRequest'
  /** Whether a cover opened in the middle of printing shows as an error besides (memory switch 8-8 off). */
  readonly coverOpenedInPrint: 'nothingElse' | 'autoRecoverable'
  /** What a second TCP connection meets while the first is open. */
  readonly secondConnection: 'refused' | 'waits'
}

/** 80 mm paper, 72 mm printable: 48 columns of font A. A Korean model. */
export const EMU_80: PrinterProfile = {
  name: 'emu-80',
  title: 'Tillproof reference printer, 80 mm, Korean',
  quirks: [],
  notVerified: [],
  confirmationLevel: 'process-id',
  fonts: {
    A: { widthDots: 12, heightDots: 24 },
    B: { widthDots: 9, heightDots: 17 },
    C: { widthDots: 9, heightDots: 24 },
  },
  codePages: 'epson',
  widthDots: 576,
  dotsPerMm: 8,
  dpi: 203,
  unitsPerInch: { horizontal: 203, vertical: 203 },
  secondColour: false,
  pageRows: 1662,
  lineSpacingDots: 30,
  doubleByte: { charset: 'cp949', onAtStart: false },
  identity: {
    modelId: 0x20,
    versionId: 0x02,
    firmware: '1.00',
    maker: 'TILLPROOF',
    model: 'EMU-80',
    serial: 'EMU8000001',
  },
  answers: {
    dleEot: true,
    gsR: true,
    asb: true,
    gsI: true,
    processId: true,
    clearBuffers: true,
    oldStatus: true,
    settings: true,
  },
  identityNumbers: [1, 2, 3, 33, 65, 66, 67, 68, 69],
  specifiedStatuses: [1, 4],
  receiveBufferBytes: 4096,
  userNvBytes: 1024,
  nvGraphicsBytes: 384 * 1024,
  printAheadRows: 96,
  speed: { mmPerSecond: 200, cutMs: 250 },
  headToCutterRows: 88,
  rollRows: 8 * 80_000,
  nearEndRows: 8 * 5_000,
  cutter: true,
  cutterErrorClears: 'byItself',
  coverOpenedInPrint: 'nothingElse',
  secondConnection: 'refused',
}

/** 58 mm paper, 48 mm printable: 32 columns of font A. */
export const EMU_58: PrinterProfile = {
  ...EMU_80,
  name: 'emu-58',
  title: 'Tillproof reference printer, 58 mm, Korean',
  widthDots: 384,
  identity: { ...EMU_80.identity, model: 'EMU-58', serial: 'EMU5800001' },
  speed: { mmPerSecond: 90, cutMs: 250 },
  rollRows: 8 * 30_000,
}

/** The same hardware with the Chinese font. */
export const EMU_80_CHINESE: PrinterProfile = {
  ...EMU_80,
  name: 'emu-80-chinese',
  title: 'Tillproof reference printer, 80 mm, Chinese',
  doubleByte: { charset: 'gb18030', onAtStart: false },
}

/** What cheap clones do: real-time status and GS r, but no process ID, no ID strings and no clearing. */
export const EMU_80_CLONE: PrinterProfile = {
  ...EMU_80,
  name: 'emu-80-clone',
  title: 'Tillproof reference printer, 80 mm, as clones are',
  quirks: [
    {
      name: 'no process ID',
      explanation: 'GS ( H is read and never answered: a fence (GS r) is the best proof there is',
    },
    { name: 'no printer ID', explanation: 'GS I is never answered' },
    { name: 'no clearing', explanation: 'DLE DC4 fn 8 does nothing: what was received is printed' },
  ],
  confirmationLevel: 'fence',
  identity: { ...EMU_80.identity, model: 'EMU-80C' },
  answers: { ...EMU_80.answers, processId: false, gsI: false, clearBuffers: false, settings: false },
  identityNumbers: [],
  specifiedStatuses: [],
}
