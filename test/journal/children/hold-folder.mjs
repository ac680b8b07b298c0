/**
 * A process that takes a data folder and holds it until its standard input ends or it is killed.
 * Arguments: the built product's folder, the data folder. Prints one line: `owned`, or the name and message of the error.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [, , built, path] = process.argv
const load = (module) => import(pathToFileURL(join(built, module)).href)
const { openDataFolder } = await load('src/journal/data-folder.js')
const { systemClock } = await load('drivers/clocks/system-clock.js')

try {
  const folder = openDataFolder(path, { clock: systemClock })
  console.log('owned')
  process.stdin.on('end', () => folder.close()).resume()
} catch (error) {
  console.log(`${error.name}: ${error.message}`)
}
