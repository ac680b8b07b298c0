/**
 * The printer's own test prints (GS ( A): what it is and how it is set, a pattern that uses every dot column, or a dump of
 * whatever comes. What it says about itself is true of the emulated machine.
 */

import { MEMORY_SWITCHES } from '../machine/user-settings.js'
import { columnsOf } from '../models/columns-of.js'
import { atLineStart, byteAt, digit, type Handler, type HandlerContext, standardModeOnly } from './handler.js'

const PRINTABLE = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('')
const PATTERN_LINES = 12

/** GS ( A n m: n 0–2 is the roll; m 1 hexadecimal dump, 2 status, 3 rolling pattern. @param data without the length. */
export const testPrint: Handler = standardModeOnly(
  atLineStart((data, context) => {
    const [n, m] = data.length === 2 ? [digit(byteAt(data, 0)), digit(byteAt(data, 1))] : [Number.NaN, 0]
    if (!(n <= 2) || m < 1 || m > 3) return context.note('parameter out of range')
    context.initialise()
    if (m === 1) return beginDump(context)
    print(m === 2 ? statusLines(context) : patternLines(context), context)
    context.mechanism.add({ kind: 'feed', rows: context.profile.headToCutterRows })
    if (context.profile.cutter) context.mechanism.add({ kind: 'cut', cut: 'partial' })
    context.mechanism.controls.restart()
  }),
)

function beginDump(context: HandlerContext): void {
  print(['Hexadecimal dump', 'Press FEED three times to end it.', ''], context)
  context.mechanism.controls.startHexDump()
}

function print(lines: readonly string[], { write, line }: HandlerContext): void {
  for (const text of lines) {
    write(Buffer.from(text, 'ascii'))
    line.feedLine()
  }
}

function statusLines({ profile, nonVolatile }: HandlerContext): string[] {
  const { identity, receiveBufferBytes, nvGraphicsBytes, doubleByte, dpi, widthDots } = profile
  const { settings, counters, records } = nonVolatile
  const columns = Object.entries(columnsOf(profile)).map(([font, count]) => `${font} ${count}`)
  return [
    `${identity.maker} ${identity.model}`,
    `Firmware ${identity.firmware}`,
    `Serial ${identity.serial}`,
    '',
    `Resolution ${dpi} dpi`,
    `Width ${widthDots} dots`,
    `Columns ${columns.join(', ')}`,
    `Double-byte ${doubleByte.charset}`,
    `Buffer ${receiveBufferBytes} bytes`,
    `NV graphics ${nvGraphicsBytes / 1024} KB`,
    `NV user ${records.usedBytes} of ${records.capacityBytes}`,
    ...MEMORY_SWITCHES.map((group) => `Msw ${group} ${settings.switches(group)}`),
    `Lines fed ${counters.read(148)}`,
    `Cuts ${counters.read(178)}`,
    '',
  ]
}

/** All printable characters, each line beginning one further on. */
function patternLines({ profile }: HandlerContext): string[] {
  const columns = columnsOf(profile)['A'] ?? 0
  return Array.from({ length: PATTERN_LINES }, (_, index) =>
    PRINTABLE.repeat(2).slice(index, index + Math.min(columns, PRINTABLE.length)),
  )
}
