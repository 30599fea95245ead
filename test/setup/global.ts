import { execFileSync } from 'node:child_process'

/** Worker threads run from the build, under the tests too, so the build comes before the first test. */
export default function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
}
