import { type Failure, type File, lineAt, type Rule } from './source-files.ts'

const languages = ['zh-CN', 'en'] as const
const plural = /_(zero|one|two|few|many|other)$/

interface Words {
  file: File
  entries: Map<string, unknown>
}

/** Both languages have the same keys and placeholders, and no empty texts. */
export const languagesAgree: Rule = (files) =>
  files.filter(isWords).flatMap((file) => {
    const words = read(file)
    return [...blanks(words), ...disagreements(words, files)]
  })

/** Unused messages are deleted; keys built at run time are allowed by prefix. */
export const everyWordIsUsed =
  (dynamicPrefixes: string[]): Rule =>
  (files) => {
    const usedWords = new Set(
      files
        .filter(({ path }) => /^(src|views|public\/js)\/.*\.(ts|js|ejs)$/.test(path))
        .flatMap(({ text }) => [...text.matchAll(/(?<=['"`])[\w.-]+(?=['"`])/g)].map(([literal]) => literal)),
    )
    for (const label of fieldLabels(files)) usedWords.add(label)
    return files.filter(isWords).flatMap((file) =>
      [...read(file).entries.keys()]
        .filter((key) => !usedWords.has(key) && !usedWords.has(key.replace(plural, '')))
        .filter((key) => !dynamicPrefixes.some((prefix) => key.startsWith(prefix)))
        .map((key) =>
          failure(file, key, 'is not used: delete it, or add its prefix to test/architecture/dynamic-messages.ts'),
        ),
    )
  }

/** The labels of the fields that fields('PREFIX', { NAME: … }) defines. */
const fieldLabels = (files: File[]): string[] =>
  files
    .filter(({ path }) => /^src\/.*\.ts$/.test(path))
    .flatMap(({ text }) => [...text.matchAll(/\bfields\('(\w+)', \{([\s\S]*?)\n?\}\)\n/g)])
    .flatMap(([, prefix, body = '']) =>
      [...body.matchAll(/^ {1,2}(\w+)(?=[:,])/gm)].map(([, name]) => `${prefix}.${name}`),
    )

const isWords = ({ path }: File) => /^src\/.*\/messages\.(zh-CN|en)\.json$/.test(path)

const read = (file: File): Words => ({ file, entries: new Map(Object.entries(JSON.parse(file.text))) })

const failure = ({ path, text }: File, key: string, reason: string): Failure => ({
  path,
  line: lineAt(text, Math.max(0, text.indexOf(`"${key}"`))),
  reason: `'${key}' ${reason}`,
})

function blanks({ file, entries }: Words): Failure[] {
  return [...entries].flatMap(([key, value]) => {
    if (typeof value !== 'string') return failure(file, key, 'is not a string: keys are flat, as in customers.name')
    if (!value.trim()) return failure(file, key, 'is empty')
    return key.includes('.') || file.path.startsWith('src/i18n/')
      ? []
      : failure(file, key, 'must begin with a feature, as customers.name does')
  })
}

function disagreements(words: Words, files: File[]): Failure[] {
  const { file } = words
  const [own, other] = file.path.endsWith('.en.json') ? (['en', 'zh-CN'] as const) : languages
  const path = file.path.replace(`${own}.json`, `${other}.json`)
  const partner = files.find((one) => one.path === path)
  if (!partner) return [{ path: file.path, line: 1, reason: `has no counterpart ${path}` }]
  const [mine, theirs] = [meanings(words), meanings(read(partner))]
  return [...mine].flatMap(([key, { written, values }]) => {
    const meant = theirs.get(key)
    if (!meant) return failure(file, written, `is missing in ${path}`)
    const unheard = [...values].filter((value) => !meant.values.has(value))
    return unheard.map((value) => failure(file, written, `uses {{${value}}}, which ${path} does not`))
  })
}

/** Languages have different plural forms, so a key's plural variants count as one. */
function meanings({ entries }: Words) {
  const found = new Map<string, { written: string; values: Set<string> }>()
  for (const [written, text] of entries) {
    const meaning = found.get(written.replace(plural, '')) ?? { written, values: new Set<string>() }
    for (const [, value = ''] of String(text).matchAll(/\{\{-?\s*(\w+)/g)) meaning.values.add(value)
    found.set(written.replace(plural, ''), meaning)
  }
  return found
}
