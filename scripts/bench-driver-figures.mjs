// Figures and tables of the driver's benchmark: medians and 95th percentiles, as text to read or as JSON to keep.

/** @param values what was measured; none of them is thrown away. */
export function figures(values) {
  return { median: quantile(values, 0.5), p95: quantile(values, 0.95), rounds: values.length }
}

export function median(values) {
  return quantile(values, 0.5)
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export class Report {
  #asJson
  #sections = []

  constructor({ asJson }) {
    this.#asJson = asJson
  }

  /** @param rows objects; `what` comes first, the other fields become columns: numbers, words, or figures as above. */
  section(title, rows) {
    this.#sections.push({ title, rows })
    if (this.#asJson) return
    const columns = [...new Set(rows.flatMap(Object.keys))].filter((name) => name !== 'what')
    const table = rows.map((row) => [row.what, ...columns.map((name) => shown(row[name]))])
    const widest = Math.max(title.length, ...table.map(([what]) => what.length))
    const widths = columns.map((name, index) => Math.max(name.length, ...table.map((row) => row[index + 1].length)))
    const line = ([what, ...cells]) =>
      console.log([what.padEnd(widest), ...cells.map((cell, index) => cell.padStart(widths[index]))].join('  '))
    console.log()
    line([title, ...columns])
    for (const row of table) line(row)
  }

  note(text) {
    this.#sections.push({ note: text })
    if (!this.#asJson) console.log(text)
  }

  end(about) {
    if (this.#asJson) console.log(JSON.stringify({ ...about, sections: this.#sections }, undefined, 2))
  }
}

function shown(value) {
  if (value === undefined) return ''
  if (typeof value === 'number') return value.toFixed(Number.isInteger(value) ? 0 : 2)
  return typeof value === 'string' ? value : `${shown(value.median)} (p95 ${shown(value.p95)})`
}
