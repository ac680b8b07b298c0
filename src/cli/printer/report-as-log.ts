/**
 * Reporters for a printer nobody watches live: one line of plain words an event, one JSON object an event, or only the
 * ready line. Lines are written whole, so they can be read while the printer runs.
 */
import { plainEvent } from '../../../drivers/printers/emulated/control/control-events.js'
import type { PrinterSnapshot } from '../../../drivers/printers/emulated/emulated-printer.js'
import type { PrinterEvent } from '../../../drivers/printers/emulated/library/printer-events.js'
import { type PrinterReport, readyLine } from './printer-report.js'
import { isOut, offlineCauses } from './printer-words.js'

export type WriteLine = (line: string) => void

export function quietReport(write: WriteLine): PrinterReport {
  return {
    ready: (ready) => write(readyLine(ready)),
    event: () => undefined,
    answer: () => undefined,
    close: () => undefined,
  }
}

export function jsonReport(write: WriteLine): PrinterReport {
  const tell = (event: string, facts: object) => write(JSON.stringify({ event, ...facts }))
  return {
    ready: ({ links, control = null, outFolder }) => tell('ready', { links, control, out: outFolder }),
    event: (event, files) => tell(event.kind, { ...plainEvent(event), ...(event.kind === 'receipt' && { files }) }),
    answer: (lines) => tell('console', { lines }),
    close: () => tell('end', {}),
  }
}

export function logReport(write: WriteLine): PrinterReport {
  let offline = false
  return {
    ready: (ready) => {
      write(readyLine(ready))
      write(`receipts go to ${ready.outFolder}`)
    },
    event: (event, files) => {
      if (event.kind === 'state') {
        const line = onlineLine(event.state, offline)
        offline = isOut(event.state)
        if (line !== undefined) write(line)
        return
      }
      for (const line of logLines(event, files)) write(line)
    },
    answer: (lines) => {
      for (const line of lines) write(line)
    },
    close: () => undefined,
  }
}

function logLines(event: Exclude<PrinterEvent, { kind: 'state' }>, files: readonly string[]): readonly string[] {
  switch (event.kind) {
    case 'connection':
      return [`connection ${event.address} ${event.open ? 'opened' : 'ended'}`]
    case 'receipt':
      return [`receipt ${event.receipt.number}  ${event.receipt.cut}  ${files.join('  ')}`]
    case 'fault':
      return [...event.began.map((fault) => `fault ${fault}`), ...event.ended.map((fault) => `over ${fault}`)]
    case 'drawer':
      return [`drawer pulse  pin ${event.pulse.pin}  ${event.pulse.onMs} ms`]
    case 'buzz':
      return ['buzzer']
  }
}

function onlineLine(state: PrinterSnapshot, wasOffline: boolean): string | undefined {
  const isOffline = isOut(state)
  if (isOffline === wasOffline) return undefined
  return isOffline ? `offline: ${offlineCauses(state).join(', ')}` : 'online'
}
