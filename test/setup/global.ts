import { execFileSync } from 'node:child_process'

/** Worker threads run from the build, also in tests, so it must be up to date. */
export default function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
}
