/** The name of the state a region is in, at its deepest: `card.reading` is `reading`. */
export function innermost(value: string | Readonly<Record<string, unknown>>): string {
  if (typeof value === 'string') return value
  const [inner] = Object.values(value)
  return innermost(inner as string | Readonly<Record<string, unknown>>)
}
