/**
 * Tillproof as plain JavaScript, for tests that start it in processes of their own to kill them. The folder in `dist` may
 * be older than the sources under test, so the sources are transpiled here, file by file, without checking types. The command
 * itself is then put together into a few files: hundreds of tests start it, and finding its modules is half of a start.
 */
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
/** Inside node_modules, so that what is built finds the installed packages, and no other tool looks at it. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'tillproof-test')
/** What the packages of hundreds of files are, and what those stand on. */
const MANY_FILES = ['iso_8583', 'date-fns', '@babel/runtime', 'jxon', 'xmldom', 'yaml', 'zod']
/** Builds kept; a test run of another checkout state may still be using an older one. */
const BUILDS_KEPT = 6

interface Source {
  /** From the root, e.g. `src/domain/money.ts`. */
  readonly path: string
  readonly content: Buffer
}

let built: Promise<string> | undefined

/**
 * The folder that corresponds to `dist`: `<folder>/src/journal/sqlite-journal.js`, `<folder>/src/cli/main.js`. Built at
 * most once for one state of `src`, `drivers`, package.json and this file, however many test files and runs ask for it. Two
 * that ask
 * at the same time may both build; the first to finish wins and both get the same folder.
 *
 * A child process imports from it by path: `import(pathToFileURL(join(folder, 'src/journal/sqlite-journal.js')).href)`.
 */
export function builtTillproof(): Promise<string> {
  built ??= build()
  return built
}

async function build(): Promise<string> {
  const sources = [...(await readTree('src')), ...(await readTree('drivers')), await readSource('package.json')]
  // A build made in another way is another build.
  const target = join(CACHE, fingerprint([...sources, await readSource('test/built-tillproof.ts')]))
  if (!(await isFolder(target))) {
    await mkdir(CACHE, { recursive: true })
    const draft = await mkdtemp(join(CACHE, 'draft-'))
    await writeBuild(draft, sources)
    await moveInPlace(draft, target)
    await removeOldBuilds(target)
  }
  return join(target, 'dist')
}

/** Laid out like the installed package, so that paths from a module to package.json and fixtures hold. */
async function writeBuild(folder: string, sources: readonly Source[]): Promise<void> {
  await Promise.all(
    sources.map(async ({ path, content }) => {
      const isCode = path.endsWith('.ts') && !path.endsWith('.d.ts')
      const target = join(folder, path === 'package.json' ? '' : 'dist', isCode ? path.replace(/\.ts$/, '.js') : path)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, isCode ? await transpile(path, content.toString('utf8')) : content)
    }),
  )
  await symlink(join(ROOT, 'fixtures'), join(folder, 'fixtures'))
  await bundleCommand(join(folder, 'dist'))
}

/** With the packages that are many small files; others stay where they are installed. What is imported late still is. */
async function bundleCommand(dist: string): Promise<void> {
  const { build: bundle } = await import('vite')
  const input = join(dist, 'src', 'cli', 'main.js')
  const name = relative(dist, input).replace(/\.js$/, '')
  // As deep as the folders of src/cli, so that what a module finds beside itself is found from here.
  const output = { entryFileNames: '[name].js', chunkFileNames: 'src/cli/bundled/[name]-[hash].js' }
  await bundle({
    ...{ root: dist, configFile: false, publicDir: false, logLevel: 'error' },
    ssr: { noExternal: MANY_FILES },
    build: {
      ...{ ssr: true, outDir: dist, emptyOutDir: false, minify: false, target: 'es2023' },
      rollupOptions: { input: { [name]: input }, output, treeshake: false },
    },
  })
}

/** One file at a time is enough: `isolatedModules` and `verbatimModuleSyntax` hold throughout the sources. */
async function transpile(path: string, source: string): Promise<string> {
  const { transformWithEsbuild } = await import('vite')
  const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true } }
  const { code } = await transformWithEsbuild(source, path, { target: 'es2023', tsconfigRaw })
  return code
}

async function moveInPlace(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Somebody else finished the same build first.
    if (!(await isFolder(target))) throw error
  }
}

async function removeOldBuilds(current: string): Promise<void> {
  const names = (await readdir(CACHE)).filter((name) => !name.startsWith('draft-') && join(CACHE, name) !== current)
  const aged = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(CACHE, name))).mtimeMs })))
  const old = aged.sort((a, b) => b.at - a.at).slice(BUILDS_KEPT - 1)
  for (const { name } of old) await rm(join(CACHE, name), { recursive: true, force: true })
}

async function readTree(folder: string): Promise<Source[]> {
  const found = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })
  const paths = found.filter((item) => item.isFile()).map((item) => relative(ROOT, join(item.parentPath, item.name)))
  return Promise.all(paths.sort().map(readSource))
}

async function readSource(path: string): Promise<Source> {
  return { path, content: await readFile(join(ROOT, path)) }
}

function fingerprint(sources: readonly Source[]): string {
  const hash = createHash('sha256')
  for (const { path, content } of sources) hash.update(`${path}\0${content.length}\0`).update(content)
  return hash.digest('hex').slice(0, 16)
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() === true
}
