/**
 * The data elements (DE) of ISO 8583:1987 this house speaks, by name and as formats. Numbers appear here and nowhere
 * else, so a message reads as words; formats not listed keep the library's defaults.
 */
export const DE = {
  pan: 2,
  processingCode: 3,
  amount: 4,
  /** Transmission date and time, MMDDhhmmss, UTC. Together with `stan` and `terminal` it names a message. */
  transmittedAt: 7,
  stan: 11,
  /** hhmmss in the terminal's time zone. In a reply: when the host decided. */
  localTime: 12,
  /** MMDD in the terminal's time zone. */
  localDate: 13,
  expiry: 14,
  entryMode: 22,
  track2: 35,
  rrn: 37,
  approvalCode: 38,
  responseCode: 39,
  terminal: 41,
  merchant: 42,
  freeText: 44,
  /** Tagged sub-fields, see `private-data.ts`. */
  privateData: 48,
  currency: 49,
  /** Of a settlement's totals. */
  settlementCurrency: 50,
  /** Sets of account type 2, amount type 2, currency 3, sign 1, amount 12, see `partial-approval.ts`. */
  additionalAmounts: 54,
  reason: 56,
  macPrimary: 64,
  networkCode: 70,
  /** Credits are money back to cards, debits money taken from them. */
  creditsNumber: 74,
  creditsReversalNumber: 75,
  debitsNumber: 76,
  debitsReversalNumber: 77,
  creditsAmount: 86,
  creditsReversalAmount: 87,
  debitsAmount: 88,
  debitsReversalAmount: 89,
  /** MTI 4, STAN 6, DE7 10, acquiring and forwarding institution 11 each (zeros here). */
  originalData: 90,
  /** `D` or `C`, then sixteen digits: what debits exceed credits by, or the other way round. */
  netSettlement: 97,
  macSecondary: 128,
} as const

interface Format {
  readonly ContentType: 'n' | 'an' | 'anp' | 'ans' | 'b' | 'z'
  readonly Label: string
  readonly LenType: 'fixed' | 'llvar' | 'lllvar'
  readonly MaxLen: number
}

function format(ContentType: Format['ContentType'], LenType: Format['LenType'], MaxLen: number, Label: string): Format {
  return { ContentType, Label, LenType, MaxLen }
}

/**
 * `z` (any character) stands where the standard says `ans`: the library's `ans` refuses `@`, `#` and `\`, and a host
 * that puts one into its free text must not make an approval unreadable. The MACs are 8 bytes = 16 hex digits, where
 * the library's own table says 8.
 */
export const FORMATS: Readonly<Record<string, Format>> = {
  [DE.pan]: format('n', 'llvar', 19, 'Primary account number'),
  [DE.processingCode]: format('n', 'fixed', 6, 'Processing code'),
  [DE.amount]: format('n', 'fixed', 12, 'Amount, transaction'),
  [DE.transmittedAt]: format('n', 'fixed', 10, 'Transmission date and time'),
  [DE.stan]: format('n', 'fixed', 6, 'System trace audit number'),
  [DE.localTime]: format('n', 'fixed', 6, 'Time, local transaction'),
  [DE.localDate]: format('n', 'fixed', 4, 'Date, local transaction'),
  [DE.expiry]: format('n', 'fixed', 4, 'Date, expiration'),
  [DE.entryMode]: format('n', 'fixed', 3, 'Point of service entry mode'),
  [DE.track2]: format('z', 'llvar', 37, 'Track 2 data'),
  [DE.rrn]: format('anp', 'fixed', 12, 'Retrieval reference number'),
  [DE.approvalCode]: format('anp', 'fixed', 6, 'Authorisation identification response'),
  [DE.responseCode]: format('an', 'fixed', 2, 'Response code'),
  [DE.terminal]: format('z', 'fixed', 8, 'Card acceptor terminal identification'),
  [DE.merchant]: format('z', 'fixed', 15, 'Card acceptor identification code'),
  [DE.freeText]: format('z', 'llvar', 25, 'Additional response data'),
  [DE.privateData]: format('z', 'lllvar', 999, 'Additional data, private'),
  [DE.currency]: format('n', 'fixed', 3, 'Currency code, transaction'),
  [DE.settlementCurrency]: format('n', 'fixed', 3, 'Currency code, settlement'),
  [DE.additionalAmounts]: format('an', 'lllvar', 120, 'Additional amounts'),
  [DE.reason]: format('z', 'lllvar', 999, 'Message reason code'),
  [DE.macPrimary]: format('b', 'fixed', 16, 'Message authentication code'),
  [DE.networkCode]: format('n', 'fixed', 3, 'Network management information code'),
  [DE.creditsNumber]: format('n', 'fixed', 10, 'Credits, number'),
  [DE.creditsReversalNumber]: format('n', 'fixed', 10, 'Credits, reversal number'),
  [DE.debitsNumber]: format('n', 'fixed', 10, 'Debits, number'),
  [DE.debitsReversalNumber]: format('n', 'fixed', 10, 'Debits, reversal number'),
  [DE.creditsAmount]: format('n', 'fixed', 16, 'Credits, amount'),
  [DE.creditsReversalAmount]: format('n', 'fixed', 16, 'Credits, reversal amount'),
  [DE.debitsAmount]: format('n', 'fixed', 16, 'Debits, amount'),
  [DE.debitsReversalAmount]: format('n', 'fixed', 16, 'Debits, reversal amount'),
  [DE.originalData]: format('n', 'fixed', 42, 'Original data elements'),
  // The standard's x+n; the library reads that type one digit short.
  [DE.netSettlement]: format('an', 'fixed', 17, 'Amount, net settlement'),
  [DE.macSecondary]: format('b', 'fixed', 16, 'Message authentication code'),
}
