/** Something a person can mend: shown as it is, without a stack, and ends the command with exit status 2. */
export class CliError extends Error {
  override readonly name = 'CliError'
}
