/** A stream as the parser cuts it, in words that can be compared. */
import { CommandParser, type Token } from '../../../drivers/printers/emulated/grammar/parser.js'

/** All tokens of some chunks; adjacent text runs joined, since where a run is split depends on chunks by design. */
export function tokensOf(...chunks: Uint8Array[]): string[] {
  const parser = new CommandParser()
  const shown: string[] = []
  let text = ''
  const flush = () => {
    if (text) shown.push(`text ${text}`)
    text = ''
  }
  for (const chunk of chunks) {
    for (let next = 0; next < chunk.length; ) {
      const result = parser.read(chunk, next)
      next = result.next
      if (!result.token) continue
      if (result.token.kind === 'text') text += Buffer.from(result.token.bytes).toString('latin1')
      else {
        flush()
        shown.push(show(result.token))
      }
    }
  }
  flush()
  return parser.midCommand ? [...shown, 'half a command'] : shown
}

function show(token: Token): string {
  if (token.kind !== 'command') return `${token.kind} ${Buffer.from(token.bytes).toString('hex')}`
  const dropped = token.droppedBytes > 0 ? ` -${token.droppedBytes}` : ''
  return `${token.id} ${Buffer.from(token.parameters).toString('hex')}${dropped}`.trim()
}
