import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The path of the browser for tests: CHROMIUM_PATH, the system's, Playwright's; if there is none, it is installed. */
export function chromiumPath(): string {
  const found = installed()
  if (found) return found
  install()
  const path = installed()
  if (!path) throw new Error('Chromium could not be installed: install it and set CHROMIUM_PATH')
  return path
}

function installed(): string | undefined {
  const set = process.env.CHROMIUM_PATH
  if (set && !existsSync(set)) throw new Error(`CHROMIUM_PATH names ${set}, which does not exist`)
  return set || [...usual, chromium.executablePath()].find((path) => existsSync(path))
}

function install(): void {
  const debian = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  console.log(`No Chromium was found: installing ${debian ? "Debian's, with Chinese fonts" : "Playwright's"}`)
  if (debian) {
    run('apt-get', ['update'])
    run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'])
  } else run('npx', ['playwright-core', 'install', 'chromium'])
}

function run(command: string, words: string[]): void {
  execFileSync(command, words, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}
