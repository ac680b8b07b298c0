/** A step that cannot be taken as it is written: found only when its turn comes. */
export class StepMistake extends Error {
  override readonly name = 'StepMistake'
}
