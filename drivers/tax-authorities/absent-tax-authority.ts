/** No tax gateway at all: for shops where nothing is submitted at the counter. Whatever is asked was never sent. */
import { unavailable } from '../../src/domain/outcome.js'
import type { TaxAuthority } from '../../src/ports/tax-authority.js'

export class AbsentTaxAuthority implements TaxAuthority {
  constructor(readonly address: string) {}

  async issue() {
    return unavailable('tax.gatewayUnreachable', 'no tax gateway is set up')
  }

  async query() {
    return unavailable('tax.gatewayUnreachable', 'no tax gateway is set up')
  }

  async revoke() {
    return unavailable('tax.gatewayUnreachable', 'no tax gateway is set up')
  }

  async close(): Promise<void> {
    // Nothing was opened.
  }
}
