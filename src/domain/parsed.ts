/** The result of reading something a person or a device gave: the valid value, or what is wrong with it. */
export type Parsed<T, Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }

export function parsed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function problem<const P>(name: P): { readonly ok: false; readonly problem: P } {
  return { ok: false, problem: name }
}
