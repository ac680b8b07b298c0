/**
 * Printer models as data: what one looks like to its host and how its mechanism behaves. A clone is a profile with a few
 * answers switched off, never a branch in the code.
 */
export type DoubleByteCharset = 'cp949' | 'gb18030' | 'none'

export interface PrinterProfile {
  readonly widthDots: number
  readonly dotsPerMm: number
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
  }
  readonly receiveBufferBytes: number
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
  /** Whether it goes on by itself once a cutter jam is gone, or waits for DLE ENQ. */
  readonly cutterErrorClears: 'byItself' | 'onRequest'
}

/** 80 mm paper, 72 mm printable: 48 columns of font A. A Korean model. */
export const EMU_80: PrinterProfile = {
  widthDots: 576,
  dotsPerMm: 8,
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
  answers: { dleEot: true, gsR: true, asb: true, gsI: true, processId: true, clearBuffers: true },
  receiveBufferBytes: 4096,
  printAheadRows: 96,
  speed: { mmPerSecond: 200, cutMs: 250 },
  headToCutterRows: 88,
  rollRows: 8 * 80_000,
  nearEndRows: 8 * 5_000,
  cutterErrorClears: 'byItself',
}

/** 58 mm paper, 48 mm printable: 32 columns of font A. */
export const EMU_58: PrinterProfile = {
  ...EMU_80,
  widthDots: 384,
  identity: { ...EMU_80.identity, model: 'EMU-58', serial: 'EMU5800001' },
  speed: { mmPerSecond: 90, cutMs: 250 },
  rollRows: 8 * 30_000,
}

/** The same hardware with the Chinese font. */
export const EMU_80_CHINESE: PrinterProfile = { ...EMU_80, doubleByte: { charset: 'gb18030', onAtStart: false } }

/** What cheap clones do: real-time status and GS r, but no process ID, no ID strings and no clearing. */
export const EMU_80_CLONE: PrinterProfile = {
  ...EMU_80,
  identity: { ...EMU_80.identity, model: 'EMU-80C' },
  answers: { ...EMU_80.answers, processId: false, gsI: false, clearBuffers: false },
}
