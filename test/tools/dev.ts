import { type ChildProcess, spawn } from 'node:child_process'

// The compiler keeps dist/ up to date; node restarts the program whenever a loaded file changes.
const children = [
  start('node_modules/.bin/tsc', '--project', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'),
  start(process.execPath, '--watch', '--enable-source-maps', 'dist/src/main.js'),
]

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
for (const child of children) child.on('exit', stop)

function start(command: string, ...words: string[]): ChildProcess {
  // In development, views and the files in public/ are read again for each page.
  return spawn(command, words, { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'development' } })
}

function stop(): void {
  for (const child of children) child.kill()
}
