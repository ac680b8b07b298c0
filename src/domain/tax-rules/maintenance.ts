/**
 * Times in which the tax gateway is known beforehand to be in maintenance (국세청 점검). They are announced one by one and
 * follow no pattern, so a shop writes them down as it hears of them.
 */

/** Epoch milliseconds; `to` is the first moment it is back. */
export interface MaintenanceWindow {
  readonly from: number
  readonly to: number
}

/** @returns when it will be back, through windows that follow without a gap; undefined outside of any. */
export function maintenanceAt(
  windows: readonly MaintenanceWindow[],
  at: number,
): { readonly until: number } | undefined {
  let until = at
  for (const { from, to } of windows.toSorted((a, b) => a.from - b.from)) {
    if (from <= until && until < to) until = to
  }
  return until > at ? { until } : undefined
}
