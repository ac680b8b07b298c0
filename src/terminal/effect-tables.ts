/** Who carries out what each chart asks for: the tables of effects, put together from the terminal's devices. */
import type { SaleRecord } from '../domain/sale-record.js'
import { orderNumberOfSale } from '../flows/invoice/order-number.js'
import type { Journal } from '../ports/journal.js'
import type { AmendmentSnapshot } from './amendment-flow.js'
import { CardVault } from './card-vault.js'
import type { Devices } from './devices.js'
import type { EffectTable } from './effect-table.js'
import { type AmendmentParts, amendmentEffects } from './effects/amendment-effects.js'
import { cardEffects, inquiryEffects } from './effects/card-effects.js'
import { invoiceEffects } from './effects/invoice-effects.js'
import { paperEffects } from './effects/paper-effects.js'
import { type TaxParts, taxEffects, turnEffects } from './effects/tax-effects.js'
import type { PaymentSnapshot } from './payment-flow.js'
import { receiptLines, type SlipParts, slipLines } from './slips.js'

export interface EffectParts
  extends SlipParts,
    Pick<TaxParts, 'gate' | 'invoiceEnd'>,
    Pick<AmendmentParts, 'documentSight' | 'nextStep' | 'exchangeEnd'> {
  readonly devices: Devices
  readonly journal: Journal
  readonly sale: (saleId: string) => PaymentSnapshot
  readonly amendment: (amendmentId: string) => AmendmentSnapshot
  /** Remembers whose message a STAN is, for replies that come too late. */
  readonly onSending: (stan: string, flowId: string) => void
}

export function paymentEffectTable(parts: EffectParts): EffectTable {
  const { devices, sale } = parts
  return {
    ...cardEffects({ ...devices, vault: new CardVault(), onAuthorising: parts.onSending }),
    ...taxEffects({ ...parts, saleOf: (saleId) => sale(saleId).context.sale, reveal: revealing(parts) }),
    ...paperEffects({
      ...devices,
      layOut: (saleId, issue, columns) =>
        receiptLines(sale(saleId), issue, columns, { ...parts, invoicePageOf: invoicePages(devices) }),
    }),
  }
}

export function amendmentEffectTable(parts: EffectParts): EffectTable {
  const { devices, amendment } = parts
  return {
    ...inquiryEffects(devices),
    ...turnEffects(parts.gate),
    ...amendmentEffects({
      ...parts,
      acquirer: devices.acquirer,
      saleOf: (amendmentId) => amendment(amendmentId).context.original.sale,
      reveal: revealing(parts),
      onTakingBack: parts.onSending,
    }),
    ...paperEffects({
      ...devices,
      layOut: (amendmentId, issue, columns) => slipLines(amendment(amendmentId), issue, columns, parts),
    }),
  }
}

export function invoiceEffectTable({ devices, journal, shop }: EffectParts): EffectTable {
  const { invoiceService } = devices
  return invoiceEffects({ invoiceService, shop, reveal: (ref) => journal.reveal(ref) })
}

function revealing({ journal }: EffectParts) {
  return (ref: string) => journal.reveal(ref)
}

/** Under the number the counter would ask for it by, so that nobody gets two. */
function invoicePages({ invoiceService }: Devices) {
  return (record: SaleRecord) =>
    record.paidAt === undefined
      ? undefined
      : invoiceService.pageFor({
          orderNumber: orderNumberOfSale(record),
          total: record.sale.split.total,
          vat: record.sale.split.vat,
          tradedAt: record.paidAt,
        })
}
