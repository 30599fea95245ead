import { checkViews } from './views/check.ts'

const wrong = checkViews()
for (const { file, line, message } of wrong) console.error(`${file}:${line}: ${message}`)
if (wrong.length > 0) process.exitCode = 1
