import { chromiumPath } from '../browser/chromium.ts'

/** Finds or installs Chromium once, before test files that run in parallel would all try to. */
export default function setup(): void {
  process.env.CHROMIUM_PATH = chromiumPath()
}
