/**
 * `tillproof/printer`: the emulated ESC/POS printer for anybody's test suite. Everything a test needs is exported here and
 * nothing else is; matchers for vitest are in `tillproof/printer/vitest`.
 */
export { type ControlApi, type ControlApiOptions, serveControlApi } from '../control/control-api.js'
export type { Buzz, PrinterSnapshot } from '../emulated-printer.js'
export {
  type FaultSchedule,
  type FaultTrigger,
  parseFaultSchedule,
  playFaultSchedule,
  type TimedFault,
} from '../faults/fault-schedule.js'
export { FAULTS, type Fault, type FaultName, type FaultProblem, faultNames, parseFault } from '../faults/faults.js'
export { type ListedCommand, listCommands } from '../grammar/list-commands.js'
export type { ConnectionSnapshot } from '../machine/printer-snapshot.js'
export { PRINTER_MODELS, printerModel, printerModelNames } from '../models/printer-model.js'
export type { DoubleByteCharset, PrinterProfile } from '../models/profiles.js'
export type {
  CommandNote,
  DrawerPulse,
  PaperPiece,
  PrintedSymbol,
  Receipt,
  Shown,
  TextRun,
  TextStyle,
  TranscriptEntry,
} from '../paper/receipt.js'
export { receiptPng } from '../render/png.js'
export { type RenderedStream, renderStream } from '../render/render-stream.js'
export { receiptSvg } from '../render/svg.js'
export { receiptText } from '../render/text.js'
export { type ReceiptTranscript, receiptTranscript } from '../render/transcript.js'
export { type PtyServer, type ServePtyOptions, servePty } from '../wires/serve-pty.js'
export { type PrinterServer, type ServeOptions, serveEmulatedPrinter } from '../wires/serve-tcp.js'
export { EmulatedPrinter, type FaultText, type PrinterOptions, type WaitOptions } from './emulated-printer.js'
export { type PrinterEvent, watchPrinter } from './printer-events.js'
export { receiptSheet } from './receipt-sheet.js'
export { type StartedPrinter, type StartOptions, startPrinter } from './start-printer.js'
