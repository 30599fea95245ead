import { setImmediate as nextTurn } from 'node:timers/promises'
import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely'

/** So long one transaction has the thread before others get a turn, in milliseconds. */
const yieldAfterMs = 5

/**
 * Lets whoever waits have a turn between two statements of a transaction that has had the thread for long: SQLite's answer
 * is there at once, so nothing else ever would. Limit: a customer's page beside an import, 50 ms for 99 of 100; without it
 * the page waits for all of the import, half a minute. Nobody sees what is half written, and who wants to write waits as before.
 */
export class YieldPlugin implements KyselyPlugin {
  #since = performance.now()

  transformQuery({ node }: PluginTransformQueryArgs) {
    return node
  }

  async transformResult({ result }: PluginTransformResultArgs) {
    if (performance.now() - this.#since > yieldAfterMs) {
      await nextTurn()
      this.#since = performance.now()
    }
    return result
  }
}
