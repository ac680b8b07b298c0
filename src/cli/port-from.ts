/** A TCP port as it was typed. */
import { parseWhole } from '../domain/validation/input-parsers.js'
import { accepted } from './sale-options.js'

/** 0 takes any free one. @throws InputError */
export function portFrom(port: string): number {
  return accepted(parseWhole(port, 0, 65_535), '--port', port)
}
