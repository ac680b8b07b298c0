/**
 * Where on the paper each line of a receipt lies on a given model, measured once on a healthy printer, so that a fault can
 * strike in the middle of a line or between the last one and the knife.
 */

import type { PaperPiece } from '../../drivers/printers/emulated/paper/receipt.js'
import { type SheetKind, sheetOf } from './sheets.js'
import type { Casting } from './stage.js'
import { VirtualStage } from './virtual-stage.js'

export interface Geometry {
  /** Dot rows fed from the receipt's beginning to the top and the bottom of each line. */
  readonly lines: readonly { readonly topRow: number; readonly bottomRow: number }[]
  /** In the middle of the line in the middle. */
  readonly middleRow: number
  readonly lastLine: { readonly topRow: number; readonly bottomRow: number }
  /** Bytes that reach the printer from the first of the job to its end. */
  readonly bytes: number
}

const measured = new Map<string, Geometry>()

/** Must have been measured: faults are arranged at once. */
export function geometryOf({ name }: Casting, kind: SheetKind): Geometry {
  const geometry = measured.get(`${name} ${kind}`)
  if (!geometry) throw new RangeError(`${name} was not measured`)
  return geometry
}

const KINDS: readonly SheetKind[] = ['plain', 'logo', 'long']

export async function measureAll(casting: Casting): Promise<void> {
  for (const kind of KINDS) await measure(casting, kind)
}

export async function measure(casting: Casting, kind: SheetKind): Promise<void> {
  if (measured.has(`${casting.name} ${kind}`)) return
  const stage = new VirtualStage({ ...casting, model: { ...casting.model, speed: 'instant' } }, 'network')
  const { emulated, printer } = stage
  await stage.await(printer.describe(new AbortController().signal), () => false)
  const before = emulated.snapshot().bytesReceived
  const { lines } = sheetOf({ sale: 1, copy: 0, attempt: 1 }, kind, casting.language)
  const job = { jobId: '0001', language: casting.language, lines }
  await stage.await(
    printer.print(job, () => undefined, new AbortController().signal),
    () => false,
  )
  const piece = casting.parted === 'cut' ? emulated.receipts()[0] : emulated.unfinishedPaper()
  const bytes = emulated.snapshot().bytesReceived - before
  await stage.close()
  if (!piece) throw new RangeError(`${casting.name} printed nothing`)
  measured.set(`${casting.name} ${kind}`, geometryFrom(piece, casting, bytes))
}

function geometryFrom({ transcript }: PaperPiece, { model }: Casting, bytes: number): Geometry {
  const lines = transcript.flatMap((entry) => {
    if (!('says' in entry) || entry.says === '') return []
    const topRow = entry.box.topDots - model.headToCutterRows
    return [{ topRow, bottomRow: topRow + entry.box.heightDots }]
  })
  const middle = lines[lines.length >> 1]
  const lastLine = lines.at(-1)
  if (!middle || !lastLine) throw new RangeError('a receipt without lines')
  return { lines, middleRow: (middle.topRow + middle.bottomRow) >> 1, lastLine, bytes }
}
