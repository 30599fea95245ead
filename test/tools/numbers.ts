import { readFileSync, writeFileSync } from 'node:fs'
import { measure, table } from '../architecture/numbers.ts'
import { sourceFiles } from '../architecture/source-files.ts'

/** Writes the current figures between their marks in docs/development.md. */
const path = 'docs/development.md'
const [start, end] = ['<!-- numbers -->', '<!-- /numbers -->']

const text = readFileSync(path, 'utf8')
const [before, rest] = text.split(start)
const after = rest?.split(end)[1]
if (after === undefined) throw new Error(`${path} holds no ${start} and ${end}`)

const numbers = table(measure(sourceFiles()))
writeFileSync(path, `${before}${start}\n${numbers}\n${end}${after}`)
console.log(numbers)
