import { setImmediate as nextTurn } from 'node:timers/promises'
import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely'

/** Milliseconds a transaction may use the thread before it yields. */
const yieldAfterMs = 5

/**
 * Yields to the event loop between two statements of a long transaction; SQLite answers synchronously, so nothing else
 * would run. Limit: a customer's page during an import, 50 ms for 99 of 100; without it the page waits for the whole
 * import, half a minute. Other requests never see uncommitted rows, and other writers still wait.
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
