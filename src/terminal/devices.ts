/** The outside world of one terminal, each behind its port. */
import type { Acquirer } from '../ports/acquirer.js'
import type { CardReader } from '../ports/card-reader.js'
import type { InvoiceService } from '../ports/invoice-service.js'
import type { ReceiptPrinter } from '../ports/receipt-printer.js'
import type { TaxAuthority } from '../ports/tax-authority.js'

export interface Devices {
  readonly cardReader: CardReader
  readonly acquirer: Acquirer
  readonly taxAuthority: TaxAuthority
  /** Invoices to named buyers (数电票); one that is always out of reach where there is none. */
  readonly invoiceService: InvoiceService
  readonly printer: ReceiptPrinter
  /** Takes over a receipt the printer cannot, or may not, have printed. Its drawer is nobody's. */
  readonly fallbackPrinter?: ReceiptPrinter
}
