/** No tax gateway at all: for shops where nothing is submitted at the counter. Whatever is asked was never sent. */
import { type Outcome, unavailable } from '../../src/domain/outcome.js'
import type { TaxAuthority } from '../../src/ports/tax-authority.js'

const absent = async (): Promise<Outcome<never>> => unavailable('tax.gatewayUnreachable', 'no tax gateway is set up')

export class AbsentTaxAuthority implements TaxAuthority {
  readonly abilities = { partialRevocation: false, tellsVerdict: true } as const
  readonly issue = absent
  readonly query = absent
  readonly revoke = absent
  readonly queryRevocation = absent
  readonly states = absent
  readonly search = absent
  readonly check = absent

  constructor(readonly address: string) {}

  async close(): Promise<void> {
    // Nothing was opened.
  }
}
