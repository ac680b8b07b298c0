/**
 * The account the emulated gateway knows unless told otherwise. It is public on purpose, so a demo or a test needs no
 * account anywhere; it opens nothing but the emulated gateway.
 */
export interface GatewayMember {
  /** The partner's name at Linkhub. */
  readonly linkId: string
  /** The partner's key, base64. */
  readonly secretKey: string
  /** The member's business number, ten digits. */
  readonly corpNum: string
}

export const EMULATED_TAX_ACCOUNT: GatewayMember = {
  linkId: 'TILLPROOF',
  secretKey: Buffer.from('public key of the emulated gateway').toString('base64'),
  corpNum: '1168200276',
}
