import { posix } from 'node:path'
import { exportsOf, repeatedNames } from './exports.ts'
import type { Rule } from './source-files.ts'

/**
 * Words that mean nothing on their own: participles and prepositions. `paidAmount` and `sharedFiles` are names, `paid`
 * and `shared` are not. Nouns and adjectives that look like participles (`settings`, `routes`, `heading`) are not in
 * the list.
 */
const bareWords = new Set(
  [
    'about above after along among apart around at before begun behind beside beyond by during from held in into near of off on over per since through till toward under until up upon via with within without',
    'added allowed answered applied asked asking begin brought built called carried changed checked chosen closed coming compared completed copied counted created deleted derived done dropped drawn ended entered',
    'failed filled finished fixed folded following found gathered given going gone grouped grown hung ignored imported indexed joined judged kept known leading left listed loaded locked looked looking lost made marked',
    'matched meant missing moved named narrowed needed noted offered opened opening owed paid parsed passed planned prepared printed refused registered rejected removed renamed rendered required resolved returned',
    'said saved saying searched seen sent served shared shifted shipped shown signed sorted spent spoken standing started stated still stored summed taken tested thrown told touched tracked tried turned typed understood',
    'unused used waiting watched written',
  ].flatMap((line) => line.split(' ')),
)

const isBare = (name: string): boolean => bareWords.has(name.toLowerCase())

/** An exported name exists once, so that a search finds one definition. */
export const exportsAreUnique: Rule = (files) =>
  repeatedNames(exportsOf(files)).flatMap(([name, paths]) =>
    paths.map((path) => ({
      path,
      line: 1,
      reason: `${name} is exported by ${paths.join(' and ')}: rename one of them`,
    })),
  )

/** Files and exports are named for what they contain or do. */
export const namesSaySomething: Rule = (files) => [
  ...files
    .filter(({ path }) => path.startsWith('src/') && path.endsWith('.ts') && isBare(posix.basename(path, '.ts')))
    .map(({ path }) => ({ path, line: 1, reason: "a file's name must say what it contains: use a noun or an action" })),
  ...exportsOf(files)
    .filter(({ name }) => isBare(name))
    .map(({ path, line, name }) => ({
      path,
      line,
      reason: `${name}: an export's name must say what it is: use a noun or an action`,
    })),
]
