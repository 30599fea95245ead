import { readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'

/** The hardware and versions in one line. */
export function machine(): string {
  const processors = cpus()
  const name = processors[0]?.model.trim() || 'unknown processor'
  const memory = `${(totalmem() / 2 ** 30).toFixed(1)} GB`
  return `${processors.length} × ${name}, ${memory}, ${system()}, Node ${process.versions.node}`
}

/** Load averages over one, five and fifteen minutes. */
export const loadAverages = (): string =>
  loadavg()
    .map((of) => of.toFixed(2))
    .join(' ')

function system(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform
  } catch {
    return process.platform
  }
}
