/** No invoice service at all: invoices are made elsewhere and receipts carry no code. Whatever is asked was never sent. */
import { unavailable } from '../../src/domain/outcome.js'
import type { InvoiceService } from '../../src/ports/invoice-service.js'

const absent = async () => unavailable('invoice.unreachable', 'no invoice service is set up')

export class AbsentInvoiceService implements InvoiceService {
  readonly request = absent
  readonly query = absent
  readonly resign = absent
  readonly red = absent
  readonly queryRed = absent

  constructor(readonly address: string) {}

  pageFor(): undefined {
    return undefined
  }

  async close(): Promise<void> {
    // Nothing was opened.
  }
}
