/**
 * What Epson's receipt printers have in common, after the "ESC/POS Command Reference" and the TM-T88III and TM-T90
 * specifications: 180 dots an inch in the TM-T88 family, 203 in the others. Each model's file says what is its own.
 */
import { EMU_80, type PrinterProfile, type Quirk } from './profiles.js'

const COVER_IN_PRINT: Quirk = {
  name: 'cover opened in print is an error',
  explanation:
    'the cover opened while the head works shows as an automatically recoverable error besides (ASB byte 2, bit 6)',
}

const ROLL_MM = 80_000
const NEAR_END_MM = 5_000

const EPSON: PrinterProfile = {
  ...EMU_80,
  identity: {
    modelId: 0x20,
    versionId: 0x00,
    firmware: '1.00 ESC/POS',
    maker: 'EPSON',
    model: 'TM',
    serial: 'X0EMULATED',
  },
  // The models sold today answer the one-byte IDs 1 and 2 and no ROM version.
  identityNumbers: [1, 2, 33, 36, 65, 66, 67, 68, 69],
  quirks: [COVER_IN_PRINT],
  notVerified: [
    'GS I 1 (model ID), GS I 65 (firmware) and GS I 68 (serial): examples',
    'GS I 35 and 36: answered as "nothing to tell" (header, identifier, NUL)',
    'DLE DC4 fn 7: answered for m = 1 and 4',
    'offline cause of GS ( H fn 49: bytes 1–4 as in the TM-T90, byte 5 assumed',
  ],
  cutterErrorClears: 'onRequest',
  coverOpenedInPrint: 'autoRecoverable',
  secondConnection: 'waits',
}

/** 180 dpi: 512 dots on 80 mm paper, 42 columns of font A; vertical units of half a dot. */
export const EPSON_180: PrinterProfile = {
  ...EPSON,
  fonts: { A: { widthDots: 12, heightDots: 24 }, B: { widthDots: 9, heightDots: 17 } },
  widthDots: 512,
  dotsPerMm: 180 / 25.4,
  dpi: 180,
  unitsPerInch: { horizontal: 180, vertical: 360 },
  pageRows: 831,
  // 1/6 inch.
  lineSpacingDots: 30,
  nvGraphicsBytes: 384 * 1024,
  // About 15 mm.
  headToCutterRows: 106,
  rollRows: Math.round((ROLL_MM * 180) / 25.4),
  nearEndRows: Math.round((NEAR_END_MM * 180) / 25.4),
}

/** 203 dpi: 576 dots on 80 mm paper, 48 columns of font A; lines of 3.75 mm. */
export const EPSON_203: PrinterProfile = {
  ...EPSON,
  fonts: { A: { widthDots: 12, heightDots: 24 }, B: { widthDots: 9, heightDots: 17 } },
  widthDots: 576,
  lineSpacingDots: 30,
  nvGraphicsBytes: 256 * 1024,
  headToCutterRows: 112,
}
