/**
 * Which institution an emulated card belongs to, by the head of its number. Real ranges are finer and change; these are
 * enough for every brand to appear on a slip.
 */
interface CardIssuer {
  readonly issuer: string
  readonly acquirer: string
}

/** Institution codes; the first head that fits counts. */
const ISSUERS_BY_HEAD: readonly (readonly [head: string, issuer: string, acquirer: string])[] = [
  ['62', '01020000', '48020000'],
  ['3', '04', '04'],
  ['4', '06', '06'],
  ['5', '02', '02'],
  ['9', '01', '01'],
]

export function cardIssuer(pan: string): CardIssuer {
  const [, issuer = '15', acquirer = '01'] = ISSUERS_BY_HEAD.find(([head]) => pan.startsWith(head)) ?? []
  return { issuer, acquirer }
}
