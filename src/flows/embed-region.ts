/**
 * Puts a region written against a part of a context into a chart whose context has more. XState’s types cannot say that
 * such a region fits, so it is given without its functions; what they need is checked where its setup is spread.
 */

/** A region’s states and nothing else of it: enough to know what values it can have. */
type Skeleton<Region> = {
  readonly [Key in keyof Region & ('initial' | 'type' | 'states')]: Key extends 'states'
    ? { readonly [State in keyof Region[Key]]: Skeleton<Region[Key][State]> }
    : Region[Key]
}

export function embedRegion<Region>(region: Region): Skeleton<Region> {
  return region as unknown as Skeleton<Region>
}
