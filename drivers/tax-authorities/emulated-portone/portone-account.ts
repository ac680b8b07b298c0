/** Who may use an emulated PortOne, and the account that comes with it. Public and worth nothing anywhere else. */
export interface PortoneAccount {
  /** The V2 API secret, as in `Authorization: PortOne {secret}`. */
  readonly secret: string
  readonly storeId: string
  /** Its channels: contracts with payment companies. */
  readonly channelKeys: readonly string[]
}

export const EMULATED_PORTONE_ACCOUNT: PortoneAccount = {
  secret: 'emulated-portone-secret-of-nobody',
  storeId: 'store-emulated',
  channelKeys: ['channel-key-emulated'],
}
