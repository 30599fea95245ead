import { chromiumPath } from '../browser/chromium.ts'

/** Chromium is found or installed once, before test files that run side by side would all try to. */
export default function setup(): void {
  process.env.CHROMIUM_PATH = chromiumPath()
}
