/**
 * Popbill's own client (`popbill` of npm), as it comes. Argument: JSON `{config, calls: [[method, …arguments], …]}`. Makes the
 * calls one after the other and prints a line of JSON for each: `{result}` or `{error: {code, message}}`. In a process of its
 * own because a reply it cannot read is an exception nobody can catch.
 */
import { writeSync } from 'node:fs'
import popbill from 'popbill'

const { config, calls } = JSON.parse(process.argv[2])
popbill.config(config)
const cashbills = popbill.CashbillService()

for (const [method, ...args] of calls) {
  const line = await new Promise((resolve) => {
    cashbills[method](
      ...args,
      (result) => resolve({ result }),
      ({ code, message }) => resolve({ error: { code, message } }),
    )
  })
  writeSync(1, `${JSON.stringify(line)}\n`)
}
