/**
 * The account the emulated service knows unless told otherwise. It is public on purpose, so a demo or a test needs no account
 * anywhere; it opens nothing but the emulated service.
 */
export interface ServiceAccount {
  readonly appKey: string
  readonly appSecret: string
  /** The seller's tax number (USCC). */
  readonly seller: string
  /** What the invoicing page calls the shop. */
  readonly sellerName: string
}

export const EMULATED_INVOICE_ACCOUNT: ServiceAccount = {
  appKey: 'TILLPROOF',
  appSecret: 'public secret of the emulated invoice service',
  seller: '91110000600037341L',
  sellerName: '晨光便利店',
}
